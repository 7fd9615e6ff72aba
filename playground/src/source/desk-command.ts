import type { Act } from '../session/act.js'
import type { Customer } from '../session/session.js'

export interface DeskCommand {
  readonly method: 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  readonly path: string
  readonly body: unknown
}

/** Presence that nobody renews lapses; a person at a screen isn't asked to say it each minute. */
const PRESENT_FOR = 'PT8H'

/** An act as a call of a desk. `id` names its message. `null`: a running desk has no call for it. */
export function commandOf(act: Act, id: string, customerOf: (id: string) => Customer): DeskCommand | null {
  const onChat = (chat: number, name: string, body: unknown): DeskCommand => ({
    method: 'POST',
    path: `v1/chats/${chat}/${name}`,
    body,
  })
  switch (act.type) {
    case 'customer': {
      const { type: _, customer, inReplyTo, ...message } = act
      const body = {
        id,
        ...message,
        customer: customerOf(customer),
        ...(inReplyTo === undefined ? {} : { inReplyTo: [inReplyTo] }),
      }
      return { method: 'POST', path: 'v1/messages', body }
    }
    case 'start': {
      const { type: _, customer, ...message } = act
      return { method: 'POST', path: 'v1/chats', body: { ...message, id, customer: customerOf(customer) } }
    }
    case 'reply':
      return onChat(act.chat, 'messages', { agent: act.agent, text: act.text, id })
    case 'note':
      return onChat(act.chat, 'notes', { agent: act.agent, text: act.text })
    case 'finish':
      return onChat(act.chat, 'finish', { agent: act.agent, status: act.status })
    case 'postpone':
    case 'merge':
    case 'unmerge':
      return onChat(act.chat, act.type, { agent: act.agent })
    case 'split':
      return onChat(act.chat, 'split', { agent: act.agent, ...(act.from === undefined ? {} : { from: act.from }) })
    case 'update': {
      const status = act.status === undefined ? {} : { status: act.status }
      return { method: 'PATCH', path: `v1/chats/${act.chat}`, body: { agent: act.agent, ...act.changes, ...status } }
    }
    case 'edit': {
      const path = `v1/messages/${encodeURIComponent(act.message)}`
      return act.text === null
        ? { method: 'DELETE', path: `${path}?channel=${encodeURIComponent(act.channel)}`, body: undefined }
        : { method: 'PATCH', path, body: { text: act.text, channel: act.channel } }
    }
    case 'presence':
      return {
        method: 'PUT',
        path: `v1/agents/${encodeURIComponent(act.agent)}/status`,
        body: { status: act.is, ttl: PRESENT_FOR },
      }
    case 'until':
    case 'rules':
    case 'switch-rule':
      return null
    default:
      return act satisfies never
  }
}
