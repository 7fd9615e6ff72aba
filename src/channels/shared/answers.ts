// What `receive` says, in the few ways there are. Bodies are constants of an adapter: VK switches a server off that
// answers `remove`, so nothing of what came is ever reflected.
import type { ChannelEvent, ReceiveResult } from '../../ports/channel-adapter.js'

/** Authentic. Nothing to tell the desk is `ignore`, with the same answer: the provider must not repeat it. */
export function accept(events: readonly ChannelEvent[], body = '', reason?: string): ReceiveResult {
  const verdict = events.length > 0 ? 'accept' : 'ignore'
  return { verdict, response: { status: 200, body }, events, ...(reason === undefined ? {} : { reason }) }
}

export function ignore(reason: string, body = ''): ReceiveResult {
  return accept([], body, reason)
}

/** Not authentic. */
export function reject(reason: string, status: 401 | 403 = 401): ReceiveResult {
  return { verdict: 'reject', reason, response: { status, body: '' }, events: [] }
}

/** Authentic, but no JSON: 400, and the provider may well send it again. */
export function unreadable(reason = 'the body is not JSON'): ReceiveResult {
  return { verdict: 'ignore', reason, response: { status: 400, body: '' }, events: [] }
}

export function handshake(body = '', contentType = 'text/plain; charset=utf-8'): ReceiveResult {
  const headers = { 'content-type': contentType }
  return { verdict: 'handshake', reason: 'handshake', response: { status: 200, headers, body }, events: [] }
}
