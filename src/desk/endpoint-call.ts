import type { WebhookEndpoint } from '../ports/service-store.js'
import { type PostAnswer, postSigned, type SignedPost } from './signed-post.js'

/** How a service calls the systems that want to be told. */
export interface WebhookCalls {
  /** Let endpoints be private, loopback and link-local addresses. Default false. */
  readonly allowPrivateAddresses?: boolean
  /** Milliseconds. Default 10,000. */
  readonly timeoutMs?: number
  /** Looks host names up. Default: the machine's resolver. */
  readonly resolve?: SignedPost['resolve']
}

/** Sends one event, or what else has an id. `now` is ISO 8601. Never rejects. */
export function callEndpoint(
  { url, secret }: Pick<WebhookEndpoint, 'url' | 'secret'>,
  sent: { readonly id: string; readonly body: string },
  now: string,
  calls: WebhookCalls,
): Promise<PostAnswer> {
  const headers = { 'x-caseline-event': sent.id, 'user-agent': 'caseline' }
  return postSigned({ url, secret, ...sent, headers, ...calls }, now)
}
