import { withCustomerField } from '../automation/customer-field.js'
import type { Json } from '../json.js'
import { chatIn, type Draft } from '../thread/draft.js'
import { changeChat } from '../thread/update.js'

/** `customer.email`, `chat.fields.order` …: who has the field, and what it is called there. */
export interface KeptField {
  readonly of: 'customer' | 'chat' | 'subject'
  readonly name: string
}

/** As the desk takes them from agents and channels. */
const LONGEST_NAME = 512
const LONGEST_SUBJECT = 1_000

const PROFILE: ReadonlySet<string> = new Set(['email', 'phone', 'name', 'language'])

/** What an `into` names; `null`: no field. */
export function keptField(into: string): KeptField | null {
  if (into === 'chat.subject') return { of: 'subject', name: 'subject' }
  const [, of, name = ''] = /^(customer|chat)\.fields\.(.{1,200})$/u.exec(into) ?? []
  if (of === 'customer' || of === 'chat') return { of, name }
  const profile = /^customer\.(\w+)$/u.exec(into)?.[1] ?? ''
  return PROFILE.has(profile) ? { of: 'customer', name: profile } : null
}

/** Writes an answer where the step wants it; what changes on a chat is told as `chat.updated`. */
export function keepAnswer(draft: Draft, chat: number, into: string | undefined, value: Json, at: string): Draft {
  const field = into === undefined ? null : keptField(into)
  if (field === null) return draft
  if (field.of === 'customer') {
    const isProfile = PROFILE.has(field.name)
    // What a function returns may be anything; a name or an address is a text.
    if (isProfile && typeof value === 'object' && value !== null) return draft
    const kept = isProfile && typeof value === 'string' ? value.slice(0, LONGEST_NAME) : value
    return { ...draft, contact: withCustomerField(draft.contact, field.name, kept) }
  }
  const changes =
    field.of === 'subject'
      ? { subject: value === null ? null : textOf(value).slice(0, LONGEST_SUBJECT) }
      : { fields: { [field.name]: value } }
  const how = { changes, at, by: 'automation' as const, closedIsOffered: false }
  const decision = changeChat(draft, chatIn(draft, chat), how)
  if (decision.refused !== null) return draft
  return { ...decision.draft, outcome: draft.outcome, chat: draft.chat }
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
