// A session as a recorded history: what people did and when, without what the engine made of it.
import type { HistoryEntry } from 'caseline/replay'
import type { Act } from './act.js'
import type { Session } from './session.js'
import type { Tape } from './tape.js'

type Target = { readonly chat: number } | { readonly channel: string; readonly customer: { readonly id: string } }

/** Corrections of messages and what isn't said by people (rules, presence) are left out. */
export function historyOf(session: Session, { frames }: Tape): readonly HistoryEntry[] {
  return session.acts.flatMap((act, index): HistoryEntry[] => {
    const frame = frames.find((one) => one.act === index)
    const entry = frame === undefined ? null : entryOf(session, act, index, frame.at, ownerOf(frames, act, frame.index))
    return entry === null ? [] : [entry]
  })
}

interface Owner {
  readonly channel: string
  readonly customer: { readonly id: string }
  readonly isCurrent: boolean
}

/** Whose chat an agent's act is about, as it was then. */
function ownerOf(frames: Tape['frames'], act: Act, before: number): Owner | null {
  if (!('chat' in act)) return null
  for (let index = before; index >= 0; index -= 1) {
    const state = frames[index]?.state
    if (state == null || !state.chats.some(({ number }) => number === act.chat)) continue
    const isCurrent = index === before || state.current === act.chat
    return { channel: state.channel, customer: { id: state.customer.id }, isCurrent }
  }
  return null
}

function entryOf(session: Session, act: Act, index: number, at: string, owner: Owner | null): HistoryEntry | null {
  const customer = (id: string) => session.customers.find((one) => one.id === id) ?? { id }
  const target: Target | null =
    owner === null || !('chat' in act)
      ? null
      : owner.isCurrent
        ? { channel: owner.channel, customer: owner.customer }
        : { chat: act.chat }
  switch (act.type) {
    case 'customer': {
      const { type: _, customer: id, inReplyTo: __, ...message } = act
      return { type: 'customer.message', at, ...message, customer: customer(id), id: act.id ?? `m${index + 1}` }
    }
    case 'start':
      return {
        type: 'start',
        at,
        channel: act.channel,
        customer: customer(act.customer),
        agent: act.agent,
        text: act.text,
      }
    case 'reply':
      return owner === null
        ? null
        : {
            type: 'agent.message',
            at,
            channel: owner.channel,
            customer: owner.customer,
            agent: act.agent,
            text: act.text,
          }
    case 'note':
      return target === null ? null : { type: 'note', at, target, agent: act.agent, text: act.text }
    case 'finish':
      return target === null ? null : { type: 'finish', at, target, agent: act.agent, status: act.status }
    case 'split':
    case 'merge':
    case 'unmerge':
    case 'postpone':
      return target === null ? null : { type: act.type, at, target, agent: act.agent }
    case 'update': {
      const status = act.status === undefined ? {} : { status: act.status }
      return target === null ? null : { type: 'update', at, target, agent: act.agent, changes: act.changes, ...status }
    }
    case 'edit':
    case 'until':
    case 'presence':
    case 'rules':
    case 'switch-rule':
      return null
    default:
      return act satisfies never
  }
}
