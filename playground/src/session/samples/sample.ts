import type { Act } from '../act.js'
import type { Session } from '../session.js'

export type SampleLanguage = 'en' | 'ru'

/** A session that is ready to be looked at. Its name and what it shows are the texts `samples:<id>`. */
export interface Sample {
  readonly id: string
  readonly session: (language: SampleLanguage) => Session
}

/** Acts as short as a story: who says what, and when time passes. */
export interface Story {
  readonly say: (customer: string, channel: string, text: string, more?: { readonly automated: true }) => Act
  readonly reply: (chat: number, text: string) => Act
  readonly note: (chat: number, text: string) => Act
  readonly finish: (chat: number, status: 'open' | 'pending' | 'closed') => Act
  readonly split: (chat: number) => Act
  readonly merge: (chat: number) => Act
  /** ISO 8601 UTC. */
  readonly until: (at: string) => Act
}

const AGENT = 'olga'

export const STORY: Story = {
  say: (customer, channel, text, more) => ({ type: 'customer', customer, channel, text, ...more }),
  reply: (chat, text) => ({ type: 'reply', chat, agent: AGENT, text }),
  note: (chat, text) => ({ type: 'note', chat, agent: AGENT, text }),
  finish: (chat, status) => ({ type: 'finish', chat, agent: AGENT, status }),
  split: (chat) => ({ type: 'split', chat, agent: AGENT }),
  merge: (chat) => ({ type: 'merge', chat, agent: AGENT }),
  until: (at) => ({ type: 'until', at: new Date(at).toISOString() }),
}
