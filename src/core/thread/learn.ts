import type { Contact, CustomerInput } from './contact.js'

export function newContact(channel: string, id: string, at: string): Contact {
  return {
    channel,
    id,
    name: null,
    email: null,
    phone: null,
    language: null,
    tags: [],
    fields: {},
    firstSeenAt: at,
    chatsOnChannel: 0,
    everStarted: false,
    marks: {},
    version: 0,
  }
}

const PROFILE = ['name', 'email', 'phone', 'language'] as const

/**
 * The contact with what the embedder told along with a message; what it didn't tell stays. One that knew it all is
 * given back as it is: then no customer is written.
 */
export function learned(contact: Contact, told: CustomerInput): Contact {
  if (knows(contact, told)) return contact
  return {
    ...contact,
    name: told.name ?? contact.name,
    email: told.email ?? contact.email,
    phone: told.phone ?? contact.phone,
    language: told.language ?? contact.language,
    tags: told.tags ?? contact.tags,
    fields: told.fields === undefined ? contact.fields : { ...contact.fields, ...told.fields },
  }
}

function knows(contact: Contact, { tags, fields = {}, ...told }: CustomerInput): boolean {
  return (
    PROFILE.every((one) => (told[one] ?? contact[one]) === contact[one]) &&
    (tags === undefined || isSame(tags, contact.tags)) &&
    Object.entries(fields).every(
      ([name, value]) => Object.hasOwn(contact.fields, name) && isSame(value, contact.fields[name]),
    )
  )
}

/** Equal JSON; with its names in another order it counts as another, which costs a write and nothing else. */
function isSame(left: unknown, right: unknown): boolean {
  return left === right || (typeof left === 'object' && JSON.stringify(left) === JSON.stringify(right))
}
