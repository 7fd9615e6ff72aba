import type { QueueHealth } from '../../ports/store.js'
import type { Workspace } from './workspace.js'

export function healthOf({ timers, outbox }: Workspace, now: string): QueueHealth {
  const pending = timers.all()
  const due = pending.filter((timer) => timer.due <= now)
  const entries = outbox.all()
  const count = (state: string): number => entries.filter((entry) => entry.state === state).length
  const inLine = entries.filter((entry) => entry.state === 'waiting' || entry.state === 'sending')
  return {
    timers: { pending: pending.length, due: due.length, oldestDue: due[0]?.due ?? null },
    outbox: {
      waiting: inLine.length,
      sending: count('sending'),
      failed: count('failed'),
      maybeSent: count('maybe-sent'),
      oldestWaiting: inLine.reduce<string | null>(
        (oldest, { effect }) => (oldest === null || effect.at < oldest ? effect.at : oldest),
        null,
      ),
    },
  }
}
