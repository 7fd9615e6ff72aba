// What a replay prints for people. Numbers first, then what they mean where that isn't plain.

import type { Figures } from '../history/figures.js'
import { POLICIES } from '../history/policy.js'
import type { HistoryProblem } from '../history/problem.js'
import {
  colourOfState,
  formatCount,
  formatDuration,
  formatShare,
  formatTime,
  harmless,
  plural,
  shorten,
  table,
} from './format.js'
import type { Run } from './replay-run.js'
import type { Colours } from './terminal.js'

const PROBLEMS_SHOWN = 20

export function reportHead(run: Run, source: string, colours: Colours): string {
  const { replayed } = run
  const span = replayed.from === null ? '' : `, ${formatTime(replayed.from)} – ${formatTime(replayed.until ?? '')} UTC`
  const extra = [
    replayed.left === 0 ? '' : `${plural(replayed.left, 'entry', 'entries')} left out by the policy`,
    replayed.late === 0 ? '' : `${formatCount(replayed.late)} arrived late`,
    replayed.duplicates === 0 ? '' : `${plural(replayed.duplicates, 'duplicate')} taken once`,
    ...[...run.skipped].map(([reason, count]) => `${formatCount(count)} passed over (${reason})`),
  ].filter((line) => line !== '')
  const entries = plural(replayed.entries, 'entry', 'entries')
  return [
    `${colours.bold(harmless(source))}: ${entries} of ${plural(replayed.threads.length, 'thread')}${span}`,
    ...extra.map((line) => colours.dim(`  ${line}`)),
    '',
  ].join('\n')
}

/** Endless chat beside what the engine made of it. */
export function reportFigures(endless: Run, cases: Run, colours: Colours): string {
  const rows: [string, (figures: Figures) => string][] = [
    ['chats', (f) => formatCount(f.chats)],
    ['chats per customer, median / p90', (f) => two(f.chatsPerCustomer, formatCount)],
    ['messages per chat, median / p90', (f) => two(f.messagesPerChat, formatCount)],
    ['first response, median / p90', (f) => two(f.firstResponse, formatDuration)],
    ['chats answered / never answered', (f) => `${formatCount(f.firstResponse.count)} / ${formatCount(f.unanswered)}`],
    ['reopened by customers / resumed by agents', (f) => `${formatCount(f.reopened)} / ${formatCount(f.resumed)}`],
    ['splits / merges', (f) => `${formatCount(f.splits)} / ${formatCount(f.merges)}`],
    [
      'finished by agents / silence / rules',
      (f) => three(f.finished.by.agent, f.finished.by.timer, f.finished.by.automation),
    ],
    [
      'finished open / pending / closed',
      ({ finished: { byStatus } }) => three(byStatus.open, byStatus.pending, byStatus.closed),
    ],
    ['closed later', (f) => formatCount(f.statusSet.closed)],
    ['automated messages sent / withheld', (f) => `${formatCount(f.autoresponses.sent)} / ${formatCount(withheld(f))}`],
  ]
  const head = ['', 'endless chat', `cases (${cases.policy})`]
  const body = rows.map(([name, show]) => [name, show(endless.figures), colours.bold(show(cases.figures))])
  return table(head, body, [1, 2], colours)
}

function two(spread: Figures['messagesPerChat'], show: (value: number | null) => string): string {
  return `${show(spread.median)} / ${show(spread.p90)}`
}

function three(...values: readonly number[]): string {
  return values.map(formatCount).join(' / ')
}

function withheld(figures: Figures): number {
  return Object.values(figures.autoresponses.withheld).reduce((sum, count) => sum + count, 0)
}

/** The drawn borders against the true ones, one row a policy. */
export function reportTruth(runs: readonly Run[], colours: Colours): string {
  const rows = runs.flatMap((run) => {
    const found = run.agreement
    if (found === null) return []
    const { borders, pairs, exact } = found
    return [
      [
        run.policy,
        formatCount(found.chats),
        `${formatCount(borders.met)} of ${formatCount(borders.drawn)}`,
        formatShare(borders.precision),
        formatShare(borders.recall),
        formatShare(borders.f1),
        formatShare(found.windowDiff.value),
        formatShare(pairs.f1),
        formatShare(pairs.rand),
        formatShare(found.overlap),
        formatShare(found.variation),
        `${formatCount(exact.recovered)} (${formatShare(exact.f1)})`,
      ],
    ]
  })
  const first = runs.find((run) => run.agreement !== null)?.agreement
  if (first == null) return colours.yellow('No message says which case it belongs to: nothing to compare with.\n')
  const head = [
    'policy',
    'chats',
    'borders met',
    'precision',
    'recall',
    'F1',
    'WindowDiff',
    'pairs F1',
    'Rand',
    'overlap',
    'VI bits',
    'exact (F1)',
  ]
  return [
    `${plural(first.messages, 'message')}, ${plural(first.cases, 'true case')}, ${plural(first.borders.true, 'true border')} in ${plural(first.threads, 'thread')}\n\n`,
    table(head, rows, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], colours),
    '\n',
    ...runs.map((run) => colours.dim(`${run.policy.padEnd(8)} ${POLICIES[run.policy]}\n`)),
    colours.dim(
      'Best is 1, for WindowDiff and VI 0. A reopened chat is one chat: silence by itself draws no border.\n',
    ),
  ].join('')
}

export function reportChats(run: Run, columns: number, colours: Colours, limit = Number.POSITIVE_INFINITY): string {
  const shown = run.chats.slice(0, limit)
  const rows = shown.map(({ view }) => [
    `#${view.number}`,
    colourOfState(colours, view.state)(view.state),
    harmless(view.channel),
    harmless(view.customer),
    formatTime(view.startedAt),
    String(view.activation),
    String(view.counts.customer + view.counts.agent),
    String(view.counts.automation),
    view.finishedBy ?? '–',
    harmless(shorten(view.subject ?? '', Math.max(16, columns - 96))),
  ])
  const head = ['chat', 'state', 'channel', 'customer', 'started', 'times', 'said', 'auto', 'finished by', 'subject']
  const rest = run.chats.length - shown.length
  return table(head, rows, [5, 6, 7], colours) + (rest > 0 ? colours.dim(`… and ${plural(rest, 'chat')} more\n`) : '')
}

/** What was wrong with the history, and what the desk refused. For standard error. */
export function reportTrouble(run: Run, colours: Colours): string {
  const lines = [
    ...run.problems.map((one) => badLine(one, colours)),
    ...run.replayed.refusals.map(
      ({ entry, code, message }) =>
        `${colours.yellow('refused')} ${entry.place?.source ?? ''}:${entry.place?.line ?? ''} ${entry.type}: ${harmless(message)} (${code})`,
    ),
  ]
  return firstOf(lines, colours)
}

export function badLine({ source, line, message, code }: HistoryProblem, colours: Colours): string {
  return `${colours.yellow('bad line')} ${source}:${line} ${harmless(message)} (${code})`
}

export function firstOf(lines: readonly string[], colours: Colours): string {
  const shown = lines.slice(0, PROBLEMS_SHOWN)
  const rest = lines.length - shown.length
  return [...shown, ...(rest > 0 ? [colours.dim(`… and ${formatCount(rest)} more; --json lists them all`)] : [])]
    .map((line) => `${line}\n`)
    .join('')
}

export function reportEffects(run: Run, colours: Colours): string {
  const rows = Object.entries(run.figures.effects).map(([type, count]) => [type, formatCount(count)])
  const reasons = Object.entries(run.figures.autoresponses.withheld).map(([by, count]) => [
    `withheld: ${by}`,
    formatCount(count),
  ])
  return rows.length + reasons.length === 0 ? '' : table(['effects', ''], [...rows, ...reasons], [1], colours)
}
