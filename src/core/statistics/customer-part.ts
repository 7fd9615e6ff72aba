import type { Fact } from './fact.js'

/** What one customer did within a group and a period. Lists, because most customers have one entry and there are many. */
export interface CustomerPart {
  hasWritten: boolean
  /** On which he wrote, or an agent wrote to him; each once. */
  readonly days: string[]
  /** Of each chat that was started, the month. */
  readonly startedIn: string[]
}

export function customerPart(): CustomerPart {
  return { hasWritten: false, days: [], startedIn: [] }
}

/** `day`: of the fact, `2026-03-01`. */
export function noteCustomer(part: CustomerPart, fact: Fact, day: string): void {
  if (fact.kind === 'message' && fact.by !== 'automation') {
    // Nearly always the last one is it.
    if (part.days.at(-1) !== day && !part.days.includes(day)) part.days.push(day)
    if (fact.by === 'customer') part.hasWritten = true
  }
  if (fact.kind === 'started') part.startedIn.push(day.slice(0, 7))
}

/** How many chats were started in each month in which one was. */
export function startedByMonth({ startedIn }: CustomerPart): readonly number[] {
  const counts = new Map<string, number>()
  for (const month of startedIn) counts.set(month, (counts.get(month) ?? 0) + 1)
  return [...counts.values()]
}
