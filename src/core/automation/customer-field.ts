import type { Json } from '../json.js'
import type { Contact } from '../thread/contact.js'

const PROFILE = ['name', 'email', 'phone', 'language'] as const

/** The contact with one field set, `null` takes it away; the same object when nothing differs. */
export function withCustomerField(contact: Contact, field: string, value: Json): Contact {
  const known = PROFILE.find((one) => one === field)
  if (known !== undefined) {
    const next = value === null ? null : String(value)
    return contact[known] === next ? contact : { ...contact, [known]: next }
  }
  const before = Object.hasOwn(contact.fields, field) ? contact.fields[field] : null
  if (before === value) return contact
  const fields = Object.entries({ ...contact.fields, [field]: value }).filter(([, one]) => one !== null)
  return { ...contact, fields: Object.fromEntries(fields) }
}
