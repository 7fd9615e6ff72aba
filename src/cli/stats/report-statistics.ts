// Figures for people: the total as two columns (three beside one endless chat), groups as a table.

import type { Statistics } from '../../core/statistics/count-statistics.js'
import type { Durations, Figures } from '../../core/statistics/figures.js'
import type { Spread } from '../../core/statistics/spread.js'
import type { GroupFigures } from '../../core/statistics/statistics.js'
import { formatCount, formatDuration, formatTime, harmless, plural, table } from '../format.js'
import type { Colours } from '../terminal.js'
import { groupName } from './group-name.js'

export function reportStatistics(found: Statistics, colours: Colours): string {
  const { from, to, zone, total, groups, coverage } = found
  const span = `${from === null ? 'from the beginning' : formatTime(from)} – ${to === null ? 'now' : formatTime(to)} UTC`
  const read = `${plural(coverage.chats, 'chat')} of ${plural(coverage.threads, 'thread')} read`
  const head = `${colours.bold(span)}, days of ${zone}\n${colours.dim(read)}\n`
  const pruned =
    coverage.prunedChats === 0
      ? ''
      : `${colours.yellow('warning')} ${plural(coverage.prunedChats, 'chat')} lost (part of) the journal to pruning: figures of old times are too low\n`
  const sums = totals(found, colours)
  return `${head}${pruned}\n${groups === null ? sums : `${groupTable(groups, colours)}\n${sums}`}${withheldTable(total, colours)}`
}

type Row = readonly [name: string, show: (figures: Figures) => string]

const ROWS: readonly Row[] = [
  ['chats started', ({ chats }) => formatCount(chats.started.total)],
  ['  by customers / agents / split', ({ chats }) => counts(...parts(chats.started.by, 'customer', 'agent', 'split'))],
  [
    'reopened by customers / resumed by agents',
    ({ chats }) => counts(...parts(chats.reopened.by, 'customer', 'agent')),
  ],
  ['finished', ({ chats }) => formatCount(chats.finished.total)],
  ['  open / pending / closed', ({ chats }) => counts(...parts(chats.finished.byStatus, 'open', 'pending', 'closed'))],
  [
    '  by agents / silence / rules / splits',
    ({ chats }) => counts(...parts(chats.finished.by, 'agent', 'timer', 'automation', 'split')),
  ],
  ['finished in one go', ({ chats }) => share(chats.inOneGo)],
  ['live now', ({ chats }) => formatCount(chats.liveNow)],
  ['customers who wrote', ({ customers }) => formatCount(customers.wrote)],
  ['  days with contact, mean / median / p90', ({ customers }) => spread(customers.daysWithContact, quantity)],
  ['  chats of a customer', ({ chats }) => spread(chats.perCustomer, quantity)],
  ['  chats of a customer’s month', ({ chats }) => spread(chats.perMonth, quantity)],
  [
    'messages of customers / agents / rules',
    ({ messages }) => counts(...parts(messages, 'customer', 'agent', 'automation')),
  ],
  ['  of a chat, mean', ({ messages, chats }) => perChat(messages, chats.started.total)],
  ['autoresponses sent / withheld', ({ autoresponses }) => counts(autoresponses.sent, autoresponses.withheld.total)],
  ...durationRows((figures) => figures),
]

function totals({ total, endless, schedule }: Statistics, colours: Colours): string {
  const hours =
    schedule === null
      ? []
      : [
          [`in the hours of ${harmless(schedule.name)} (${schedule.zone})`, () => ''] as const,
          ...durationRows(({ businessHours }) => businessHours, '  '),
        ]
  const rows = [...ROWS, ...hours].map(([name, show]) => [
    name,
    show(total),
    ...(endless === null ? [] : [show(endless)]),
  ])
  const head = ['', endless === null ? 'total' : 'cases', ...(endless === null ? [] : ['one endless chat'])]
  return table(head, rows, [1, 2].slice(0, head.length - 1), colours)
}

function durationRows(of: (figures: Figures) => Durations | null, indent = ''): readonly Row[] {
  const row = (name: string, what: keyof Durations): Row => [
    `${indent}${name}, mean / median / p90`,
    (figures) => {
      const durations = of(figures)
      return durations === null ? '–' : spread(durations[what], formatDuration)
    },
  ]
  return [
    row('first response', 'firstResponse'),
    row('replies', 'reply'),
    row('customers waited', 'waiting'),
    row('time to finish', 'timeToFinish'),
  ]
}

/** Why messages were held back; nothing where none was. */
function withheldTable({ autoresponses }: Figures, colours: Colours): string {
  const rows = Object.entries(autoresponses.withheld.by)
    .filter(([, count]) => count > 0)
    .map(([why, count]) => [`withheld: ${why}`, formatCount(count)])
  return rows.length === 0 ? '' : `\n${table(['', ''], rows, [1], colours)}`
}

function groupTable(groups: readonly GroupFigures[], colours: Colours): string {
  const head = [
    '',
    'started',
    'reopened',
    'finished',
    'live',
    'wrote',
    'customers said',
    'agents said',
    'rules said',
    'first response',
    'time to finish',
  ]
  const rows = groups.map(({ key, chats, customers, messages, firstResponse, timeToFinish }) => [
    groupName(key),
    formatCount(chats.started.total),
    formatCount(chats.reopened.total),
    formatCount(chats.finished.total),
    formatCount(chats.liveNow),
    formatCount(customers.wrote),
    formatCount(messages.customer),
    formatCount(messages.agent),
    formatCount(messages.automation),
    formatDuration(firstResponse.median),
    formatDuration(timeToFinish.median),
  ])
  const dim = colours.dim('Durations of groups are medians.\n')
  return table(head, rows, head.map((_, index) => index).slice(1), colours) + dim
}

function spread({ count, mean, median, p90 }: Spread, show: (value: number | null) => string): string {
  return `${[mean, median, p90].map(show).join(' / ')} (${formatCount(count)})`
}

function quantity(value: number | null): string {
  return value === null ? '–' : String(value)
}

function perChat({ customer, agent, automation }: Figures['messages'], chats: number): string {
  return chats === 0 ? '–' : ((customer + agent + automation) / chats).toFixed(1)
}

function share({ count, of, share: part }: Figures['chats']['inOneGo']): string {
  return part === null ? '–' : `${(part * 100).toFixed(1)} % (${formatCount(count)} of ${formatCount(of)})`
}

function parts<K extends string>(numbers: { readonly [name in K]: number }, ...names: readonly K[]): readonly number[] {
  return names.map((name) => numbers[name])
}

function counts(...values: readonly number[]): string {
  return values.map(formatCount).join(' / ')
}
