import type { HttpAnswer, HttpPort } from '../../ports/channel-adapter.js'
import type { TelegramAccount } from './account.js'

/** One method of the Bot API. The token stands in the address, so whoever catches an error must not show it. */
export function callBot(
  http: HttpPort,
  { apiUrl, token, ca }: TelegramAccount,
  method: string,
  parameters: { readonly [name: string]: unknown } = {},
  signal?: AbortSignal,
): Promise<HttpAnswer> {
  return http.fetch({
    method: 'POST',
    url: `${apiUrl}/bot${token}/${method}`,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(parameters),
    ...(ca === undefined ? {} : { ca }),
    ...(signal === undefined ? {} : { signal }),
  })
}
