import type { HttpPort } from '../../ports/channel-adapter.js'
import { jsonText } from '../shared/json-body.js'
import { lostCall } from '../shared/lost-call.js'
import type { ViberAccount } from './account.js'
import { callViber } from './call.js'
import { failureOf } from './errors.js'

export type Asked = { readonly body: unknown } | { readonly trouble: string }

/** Asks Viber something that sends no message. Never throws. */
export async function askViber(
  http: HttpPort,
  account: ViberAccount,
  method: string,
  parameters: { readonly [name: string]: unknown } = {},
): Promise<Asked> {
  try {
    const answer = await callViber(http, account, method, parameters)
    const failure = failureOf(answer)
    return failure === null ? { body: jsonText(answer.body) } : { trouble: failure.detail }
  } catch (error) {
    return { trouble: lostCall(error, 'Viber').detail }
  }
}
