// Updates of the Bot API (10.3, https://core.telegram.org/bots/api#update) as far as we use them. Each has an `update_id`
// and one property that names its kind; there are new kinds every few months.
import { asFields, asId, type Fields, pick } from '../shared/read.js'

/** What setWebhook asks for; reactions aren't sent unless they are named. */
export const UPDATE_KINDS = [
  'message',
  'edited_message',
  'business_connection',
  'business_message',
  'edited_business_message',
  'deleted_business_messages',
  'message_reaction',
  'callback_query',
  'my_chat_member',
] as const
export type UpdateKind = (typeof UPDATE_KINDS)[number]

export interface Update {
  readonly updateId: string
  readonly kind: UpdateKind
  readonly value: Fields
}

/** Null for kinds that tell a helpdesk nothing: channel posts, inline queries, polls, and those still to come. */
export function updateOf(body: unknown): Update | null {
  const updateId = asId(pick(body, 'update_id'))
  if (updateId === undefined) return null
  for (const kind of UPDATE_KINDS) {
    const value = asFields(pick(body, kind))
    if (value !== undefined) return { updateId, kind, value }
  }
  return null
}
