import type { HistoryEntry } from 'caseline/replay'
import type { Act } from './act.js'
import type { ThreadState } from './frame.js'

/**
 * An entry of a history as an act of a session; `current`: the chat that is the customer's current one there, whose number
 * is the session's own. `null`: a session has no word for it, or there is no such chat.
 */
export function actOfEntry(entry: HistoryEntry, current: number | null): Act | null {
  switch (entry.type) {
    case 'customer.message': {
      const { channel, customer, id, text, automated, sentAt, language } = entry
      return {
        type: 'customer',
        channel,
        customer: customer.id,
        text,
        ...(id === undefined ? {} : { id }),
        ...(automated === undefined ? {} : { automated }),
        ...(sentAt === undefined ? {} : { sentAt }),
        ...(language === undefined ? {} : { language }),
      }
    }
    case 'start':
      return {
        type: 'start',
        channel: entry.channel,
        customer: entry.customer.id,
        agent: entry.agent,
        text: entry.text,
      }
    default:
      break
  }
  if (current === null) return null
  switch (entry.type) {
    case 'agent.message':
      return { type: 'reply', chat: current, agent: entry.agent, text: entry.text }
    case 'note':
      return { type: 'note', chat: current, agent: entry.agent ?? 'agent', text: entry.text }
    case 'finish':
      return { type: 'finish', chat: current, agent: entry.agent, status: entry.status }
    case 'split':
    case 'merge':
    case 'unmerge':
      return { type: entry.type, chat: current, agent: entry.agent }
    case 'update':
      return { type: 'update', chat: current, agent: entry.agent ?? 'agent', changes: entry.changes ?? {} }
    default:
      return null
  }
}

/** The current chat of whoever an entry is about. */
export function currentFor(entry: HistoryEntry, threads: readonly ThreadState[]): number | null {
  const of = 'target' in entry ? entry.target : entry
  if (!('channel' in of) || !('customer' in of)) return null
  const { channel, customer } = of
  return threads.find((one) => one.channel === channel && one.customer.id === customer.id)?.current ?? null
}
