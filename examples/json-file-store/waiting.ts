// What waits: numbers that are held, timers, what is to be sent. A claim is a moment until which nobody else may take it.
import type { Claim, ClaimedEntry, NumberHold, QueueHealth, Settlement } from 'caseline'
import type { Space, Timer } from './space.js'

const HOLD_MS = 60_000

export function holdNumber(space: Space, now: string): NumberHold {
  const free = space.holds.filter((hold) => hold.until <= now).map((hold) => hold.number)
  const number = Math.min(space.lastNumber + 1, ...free)
  space.lastNumber = Math.max(space.lastNumber, number)
  const until = new Date(Date.parse(now) + HOLD_MS).toISOString()
  const hold = { number, token: crypto.randomUUID(), until }
  space.holds = [...space.holds.filter((one) => one.number !== number), hold]
  return hold
}

export function releaseNumbers(space: Space, released: readonly NumberHold[]): void {
  const isReleased = (hold: NumberHold) => released.some((one) => one.token === hold.token)
  space.holds = space.holds.map((hold) => (isReleased(hold) ? { ...hold, token: '', until: '' } : hold))
}

/** Of each thread what comes first, with the moment from which it may be taken; earliest first. */
export function firstTimers(space: Space) {
  const first = new Map<string, Space['timers'][string]>()
  for (const one of inOrder(space)) if (!first.has(one.timer.thread)) first.set(one.timer.thread, one)
  return [...first.values()].map((one) => ({ one, from: [one.until, one.timer.due].sort()[1] ?? '' }))
}

export function inOrder(space: Space) {
  const place = ({ due, id }: Timer) => `${due} ${id}`
  return Object.values(space.timers).sort((one, other) => (place(one.timer) < place(other.timer) ? -1 : 1))
}

export function claimTimers(space: Space, { now, until, limit }: Claim): readonly Timer[] {
  const due = firstTimers(space).filter(({ from }) => from <= now)
  return due.slice(0, limit).map(({ one }) => {
    one.until = until
    return one.timer
  })
}

const isInLine = ({ entry }: Space['outbox'][number]) => entry.state === 'waiting' || entry.state === 'sending'

export function headsOfLines(space: Space) {
  const heads = new Map<string, Space['outbox'][number]>()
  for (const one of space.outbox.filter(isInLine)) if (!heads.has(one.entry.thread)) heads.set(one.entry.thread, one)
  return [...heads.values()].map((one) => ({
    one,
    from: one.entry.state === 'sending' ? one.until : one.entry.notBefore,
  }))
}

export function claimOutbox(space: Space, { now, until, limit }: Claim): readonly ClaimedEntry[] {
  const free = headsOfLines(space).filter(({ from }) => from <= now)
  return free.slice(0, limit).map(({ one }) => {
    const isInterrupted = one.entry.state === 'sending'
    one.entry = { ...one.entry, state: 'sending', attempts: one.entry.attempts + 1 }
    one.until = until
    return { ...one.entry, isInterrupted }
  })
}

export function settleOutbox(space: Space, { effect, attempt, next, error }: Settlement): void {
  space.outbox = space.outbox.flatMap((one) => {
    const { entry } = one
    if (entry.effect.id !== effect) return one
    if (next === null && entry.state === 'maybe-sent') return []
    if (entry.state !== 'sending' || entry.attempts !== attempt) return one
    if (next === null) return []
    return { entry: { ...entry, ...next, ...(error === undefined ? {} : { lastError: error }) }, until: '' }
  })
}

/** Takes a dead letter out; `null`: there is no such one. */
export function takeDeadLetter(space: Space, effect: string) {
  const dead = space.outbox.find((one) => one.entry.effect.id === effect && !isInLine(one))
  if (dead === undefined) return null
  space.outbox = space.outbox.filter((one) => one !== dead)
  return dead.entry
}

export function health(space: Space, now: string): QueueHealth {
  const timers = inOrder(space).map((one) => one.timer)
  const due = timers.filter((timer) => timer.due <= now)
  const count = (state: string) => space.outbox.filter(({ entry }) => entry.state === state).length
  const asked = space.outbox.filter(isInLine).map(({ entry }) => entry.effect.at)
  return {
    timers: { pending: timers.length, due: due.length, oldestDue: due[0]?.due ?? null },
    outbox: {
      waiting: asked.length,
      sending: count('sending'),
      failed: count('failed'),
      maybeSent: count('maybe-sent'),
      oldestWaiting: asked.sort()[0] ?? null,
    },
  }
}
