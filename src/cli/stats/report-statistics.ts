// Figures for people: the total as two columns, groups as a table.
import type { Figures } from '../../core/statistics/figures.js'
import type { Spread } from '../../core/statistics/spread.js'
import type { GroupFigures } from '../../core/statistics/statistics.js'
import type { Statistics } from '../../desk/statistics.js'
import { formatCount, formatDuration, formatTime, harmless, plural, table } from '../format.js'
import type { Colours } from '../terminal.js'

export function reportStatistics({ from, to, zone, total, groups, coverage }: Statistics, colours: Colours): string {
  const span = `${from === null ? 'from the beginning' : formatTime(from)} – ${to === null ? 'now' : formatTime(to)} UTC`
  const read = `${plural(coverage.chats, 'chat')} of ${plural(coverage.threads, 'thread')} read`
  const head = `${colours.bold(span)}, days of ${zone}\n${colours.dim(read)}\n`
  const pruned =
    coverage.prunedChats === 0
      ? ''
      : `${colours.yellow('warning')} ${plural(coverage.prunedChats, 'chat')} lost (part of) the journal to pruning: figures of old times are too low\n`
  const body = groups === null ? totals(total, colours) : `${groupTable(groups, colours)}\n${totals(total, colours)}`
  return `${head}${pruned}\n${body}`
}

function totals({ chats, customers, messages, ...durations }: Figures, colours: Colours): string {
  const { started, reopened, finished, inOneGo, liveNow } = chats
  const rows: readonly (readonly [string, string])[] = [
    ['chats started', formatCount(started.total)],
    ['  by customers / agents / split', counts(started.by.customer, started.by.agent, started.by.split)],
    ['reopened by customers / resumed by agents', counts(reopened.by.customer, reopened.by.agent)],
    ['finished', formatCount(finished.total)],
    ['  open / pending / closed', counts(finished.byStatus.open, finished.byStatus.pending, finished.byStatus.closed)],
    [
      '  by agents / silence / rules / splits',
      `${counts(finished.by.agent, finished.by.timer, finished.by.automation)} / ${formatCount(finished.by.split)}`,
    ],
    ['finished in one go', share(inOneGo)],
    ['live now', formatCount(liveNow)],
    ['customers who wrote', formatCount(customers.wrote)],
    ['messages of customers / agents / rules', counts(messages.customer, messages.agent, messages.automation)],
    ['first response, mean / median / p90', spread(durations.firstResponse)],
    ['replies, mean / median / p90', spread(durations.reply)],
    ['time to finish, mean / median / p90', spread(durations.timeToFinish)],
  ]
  return table(['', 'total'], rows, [1], colours)
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
    harmless(
      Object.values(key)
        .map((part) => part ?? '(nobody)')
        .join(' '),
    ),
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

function spread({ count, mean, median, p90 }: Spread): string {
  return `${[mean, median, p90].map(formatDuration).join(' / ')} (${formatCount(count)})`
}

function share({ count, of, share: part }: Figures['chats']['inOneGo']): string {
  return part === null ? '–' : `${(part * 100).toFixed(1)} % (${formatCount(count)} of ${formatCount(of)})`
}

function counts(...values: readonly number[]): string {
  return values.map(formatCount).join(' / ')
}
