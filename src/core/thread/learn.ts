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

/** The contact with what the embedder told along with a message; what it didn't tell stays. */
export function learned(contact: Contact, told: CustomerInput): Contact {
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
