import type { HttpPort } from '../../ports/channel-adapter.js'
import { jsonText } from '../shared/json-body.js'
import { lostCall } from '../shared/lost-call.js'
import { pick } from '../shared/read.js'
import type { TelegramAccount } from './account.js'
import { callBot } from './call.js'
import { failureOf } from './errors.js'

export type Asked = { readonly result: unknown } | { readonly trouble: string }

/** Asks the Bot API something that changes no conversation. Never throws. */
export async function askBot(
  http: HttpPort,
  account: TelegramAccount,
  method: string,
  parameters: { readonly [name: string]: unknown } = {},
): Promise<Asked> {
  try {
    const answer = await callBot(http, account, method, parameters)
    const failure = failureOf(answer)
    return failure === null ? { result: pick(jsonText(answer.body), 'result') } : { trouble: failure.detail }
  } catch (error) {
    return { trouble: lostCall(error, 'Telegram').detail }
  }
}
