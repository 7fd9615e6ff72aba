import type { HttpAnswer, HttpPort } from '../../ports/channel-adapter.js'
import { hmacHex } from '../shared/hmac.js'
import type { FacebookAccount } from './account.js'

export interface GraphCall {
  /** Behind the version, with its slash. */
  readonly path: string
  readonly query?: { readonly [name: string]: string }
  /** A `POST` with this as JSON; else a `GET`. */
  readonly body?: unknown
  /** Default: the page's token. */
  readonly token?: string
  readonly signal?: AbortSignal
}

/** One call of the Graph API. The token goes in a header: addresses stand in logs. */
export function callGraph(http: HttpPort, account: FacebookAccount, call: GraphCall): Promise<HttpAnswer> {
  const { apiUrl, version, appSecret, appSecretProof, pageToken, ca } = account
  const { path, query = {}, body, token = pageToken, signal } = call
  const proof = appSecretProof ? { appsecret_proof: hmacHex('sha256', appSecret, token) } : {}
  const search = new URLSearchParams({ ...query, ...proof }).toString()
  const json = body === undefined ? {} : { 'content-type': 'application/json' }
  return http.fetch({
    method: body === undefined ? 'GET' : 'POST',
    url: `${apiUrl}/${version}${path}${search === '' ? '' : `?${search}`}`,
    headers: { authorization: `Bearer ${token}`, accept: 'application/json', ...json },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(ca === undefined ? {} : { ca }),
    ...(signal === undefined ? {} : { signal }),
  })
}
