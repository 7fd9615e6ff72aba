import type { ChatView, Message, MessageView } from 'caseline'
import type { JournalThread } from '../session/desk-journal.js'
import type { Customer, SessionChannel } from '../session/session.js'
import type { Tape } from '../session/tape.js'
import type { DeskClient } from './desk-client.js'
import { DeskFault } from './desk-fault.js'

/** Newest chats that are listed whether or not the loaded journal tells of them. */
const LISTED = 200
const MESSAGES = 1_000

export async function listChats(client: DeskClient): Promise<readonly ChatView[]> {
  const { items } = await client.get<{ items: readonly ChatView[] }>(`v1/chats?limit=${LISTED}`)
  return items
}

/** The latest messages and notes of a chat. */
export async function listedMessages(client: DeskClient, chat: number): Promise<readonly Message[]> {
  const { items } = await client.get<{ items: readonly MessageView[] }>(`v1/chats/${chat}/messages?limit=${MESSAGES}`)
  return items.map(({ previous: _, ...message }) => message)
}

/** All channels, for a key that may see them; others learn them from what happens. */
export async function listChannels(client: DeskClient): Promise<readonly SessionChannel[]> {
  try {
    const { items } = await client.get<{ items: readonly DeskChannel[] }>('v1/channels')
    return items.map(({ id, kind, name, endless }) => ({ id, kind, endless, ...(name === null ? {} : { name }) }))
  } catch (error) {
    if (error instanceof DeskFault && error.kind === 'scope') return []
    throw error
  }
}

interface DeskChannel {
  readonly id: string
  readonly kind: string
  readonly name: string | null
  readonly endless: boolean
}

export interface People {
  readonly channels: readonly SessionChannel[]
  readonly customers: readonly Customer[]
  readonly agents: readonly string[]
}

/** Whoever is known: by the journal's threads, by the list, and those who were met here. */
export function peopleOf(
  tape: Tape,
  threads: ReadonlyMap<string, JournalThread>,
  known: readonly SessionChannel[],
  met: readonly Customer[],
): People {
  const channels = new Map(known.map((channel) => [channel.id, channel]))
  const customers = new Map<string, Customer>()
  for (const { channel, kind, endless, customer } of threads.values()) {
    if (!channels.has(channel)) channels.set(channel, { id: channel, kind, endless })
    customers.set(customer.id, plain(customer))
  }
  for (const { base } of tape.tracks.values()) {
    if (base === null) continue
    if (!channels.has(base.channel)) channels.set(base.channel, { id: base.channel, kind: '' })
    if (!customers.has(base.customer.id)) customers.set(base.customer.id, plain(base.customer))
  }
  for (const customer of met) if (!customers.has(customer.id)) customers.set(customer.id, customer)
  const agents = new Set<string>()
  for (const { events } of tape.frames)
    for (const event of events) if ('agent' in event && event.agent !== undefined) agents.add(event.agent)
  return { channels: [...channels.values()], customers: [...customers.values()], agents: [...agents] }
}

/** As calls take it: only what is known. */
function plain({ id, name, email, phone, language }: JournalThread['customer']): Customer {
  return {
    id,
    ...(name === null ? {} : { name }),
    ...(email === null ? {} : { email }),
    ...(phone === null ? {} : { phone }),
    ...(language === null ? {} : { language }),
  }
}
