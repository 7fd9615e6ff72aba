// Chatra's webhook as several independent consumers read it (channels.md, section 6): the official page could be read in
// fragments only, so everything here may be missing or called otherwise.
import { asFields, asId, asList, asText, type Fields, pick } from '../shared/read.js'

export interface ChatraEvent {
  /** `chatStarted`, `chatFragment` (some messages while a chat runs), `chatTranscript` (all of it, afterwards). */
  readonly name: string
  readonly clientId: string
  readonly client: Fields
  readonly agents: readonly unknown[]
  /** Fragments and transcripts repeat what came before. */
  readonly messages: readonly unknown[]
}

/** Null for events without a client: there is nobody to answer. */
export function eventOf(body: unknown): ChatraEvent | null {
  const name = asText(pick(body, 'eventName'))
  const client = asFields(pick(body, 'client'))
  const clientId = asId(client?.id)
  if (name === undefined || client === undefined || clientId === undefined) return null
  const [agents, messages] = [asList(pick(body, 'agents')), asList(pick(body, 'messages'))]
  return { name, clientId, client, agents, messages }
}
