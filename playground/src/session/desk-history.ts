// What people did at a running desk, as a recorded history: without what the desk made of it.
import type { Changes, DomainEvent } from 'caseline'
import type { HistoryEntry } from 'caseline/replay'
import type { Frame, ThreadState } from './frame.js'
import type { Tape } from './tape.js'

type Target = Extract<HistoryEntry, { type: 'finish' }>['target']

/**
 * Commands on a chat that wasn't the customer's current one are left out, and so are those on chats that began before the
 * tape: a history names chats by whose they are.
 */
export function deskHistory({ frames, tracks }: Tape): readonly HistoryEntry[] {
  const begun = new Set<string>()
  return frames.flatMap((frame): readonly HistoryEntry[] => {
    const { thread, state } = frame
    if (thread === null || state === null || frame.outcome === 'refused') return []
    if (frame.events.some(({ type }) => type === 'chat.started' || type === 'chat.started-by-agent')) begun.add(thread)
    // Each thread from its first beginning on: what came before it would be about nothing.
    if (!begun.has(thread)) return []
    const before = stateBefore(frames, tracks.get(thread)?.frames ?? [], frame.index)
    const entry = entryOf(frame, state, before)
    return entry === null ? [] : [entry]
  })
}

function stateBefore(frames: readonly Frame[], own: readonly number[], index: number): ThreadState | null {
  const place = own.indexOf(index)
  return frames[own[place - 1] ?? -1]?.state ?? null
}

function entryOf(frame: Frame, state: ThreadState, before: ThreadState | null): HistoryEntry | null {
  const { at, type, events } = frame
  const { id, name, language } = state.customer
  const customer = { id, ...(name === null ? {} : { name }), ...(language === null ? {} : { language }) }
  const of = { channel: state.channel, customer: { id } }
  const agent = events.flatMap((event) => ('agent' in event && event.agent !== undefined ? [event.agent] : []))[0]
  const said = frame.messages.find(({ author }) => author === (type === 'customer.message' ? 'customer' : 'agent'))
  switch (type) {
    case 'customer.message':
      return said === undefined
        ? null
        : {
            type,
            at,
            channel: state.channel,
            customer,
            id: said.id,
            text: said.text,
            ...(said.automated === undefined ? {} : { automated: true }),
            ...(said.sentAt === undefined ? {} : { sentAt: said.sentAt }),
            ...(said.language === undefined ? {} : { language: said.language }),
          }
    case 'agent.message':
    case 'start':
      return said === undefined ? null : { type, at, ...of, customer, agent: said.agent ?? 'agent', text: said.text }
    default:
      break
  }
  const target = targetOf(frame, before)
  if (target === null || agent === undefined) return null
  switch (type) {
    case 'note':
      return said === undefined ? null : { type, at, target, agent, text: said.text }
    case 'finish': {
      const finished = events.find((event) => event.type === 'chat.finished')
      return finished === undefined ? null : { type, at, target, agent, status: finished.status }
    }
    case 'split':
    case 'merge':
    case 'unmerge':
      return { type, at, target, agent }
    case 'update': {
      const changes = changesIn(events)
      return Object.keys(changes).length === 0 ? null : { type, at, target, agent, changes }
    }
    default:
      return null
  }
}

/** Of the chat that was current when it was done. */
function targetOf({ chat, trace }: Frame, before: ThreadState | null): Target | null {
  const about = trace?.before?.number ?? chat
  if (before === null || about !== before.current) return null
  return { channel: before.channel, customer: { id: before.customer.id } }
}

function changesIn(events: readonly DomainEvent[]): Changes {
  const updated = events.find((event) => event.type === 'chat.updated' && event.by === 'agent')
  if (updated?.type !== 'chat.updated') return {}
  const { status: _, ...changes } = updated.changes
  return Object.fromEntries(Object.entries(changes).map(([name, change]) => [name, change?.to])) as Changes
}
