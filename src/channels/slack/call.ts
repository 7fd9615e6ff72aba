import type { HttpPort } from '../../ports/channel-adapter.js'
import { jsonText } from '../shared/json-body.js'
import { type Failed, lostCall } from '../shared/lost-call.js'
import type { SlackAccount } from './account.js'
import { failureOf } from './errors.js'

export type Called = { readonly ok: true; readonly body: unknown } | Failed

interface Call {
  /** A `GET` with this; methods that read take no JSON. */
  readonly query?: { readonly [name: string]: string }
  /** A `POST` with this as JSON. */
  readonly json?: unknown
  readonly signal?: AbortSignal
}

/** One method of the Web API. Never rejects. */
export async function callSlack(
  http: HttpPort,
  { apiUrl, botToken, ca }: SlackAccount,
  method: string,
  { query = {}, json, signal }: Call = {},
): Promise<Called> {
  const search = new URLSearchParams(query).toString()
  try {
    const answer = await http.fetch({
      method: json === undefined ? 'GET' : 'POST',
      url: `${apiUrl}/${method}${search === '' ? '' : `?${search}`}`,
      headers: {
        authorization: `Bearer ${botToken}`,
        accept: 'application/json',
        ...(json === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      ...(ca === undefined ? {} : { ca }),
      ...(signal === undefined ? {} : { signal }),
    })
    return failureOf(answer) ?? { ok: true, body: jsonText(answer.body) }
  } catch (error) {
    return lostCall(error, 'Slack')
  }
}
