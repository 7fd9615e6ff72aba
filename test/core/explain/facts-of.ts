import type { PassFacts } from '../../../src/core/automation/facts.js'
import type { ChatView } from '../../../src/core/chat/view.js'
import type { CompiledRules } from '../../../src/core/rules/compiled-rules.js'
import { loaded } from '../rules/judging.js'

const CHAT: ChatView = {
  number: 7,
  state: 'active',
  status: null,
  channel: 'tg',
  customer: '42',
  subject: 'Hello',
  subjectIsDefault: true,
  isFirstOnChannel: true,
  activation: 1,
  startedAt: '2026-03-02T09:00:00.000Z',
  startedBy: 'customer',
  reopenedAt: null,
  finishedAt: null,
  finishedBy: null,
  autoFinishAt: null,
  newSince: null,
  previous: null,
  next: null,
  splitFrom: null,
  mergedInto: null,
  assignee: null,
  priority: 'normal',
  tags: ['vip'],
  fields: {},
  counts: { customer: 1, agent: 0, automation: 0, notes: 0 },
  waitingSince: '2026-03-02T09:00:00.000Z',
  workflow: null,
  actions: ['reply', 'note', 'finish'],
  version: 1,
}

/** What rules saw of a customer's message on a Monday at 12:00 in Moscow. */
export const FACTS_THEN: PassFacts = {
  event: {
    type: 'message.received',
    at: '2026-03-02T09:00:00.000Z',
    chat: 7,
    by: 'customer',
    message: 'm1',
  },
  message: {
    id: 'm1',
    text: 'Hello, where is my order?',
    author: 'customer',
    kind: 'message',
    agent: null,
    attachments: [],
    at: '2026-03-02T09:00:00.000Z',
    late: false,
    automated: false,
    language: 'en',
  },
  chat: CHAT,
  before: null,
  customer: {
    id: '42',
    name: 'Anna',
    email: null,
    phone: null,
    language: 'en',
    tags: [],
    fields: {},
    channel: 'tg',
    chatsOnChannel: 1,
    firstSeenAt: '2026-03-02T09:00:00.000Z',
  },
  channel: { id: 'tg', kind: 'telegram', name: 'Bot' },
  agents: { online: 2, statuses: { olga: 'online' } },
  now: '2026-03-02T09:00:00.000Z',
}

export const SCHEDULES = {
  support: {
    zone: 'Europe/Moscow',
    week: { 'mon-fri': ['09:00-18:00'] },
    holidays: [{ date: '2026-03-08', name: "Women's Day" }],
  },
}

/** A rule `r` with the condition, among others that make no difference. */
export function ruleWith(when: unknown, rest: object = {}, options: object = {}): CompiledRules {
  const rule = { id: 'r', name: 'R', on: 'message.received', when, then: [{ do: 'add-tags', tags: ['t'] }] }
  return loaded({ schedules: SCHEDULES, ...rest, rules: [rule] }, options)
}
