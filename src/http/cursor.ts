// Cursors of lists: opaque texts that say what stands below (or before) the next page, so a page stays right while chats come
// and go. Each is bound to its list and filter; a changed one is refused rather than read as something else.
import { createHash } from 'node:crypto'
import { fail } from './problem.js'

/** Whole numbers, so that there is one way to write a place. */
export type CursorPlace = readonly number[]

/** `list`: which list with which filter; a cursor of another one is refused. */
export function cursorOf(list: string, place: CursorPlace): string {
  const text = place.join('.')
  return Buffer.from(`${text}.${checksum(list, text)}`).toString('base64url')
}

export function placeOf(list: string, cursor: string, length: number): CursorPlace {
  const plain = Buffer.from(cursor, 'base64url').toString('latin1')
  const parts = plain.split('.')
  const place = parts.slice(0, -1).map(Number)
  // Written again it must be the same text: base64 and numbers have many spellings.
  const isOurs = place.length === length && place.every(Number.isSafeInteger) && cursorOf(list, place) === cursor
  return isOurs
    ? place
    : fail('invalid', 'cursor must be the next of an earlier page of this list', { pointer: '/cursor' })
}

function checksum(list: string, text: string): string {
  return createHash('sha256').update(`${list}\n${text}`).digest('hex').slice(0, 8)
}
