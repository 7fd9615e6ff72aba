// Callbacks of the Viber REST bot API (https://developers.viber.com/docs/api/rest-bot-api/#callbacks) as far as we use them:
// one event each, always with `event`, `timestamp` (ms) and `message_token`. Tokens exceed 2^53: they are text here.
import { asFields, asId, asText, type Fields } from '../shared/read.js'

/** What set_webhook asks for. `webhook` comes unasked, `client_status` is of no use. */
export const EVENT_TYPES = [
  'message',
  'subscribed',
  'unsubscribed',
  'conversation_started',
  'delivered',
  'seen',
  'failed',
] as const

export interface Callback {
  readonly event: string
  readonly token: string | undefined
  readonly fields: Fields
}

/** Null for what is no callback. */
export function callbackOf(body: unknown): Callback | null {
  const fields = asFields(body)
  const event = asText(fields?.event)
  return fields === undefined || event === undefined ? null : { event, token: asId(fields.message_token), fields }
}
