// Figures for Prometheus, in a registry of their own. Labels are route templates, types and codes, never ids: the number of
// series doesn't grow with chats or customers. `prom-client` is optional; it is loaded when metrics are made.
import type { VerdictCounts } from '../core/rules/verdict.js'
import type { QueueHealth } from '../ports/store.js'
import { queueGauges } from './queue-gauges.js'

export interface Metrics {
  readonly request: (of: {
    readonly method: string
    readonly route: string
    readonly status: number
    readonly seconds: number
  }) => void
  /** A problem that was answered, by its code. */
  readonly problem: (code: string) => void
  /** A command of a caller: `receive`, `reply`, … `outcome`: its own, or the code of the refusal. */
  readonly command: (type: string, outcome: string) => void
  /** Deciding alone: lifecycle, rules and actions, without the store. */
  readonly decided: (seconds: number) => void
  readonly committed: (result: string, seconds: number) => void
  readonly event: (type: string) => void
  readonly verdicts: (counts: VerdictCounts) => void
  /** A due timer was taken up so many seconds late. */
  readonly timer: (seconds: number) => void
  /** What became of one attempt to deliver: `done`, `waiting`, `failed`, `maybe-sent`. */
  readonly delivery: (result: string) => void
  /** Where the numbers of queue and timers come from, one for all desks. */
  readonly watch: (health: () => Promise<readonly QueueHealth[]>, now: () => number) => void
  readonly text: () => Promise<{ readonly type: string; readonly body: string }>
}

/** Seconds: of calls from 1 ms to 10 s, of decisions from 0.05 ms, of timers to ten minutes. */
const CALLS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
const DECISIONS = [0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.05, 0.25]
const LATENESS = [0.05, 0.25, 0.5, 1, 2, 5, 15, 60, 300, 600]

/** Throws what `import` throws when `prom-client` isn't there. */
export async function createMetrics(): Promise<Metrics> {
  const { default: prom } = await import('prom-client')
  const registry = new prom.Registry()
  const registers = [registry]
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new prom.Counter({ name: `caseline_${name}`, help, labelNames, registers })
  const histogram = <L extends string>(name: string, help: string, buckets: number[], labelNames: readonly L[] = []) =>
    new prom.Histogram({ name: `caseline_${name}`, help, buckets, labelNames, registers })
  prom.collectDefaultMetrics({ register: registry })

  const requests = histogram('http_request_seconds', 'Requests by route and status.', CALLS, [
    'method',
    'route',
    'status',
  ])
  const problems = counter('http_problems_total', 'Problems that were answered, refusals too, by code.', ['code'])
  const commands = counter('commands_total', 'Commands of callers by type and outcome.', ['type', 'outcome'])
  const messages = counter('messages_received_total', 'Messages of customers that were taken in.')
  const decisions = histogram(
    'decision_seconds',
    'Deciding on a command: lifecycle, rules and actions, without the store.',
    DECISIONS,
  )
  const commits = histogram('store_commit_seconds', 'Commits by result.', CALLS, ['result'])
  const events = counter('events_total', 'What happened, by type.', ['type'])
  const verdicts = counter('rule_verdicts_total', 'Rules that were judged, by verdict.', ['kind'])
  const timers = histogram('timer_lateness_seconds', 'How late due timers were taken up by this node.', LATENESS)
  const deliveries = counter('deliveries_total', 'Attempts to deliver by what became of them.', ['result'])

  return {
    request: ({ method, route, status, seconds }) => requests.observe({ method, route, status }, seconds),
    problem: (code) => problems.inc({ code }),
    command: (type, outcome) => commands.inc({ type, outcome }),
    decided: (seconds) => decisions.observe(seconds),
    committed: (result, seconds) => commits.observe({ result }, seconds),
    event: (type) => {
      events.inc({ type })
      if (type === 'message.received') messages.inc()
    },
    verdicts: (counts) => {
      for (const [kind, count] of Object.entries(counts)) verdicts.inc({ kind }, count)
    },
    timer: (seconds) => timers.observe(Math.max(0, seconds)),
    delivery: (result) => deliveries.inc({ result }),
    watch: (health, now) => queueGauges(prom, registry, health, now),
    text: async () => ({ type: registry.contentType, body: await registry.metrics() }),
  }
}
