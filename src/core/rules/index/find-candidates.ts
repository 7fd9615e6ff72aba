import { isList } from '../operators/operator.js'
import { findIntervals } from './interval-tree.js'
import { findKeywords } from './keyword-automaton.js'
import { FALSE, TRUE } from './predicate.js'
import { judgePredicate, NOT_LOADED, type Readings, readSlot } from './readings.js'
import { readFolded } from './room.js'
import type { IntervalGroup, LiteralGroup, Numbers, Segment, ValueGroup } from './segment.js'

/** Adds the numbers of all conditions that may hold, each once, in no order. The others are false. */
export function findCandidates(segment: Segment, readings: Readings, found: number[]): void {
  const { marks } = segment
  const add: Add = (number) => {
    if (marks[number] === readings.number) return
    marks[number] = readings.number
    found.push(number)
  }
  for (const number of segment.always) add(number)
  for (const group of segment.equal) byValue(group, readSlot(readings, group.slot), add)
  for (const group of segment.elements) byElements(group, readSlot(readings, group.slot), add)
  for (const group of segment.literals) byText(group, readings, add)
  for (const group of segment.intervals) byNumber(group, readSlot(readings, group.slot), add)
  for (const { predicate, truth, numbers } of segment.says) {
    if (judgePredicate(readings, predicate) !== (truth ? FALSE : TRUE)) addAll(numbers, add)
  }
}

type Add = (number: number) => void

function addAll(numbers: Numbers | readonly number[] | undefined, add: Add): void {
  if (numbers === undefined) return
  if (typeof numbers === 'number') add(numbers)
  else for (const number of numbers) add(number)
}

function byValue(group: ValueGroup, value: unknown, add: Add): void {
  addAll(value === NOT_LOADED ? group.all : group.byValue.get(value), add)
}

function byElements(group: ValueGroup, value: unknown, add: Add): void {
  if (value === NOT_LOADED) addAll(group.all, add)
  else if (isList(value)) for (const one of value) addAll(group.byValue.get(one), add)
}

function byText(group: LiteralGroup, readings: Readings, add: Add): void {
  const value = readSlot(readings, group.slot)
  if (value === NOT_LOADED) addAll(group.all, add)
  if (typeof value !== 'string') return
  const found: number[] = []
  findKeywords(group.automaton, group.isExact ? value : readFolded(readings, group.slot, value), found)
  for (const text of found) addAll(group.byText[text], add)
}

/** Texts, lists and objects may still compare like numbers; those are left to the operator. */
function byNumber(group: IntervalGroup, value: unknown, add: Add): void {
  if (typeof value === 'number') {
    const found: number[] = []
    findIntervals(group.tree, value, found)
    addAll(found, add)
  } else if (typeof value === 'string' || value === NOT_LOADED || (typeof value === 'object' && value !== null)) {
    addAll(group.all, add)
  }
}
