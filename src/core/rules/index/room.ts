// Where facts, folded texts and answers of predicates are kept while a snapshot is judged. All snapshots of the rules
// share it, one after another or in turns: every entry bears the number of the snapshot it was made for, and what bears
// another is made anew. What uses it never waits, so no other snapshot comes between a look and its use.
import { foldText } from '../operators/fold-text.js'
import type { Slot } from './slot.js'

export interface Room {
  /** Number of the latest snapshot. */
  last: number
  askedFor: Int32Array
  readonly askedValues: unknown[]
  slotFor: Int32Array
  readonly slotValues: unknown[]
  foldedFor: Int32Array
  readonly foldedTexts: string[]
  predicateFor: Int32Array
  truths: Uint8Array
}

/** A snapshot's place. */
export interface InRoom {
  readonly room: Room
  readonly number: number
}

export function newRoom(): Room {
  return {
    last: 0,
    askedFor: new Int32Array(64),
    askedValues: [],
    slotFor: new Int32Array(64),
    slotValues: [],
    foldedFor: new Int32Array(64),
    foldedTexts: [],
    predicateFor: new Int32Array(256),
    truths: new Uint8Array(256),
  }
}

export function makeRoom(
  room: Room,
  needed: { readonly asked: number; readonly slots: number; readonly predicates: number },
): void {
  room.askedFor = grown(room.askedFor, needed.asked)
  room.slotFor = grown(room.slotFor, needed.slots)
  room.foldedFor = grown(room.foldedFor, needed.slots)
  room.predicateFor = grown(room.predicateFor, needed.predicates)
  if (room.truths.length >= room.predicateFor.length) return
  const truths = new Uint8Array(room.predicateFor.length)
  truths.set(room.truths)
  room.truths = truths
}

function grown(marks: Int32Array, needed: number): Int32Array {
  if (marks.length >= needed) return marks
  const larger = new Int32Array(Math.max(needed, marks.length * 2))
  larger.set(marks)
  return larger
}

/** The number of a new snapshot. */
export function nextSnapshot(room: Room): number {
  if (room.last === 0x7fffffff) {
    for (const marks of [room.askedFor, room.slotFor, room.foldedFor, room.predicateFor]) marks.fill(0)
    room.last = 0
  }
  room.last += 1
  return room.last
}

/** The slot's text folded; the caller has seen that it holds `text`. */
export function readFolded({ room, number }: InRoom, slot: Slot, text: string): string {
  if (room.foldedFor[slot.id] === number) return room.foldedTexts[slot.id] ?? ''
  const folded = foldText(text)
  room.foldedFor[slot.id] = number
  room.foldedTexts[slot.id] = folded
  return folded
}
