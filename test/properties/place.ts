// Where the model-based tests play: three channels, a few rules, and a model that is nothing but lists of message ids.
import type { RuleSet } from '../../src/core/rules/rule-set.js'
import type { ChannelOptions } from '../../src/desk/options.js'
import { type Place as Desk, makeDesk } from '../desk/make-desk.js'

export { WORKSPACE } from '../desk/make-desk.js'

export interface StreamModel {
  ids: readonly string[]
}

/** By thread key. */
export type Model = Map<string, StreamModel>

export type Place = Desk

export const CHANNELS: readonly ChannelOptions[] = [
  { id: 'tg', kind: 'telegram', deliver: () => ({ ok: true }) },
  { id: 'endless', kind: 'telegram', endless: true },
  { id: 'mail', kind: 'email' },
]

/** Something of everything: autoresponses, farewells, details, finishing, delays and time rules. */
export const RULES: RuleSet = {
  rules: [
    { id: 'greet', on: 'chat.started', then: [{ do: 'send-message', text: 'Hello', onlyFirstChatOnChannel: false }] },
    {
      id: 'again',
      on: 'chat.reopened',
      then: [
        { do: 'add-tags', tags: ['again'] },
        { do: 'send-message', text: 'Again', delay: 'PT2M' },
      ],
    },
    { id: 'tagged', on: 'chat.updated', then: [{ do: 'set-field', of: 'chat', field: 'updated', value: true }] },
    {
      id: 'bye',
      on: 'message.received',
      when: { all: [{ fact: 'message', path: '$.text', operator: 'containsText', value: 'bye' }] },
      then: [{ do: 'finish', status: 'pending' }],
    },
    { id: 'farewell', on: 'chat.finished', then: [{ do: 'send-message', text: 'Farewell' }] },
    {
      id: 'waits',
      on: { after: 'PT4M', since: 'message.received' },
      then: [
        { do: 'add-note', text: 'waits' },
        { do: 'set-priority', priority: 'high' },
      ],
    },
    { id: 'born', on: 'chat.split-off', then: [{ do: 'set-subject', subject: 'Another question' }] },
  ],
}

export function makePlace(): Promise<Place> {
  return makeDesk({ channels: CHANNELS, rules: RULES })
}
