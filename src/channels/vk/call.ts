import type { HttpPort } from '../../ports/channel-adapter.js'
import { jsonText } from '../shared/json-body.js'
import { type Failed, lostCall } from '../shared/lost-call.js'
import { pick } from '../shared/read.js'
import type { VkAccount } from './account.js'
import { failureOf } from './errors.js'

export type Called = { readonly ok: true; readonly response: unknown } | Failed

/** One method of the API. Never rejects. The token goes in the form, not in the address. */
export async function callVk(
  http: HttpPort,
  { apiUrl, token, version, ca }: VkAccount,
  method: string,
  fields: { readonly [name: string]: string },
  signal?: AbortSignal,
): Promise<Called> {
  try {
    const answer = await http.fetch({
      method: 'POST',
      url: `${apiUrl}/${method}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({ access_token: token, v: version, ...fields }).toString(),
      ...(ca === undefined ? {} : { ca }),
      ...(signal === undefined ? {} : { signal }),
    })
    return failureOf(answer) ?? { ok: true, response: pick(jsonText(answer.body), 'response') }
  } catch (error) {
    return lostCall(error, 'VK')
  }
}
