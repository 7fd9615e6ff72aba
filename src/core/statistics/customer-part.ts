import type { Fact } from './fact.js'

/** What one customer did within a group and a period. */
export interface CustomerPart {
  hasWritten: boolean
  /** On which he wrote, or an agent wrote to him. */
  readonly days: Set<string>
  /** Chats that were started, by month. */
  readonly startedByMonth: Map<string, number>
}

export function customerPart(): CustomerPart {
  return { hasWritten: false, days: new Set(), startedByMonth: new Map() }
}

/** `day`: of the fact, `2026-03-01`. */
export function noteCustomer(part: CustomerPart, fact: Fact, day: string): void {
  if (fact.kind === 'message' && fact.by !== 'automation') part.days.add(day)
  if (fact.kind === 'message' && fact.by === 'customer') part.hasWritten = true
  if (fact.kind !== 'started') return
  const month = day.slice(0, 7)
  part.startedByMonth.set(month, (part.startedByMonth.get(month) ?? 0) + 1)
}
