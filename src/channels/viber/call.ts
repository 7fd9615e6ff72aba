import type { HttpAnswer, HttpPort } from '../../ports/channel-adapter.js'
import type { ViberAccount } from './account.js'

/** One call of the REST bot API, by its name behind `/pa/`. */
export function callViber(
  http: HttpPort,
  { apiUrl, token, ca }: ViberAccount,
  method: string,
  parameters: { readonly [name: string]: unknown } = {},
  signal?: AbortSignal,
): Promise<HttpAnswer> {
  return http.fetch({
    method: 'POST',
    url: `${apiUrl}/pa/${method}`,
    headers: { 'content-type': 'application/json', accept: 'application/json', 'x-viber-auth-token': token },
    body: JSON.stringify(parameters),
    ...(ca === undefined ? {} : { ca }),
    ...(signal === undefined ? {} : { signal }),
  })
}
