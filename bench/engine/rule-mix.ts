// A rule set as helpdesks have them, of any size: whatever the size, a message matches about 1.3 rules.
// Every rule hangs on something of its own (a word, an account, a tag), most on something shared as well.
import type { Rule, RuleAction, RuleSet } from 'caseline'

export const CHANNELS = [
  { id: 'tg', kind: 'telegram' },
  { id: 'vk', kind: 'vk' },
  { id: 'viber', kind: 'viber' },
  { id: 'site', kind: 'chatra' },
] as const

export type Subject =
  | { readonly by: 'word'; readonly rule: number; readonly channel?: string }
  | { readonly by: 'customer'; readonly rule: number }

type When = NonNullable<Rule['when']>
type Leaf = Extract<Extract<When, { all: unknown }>['all'][number], { fact: string }>

const leaf = (fact: string, path: string, operator: string, value: unknown): Leaf => ({ fact, path, operator, value })
const text = (operator: string, value: unknown): Leaf => leaf('message', '$.text', operator, value)

/** No word of the list is part of another: all have one length and begin with the same letter, found nowhere else in them. */
export function wordOf(rule: number): string {
  const letters = 'абвгдежзиклмнопр'
  const digits = [12, 8, 4, 0].map((shift) => letters[(rule >> shift) & 15])
  return `ъ${digits.join('')}`
}

export const accountOf = (rule: number): string => `account-${rule}`
export const tagOf = (rule: number): string => `segment-${rule}`

const closed: Leaf = {
  fact: 'schedule',
  params: { name: 'support' },
  path: '$.open',
  operator: 'equal',
  value: false,
}

const KINDS: readonly ((rule: number) => When)[] = [
  (n) => ({ all: [text('containsAnyText', [wordOf(n), `${wordOf(n)} срочно`, `не ${wordOf(n)}`])] }),
  (n) => ({ all: [text('containsWord', wordOf(n)), leaf('channel', '$.kind', 'in', ['telegram', 'vk', 'chatra'])] }),
  (n) => ({ all: [leaf('customer', '$.fields.account', 'equal', accountOf(n))] }),
  (n) => ({
    all: [leaf('customer', '$.tags', 'hasAny', [tagOf(n)]), leaf('chat', '$.isFirstOnChannel', 'equal', true)],
  }),
  (n) => ({ all: [text('containsText', wordOf(n)), { not: closed }] }),
  (n) => ({ all: [{ condition: 'after-hours' }, text('containsText', wordOf(n).toUpperCase())] }),
  (n) => ({
    all: [
      leaf('customer', '$.fields.account', 'equal', accountOf(n)),
      leaf('chat', '$.counts.customer', 'greaterThanInclusive', 2),
    ],
  }),
  (n) => ({ any: [text('endsWith', wordOf(n)), text('containsAllText', [wordOf(n), 'заказ'])] }),
  (n) => ({
    all: [leaf('channel', '$.id', 'equal', CHANNELS[n % CHANNELS.length]?.id), text('containsWord', wordOf(n))],
  }),
  (n) => ({
    all: [text('containsText', wordOf(n)), { any: [leaf('customer', '$.email', 'isBlank', true), closed] }],
  }),
]

const ACTIONS: readonly ((rule: number) => RuleAction)[] = [
  (n) => ({ do: 'add-tags', tags: [`topic-${n}`] }),
  (n) => ({ do: 'assign', group: `group-${n % 7}` }),
  () => ({ do: 'set-priority', priority: 'high' }),
  (n) => ({ do: 'notify', to: { group: `group-${n % 7}` }, text: 'Чат {{ chat.number }}: {{ message.text }}' }),
  () => ({ do: 'send-message', text: 'Здравствуйте, {{ customer.name }}! Мы уже смотрим.' }),
]

/** What a message or its customer must have for rule `n` to have a chance. */
export function subjectOf(rule: number): Subject['by'] {
  return [2, 3, 6].includes(rule % KINDS.length) ? 'customer' : 'word'
}

export function ruleMix(count: number): RuleSet {
  return {
    name: `bench ${count}`,
    schedules: { support: { zone: 'Europe/Moscow', week: { 'mon-fri': ['09:00-13:00', '14:00-18:00'] } } },
    conditions: { 'after-hours': { all: [closed] } },
    rules: Array.from(
      { length: count },
      (_, n): Rule => ({
        id: `rule-${n}`,
        on: 'message.received',
        when: KINDS[n % KINDS.length]?.(n) ?? { all: [] },
        then: [ACTIONS[n % ACTIONS.length]?.(n) ?? { do: 'add-tags', tags: ['none'] }],
      }),
    ),
  }
}
