// Aho and Corasick's automaton: finds which of any number of texts occur in another one, in one pass over it. States are
// numbers, 0 the beginning; their transitions lie in one hash table, those from the beginning in a list of their own.

/** Longer texts are sought by their beginning only: who has the whole has that too. */
const LONGEST = 24

export interface KeywordAutomaton {
  /** What a UTF-16 unit is called in transitions; 0: no text has it. */
  readonly letters: Uint16Array
  readonly first: Int32Array
  /** Open addressing; a target of 0 is a free place. */
  readonly from: Int32Array
  readonly by: Uint16Array
  readonly to: Int32Array
  readonly shift: number
  /** Where to go on when nothing follows: the longest ending of the state that begins another text. */
  readonly fallback: Int32Array
  /** Number of the text that ends in the state; -1: none. */
  readonly ends: Int32Array
  /** The next state on the way back in which a text ends; 0: none. */
  readonly nextEnd: Int32Array
}

/** Numbers of equal beginnings are one: `groups[n]` has the numbers of the texts that state n stands for. */
export function keywordAutomaton(texts: readonly string[]): {
  readonly automaton: KeywordAutomaton
  readonly groups: readonly (readonly number[])[]
} {
  const letters = new Uint16Array(0x10000)
  let letterCount = 0
  let length = 0
  for (const text of texts) {
    const until = Math.min(text.length, LONGEST)
    length += until
    for (let at = 0; at < until; at += 1) {
      const unit = text.charCodeAt(at)
      if (letters[unit] === 0) letters[unit] = ++letterCount
    }
  }
  const bits = Math.max(4, Math.ceil(Math.log2(length * 1.5 + 1)))
  const first = new Int32Array(letterCount + 1)
  const from = new Int32Array(2 ** bits)
  const by = new Uint16Array(2 ** bits)
  const to = new Int32Array(2 ** bits)
  const shift = 32 - bits
  const ends = new Int32Array(length + 1).fill(-1)
  const parents = new Int32Array(length + 1)
  const letterOf = new Uint16Array(length + 1)
  const depths = new Uint8Array(length + 1)
  const groups: number[][] = []
  let states = 1
  for (const [number, text] of texts.entries()) {
    let state = 0
    const until = Math.min(text.length, LONGEST)
    for (let at = 0; at < until; at += 1) {
      const letter = letters[text.charCodeAt(at)] ?? 0
      let next = state === 0 ? (first[letter] ?? 0) : 0
      let place = 0
      if (state !== 0) {
        place = placeOf(from, by, to, shift, state, letter)
        next = to[place] ?? 0
      }
      if (next === 0) {
        next = states
        states += 1
        parents[next] = state
        letterOf[next] = letter
        depths[next] = at + 1
        if (state === 0) first[letter] = next
        else {
          from[place] = state
          by[place] = letter
          to[place] = next
        }
      }
      state = next
    }
    const group = ends[state] ?? -1
    if (group === -1) ends[state] = groups.push([number]) - 1
    else groups[group]?.push(number)
  }
  const fallback = new Int32Array(states)
  const nextEnd = new Int32Array(states)
  const automaton = { letters, first, from, by, to, shift, fallback, ends: ends.subarray(0, states), nextEnd }
  for (const state of shallowFirst(depths, states)) {
    const parent = parents[state] ?? 0
    if (parent === 0) continue
    const back = stepFrom(automaton, fallback[parent] ?? 0, letterOf[state] ?? 0)
    fallback[state] = back
    nextEnd[state] = ends[back] === -1 ? (nextEnd[back] ?? 0) : back
  }
  return { automaton, groups }
}

/** Adds the groups of all texts that occur; one may come several times. */
export function findKeywords(automaton: KeywordAutomaton, text: string, found: number[]): void {
  const { letters, ends, nextEnd } = automaton
  let state = 0
  for (let at = 0; at < text.length; at += 1) {
    const letter = letters[text.charCodeAt(at)] ?? 0
    state = letter === 0 ? 0 : stepFrom(automaton, state, letter)
    if (state === 0) continue
    let end = ends[state] === -1 ? (nextEnd[state] ?? 0) : state
    while (end !== 0) {
      found.push(ends[end] ?? 0)
      end = nextEnd[end] ?? 0
    }
  }
}

function stepFrom(automaton: KeywordAutomaton, start: number, letter: number): number {
  const { first, from, by, to, shift, fallback } = automaton
  for (let state = start; state !== 0; state = fallback[state] ?? 0) {
    const next = to[placeOf(from, by, to, shift, state, letter)] ?? 0
    if (next !== 0) return next
  }
  return first[letter] ?? 0
}

/** The transition's place, or the free one where it would be. */
function placeOf(
  from: Int32Array,
  by: Uint16Array,
  to: Int32Array,
  shift: number,
  state: number,
  letter: number,
): number {
  const mask = to.length - 1
  let place = (Math.imul(state, 0x9e3779b1) ^ Math.imul(letter, 0x85ebca6b)) >>> shift
  while (to[place] !== 0 && (from[place] !== state || by[place] !== letter)) place = (place + 1) & mask
  return place
}

function shallowFirst(depths: Uint8Array, states: number): Int32Array {
  const starts = new Int32Array(LONGEST + 2)
  for (let state = 1; state < states; state += 1)
    starts[(depths[state] ?? 0) + 1] = (starts[(depths[state] ?? 0) + 1] ?? 0) + 1
  for (let depth = 1; depth < starts.length; depth += 1) starts[depth] = (starts[depth] ?? 0) + (starts[depth - 1] ?? 0)
  const sorted = new Int32Array(states - 1)
  for (let state = 1; state < states; state += 1) {
    const depth = depths[state] ?? 0
    const at = starts[depth] ?? 0
    sorted[at] = state
    starts[depth] = at + 1
  }
  return sorted
}
