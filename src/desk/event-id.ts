// An event's id: the place of its entry in the log and its number there, from 1 on (`<place>.<number>`). A place alone
// means everything up to it. Places are opaque and may have dots of their own, so the last one divides.
import type { LogPlace, ServiceStore } from '../ports/service-store.js'

/** What a reader has seen: all before the entry at `place`, and of that entry `seen` events (`null`: all of them). */
export interface EventPosition {
  readonly place: LogPlace
  readonly seen: number | null
}

const NUMBERED = /^(.+)\.([1-9]\d{0,5})$/su

export function eventId(place: LogPlace, number: number): string {
  return `${place}.${number}`
}

/** `null`: it is no id of ours. */
export function parseEventId(text: string, { isLogPlace }: Pick<ServiceStore, 'isLogPlace'>): EventPosition | null {
  const [, place, number] = NUMBERED.exec(text) ?? []
  if (place !== undefined && isLogPlace(place)) return { place, seen: Number(number) }
  return isLogPlace(text) ? { place: text, seen: null } : null
}
