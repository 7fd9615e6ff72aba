// Queue and timers as gauges. `health` counts whole indexes, so one answer is good for some seconds, however often and from
// however many places it is asked.
import type { Gauge as GaugeOf, Registry } from 'prom-client'
import type { QueueHealth } from '../ports/store.js'

type Prometheus = typeof import('prom-client')

const GOOD_FOR_MS = 10_000

type Figure = (health: QueueHealth, now: number) => number

const age = (at: string | null, now: number): number => (at === null ? 0 : Math.max(0, (now - Date.parse(at)) / 1000))

/** Counts are summed over this node's desks, of ages the greatest counts. */
const GAUGES: readonly (readonly [name: string, help: string, kind: 'sum' | 'max', figure: Figure])[] = [
  ['timers_pending', 'Timers that are set.', 'sum', ({ timers }) => timers.pending],
  ['timers_due', 'Timers that are due and not done.', 'sum', ({ timers }) => timers.due],
  [
    'timers_oldest_due_seconds',
    'How long the oldest due timer waits.',
    'max',
    ({ timers }, now) => age(timers.oldestDue, now),
  ],
  ['outbox_waiting', 'Outgoing messages in line, those being sent included.', 'sum', ({ outbox }) => outbox.waiting],
  ['outbox_sending', 'Outgoing messages that are being sent.', 'sum', ({ outbox }) => outbox.sending],
  ['outbox_failed', 'Dead letters: given up.', 'sum', ({ outbox }) => outbox.failed],
  ['outbox_maybe_sent', 'Dead letters: perhaps sent.', 'sum', ({ outbox }) => outbox.maybeSent],
  [
    'outbox_oldest_waiting_seconds',
    'How long the oldest outgoing message waits.',
    'max',
    ({ outbox }, now) => age(outbox.oldestWaiting, now),
  ],
]

export function queueGauges(
  { Gauge }: Pick<Prometheus, 'Gauge'>,
  registry: Registry,
  health: () => Promise<readonly QueueHealth[]>,
  now: () => number,
): void {
  let kept: { readonly at: number; readonly answer: Promise<readonly QueueHealth[] | null> } | null = null
  const asked = (): Promise<readonly QueueHealth[] | null> => {
    if (kept === null || now() - kept.at >= GOOD_FOR_MS) kept = { at: now(), answer: health().catch(() => null) }
    return kept.answer
  }
  for (const [name, help, kind, figure] of GAUGES) {
    const gauge: GaugeOf = new Gauge({
      name: `caseline_${name}`,
      help,
      registers: [registry],
      collect: async () => {
        const all = await asked()
        // A store that is down has no numbers: none are better than old ones.
        if (all === null) return gauge.set(Number.NaN)
        const values = all.map((one) => figure(one, now()))
        gauge.set(kind === 'sum' ? values.reduce((sum, value) => sum + value, 0) : Math.max(0, ...values))
      },
    })
  }
}
