// Places of the log on SQL: `era.xid.place`, compared as numbers. The numbers don't fit JavaScript's.
import type { LogPlace } from '../../ports/service-store.js'
import { StoreError } from '../../ports/store-error.js'

const PLACE = /^(0|[1-9]\d{0,9})\.(0|[1-9]\d{0,19})\.(0|[1-9]\d{0,18})$/
/** An int, an xid8 and a bigint of Postgres. */
const HIGHEST = [2n ** 31n - 1n, 2n ** 64n - 1n, 2n ** 63n - 1n] as const

export function isSqlPlace(text: string): boolean {
  return numbersOf(text) !== null
}

/** As the statements take it. Throws `invalid-data`. */
export function placeParams(place: LogPlace): { readonly era: string; readonly xid: string; readonly place: string } {
  const numbers = numbersOf(place)
  if (numbers === null) throw new StoreError('invalid-data', `No place of the log: ${place.slice(0, 100)}`)
  const [era, xid, last] = numbers
  return { era: String(era), xid: String(xid), place: String(last) }
}

/** Whether it comes later. Of two places. */
export function isBehind(place: LogPlace, other: LogPlace): boolean {
  const [mine, theirs] = [numbersOf(place) ?? [], numbersOf(other) ?? []]
  for (const [index, number] of mine.entries()) {
    const its = theirs[index] ?? 0n
    if (number !== its) return number > its
  }
  return false
}

/** The place right before an entry's. */
export function placeBefore(place: LogPlace): LogPlace {
  const [era = 0n, xid = 0n, last = 1n] = numbersOf(place) ?? []
  return `${era}.${xid}.${last - 1n}`
}

function numbersOf(text: string): readonly [bigint, bigint, bigint] | null {
  const [, era, xid, last] = PLACE.exec(text) ?? []
  if (era === undefined || xid === undefined || last === undefined) return null
  const numbers = [BigInt(era), BigInt(xid), BigInt(last)] as const
  return numbers.every((number, index) => number <= (HIGHEST[index] ?? 0n)) ? numbers : null
}
