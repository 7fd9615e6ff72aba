// What Facebook writes, as far as it is used: read field by field, since a signature proves the sender and not the shape.
import { asFields, asId, asList, asText, type Fields, given, isTrue, pick } from '../shared/read.js'

/** One thing that happened; `standby`: another app owns the conversation. */
export interface Item {
  /** Of the entry; a batch may hold several. */
  readonly page?: string
  readonly sender?: string
  readonly recipient?: string
  readonly timestamp: unknown
  readonly isStandby: boolean
  /** `message`, `postback`, `read` …: each item has one of them. */
  readonly fields: Fields
}

export interface PageMessage {
  readonly mid: string
  readonly text: string
  readonly attachments: readonly unknown[]
  readonly isEcho: boolean
  readonly isDeleted: boolean
  readonly appId?: string
  readonly metadata?: string
  readonly replyTo?: string
  readonly payload?: string
}

/** Items of a whole delivery. Other objects than pages have none. */
export function itemsOf(body: unknown): readonly Item[] {
  if (pick(body, 'object') !== 'page') return []
  return asList(pick(body, 'entry')).flatMap((entry) => {
    const page = asId(pick(entry, 'id'))
    const itemOf = (isStandby: boolean) => (item: unknown) => ({
      ...given({ page, sender: asId(pick(item, 'sender', 'id')), recipient: asId(pick(item, 'recipient', 'id')) }),
      timestamp: pick(item, 'timestamp'),
      isStandby,
      fields: asFields(item) ?? {},
    })
    return [...asList(pick(entry, 'messaging')).map(itemOf(false)), ...asList(pick(entry, 'standby')).map(itemOf(true))]
  })
}

/** Undefined without an id: there is nothing that would keep it from being taken twice. */
export function messageOf(value: unknown): PageMessage | undefined {
  const mid = asId(pick(value, 'mid'))
  if (mid === undefined) return undefined
  return given({
    mid,
    text: asText(pick(value, 'text')) ?? '',
    attachments: asList(pick(value, 'attachments')),
    isEcho: isTrue(pick(value, 'is_echo')),
    isDeleted: isTrue(pick(value, 'is_deleted')),
    appId: asId(pick(value, 'app_id')),
    metadata: asText(pick(value, 'metadata')),
    replyTo: asId(pick(value, 'reply_to', 'mid')),
    payload: asText(pick(value, 'quick_reply', 'payload')),
  })
}
