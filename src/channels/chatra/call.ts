import type { HttpAnswer, HttpPort } from '../../ports/channel-adapter.js'
import type { ChatraAccount } from './account.js'

export interface ChatraCall {
  /** Behind the base address, with its slash. */
  readonly path: string
  /** A `POST` with this as JSON; else a `GET`. */
  readonly body?: unknown
  readonly signal?: AbortSignal
}

export function callChatra(
  http: HttpPort,
  account: ChatraAccount,
  { path, body, signal }: ChatraCall,
): Promise<HttpAnswer> {
  const { apiUrl, publicKey, secretKey, ca } = account
  return http.fetch({
    method: body === undefined ? 'GET' : 'POST',
    url: `${apiUrl}${path}`,
    headers: {
      authorization: `Chatra.Simple ${publicKey}:${secretKey}`,
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(ca === undefined ? {} : { ca }),
    ...(signal === undefined ? {} : { signal }),
  })
}
