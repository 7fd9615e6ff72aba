// How well drawn borders meet the true ones. Everything is counted inside threads: that messages of different customers
// are apart is given, and would flatter every figure.
import { type Cell, overlapOf } from './overlap.js'

/** The messages of one thread in order: which case each belongs to, and into which chat it came. */
export interface Labelled {
  readonly truth: readonly string[]
  readonly drawn: readonly string[]
}

export interface Score {
  readonly precision: number | null
  readonly recall: number | null
  /** 0 when nothing true was found; `null` when there was nothing to find and nothing was found. */
  readonly f1: number | null
}

export interface Agreement {
  readonly threads: number
  readonly messages: number
  readonly cases: number
  readonly chats: number
  /** A border lies between two neighbouring messages of a thread that belong to different cases (chats). */
  readonly borders: Score & { readonly true: number; readonly drawn: number; readonly met: number }
  /** WindowDiff (Pevzner and Hearst 2002): share of windows of `k` messages with a wrong number of borders; 0 is best. */
  readonly windowDiff: { readonly k: number; readonly value: number | null }
  /** Pairs of messages of a thread: those in one chat against those of one case. */
  readonly pairs: Score & { readonly rand: number | null }
  /** Share of messages in place when chats and cases are matched one to one in the best way; 1 is best. */
  readonly overlap: number | null
  /** Variation of information in bits (Meilă 2007), mean over messages; 0 is best. */
  readonly variation: number | null
  /** Cases that are a chat to the message, no more and no less. */
  readonly exact: Score & { readonly recovered: number }
}

export function agreement(threads: readonly Labelled[]): Agreement {
  const sums = { messages: 0, cases: 0, chats: 0, true: 0, drawn: 0, met: 0, recovered: 0, inPlace: 0 }
  const pairs = { all: 0, together: 0, ofOneCase: 0, inOneChat: 0 }
  let bits = 0
  for (const thread of threads) {
    const table = contingency(thread)
    sums.messages += thread.truth.length
    sums.cases += table.truth.size
    sums.chats += table.drawn.size
    for (let at = 1; at < thread.truth.length; at++) {
      const isTrue = thread.truth[at] !== thread.truth[at - 1]
      const isDrawn = thread.drawn[at] !== thread.drawn[at - 1]
      if (isTrue) sums.true++
      if (isDrawn) sums.drawn++
      if (isTrue && isDrawn) sums.met++
    }
    pairs.all += pairsOf(thread.truth.length)
    for (const count of table.truth.values()) pairs.ofOneCase += pairsOf(count)
    for (const count of table.drawn.values()) pairs.inOneChat += pairsOf(count)
    for (const cell of table.cells) {
      pairs.together += pairsOf(cell.count)
      const ofCase = table.truth.get(cell.truth) ?? 0
      const inChat = table.drawn.get(cell.drawn) ?? 0
      bits += cell.count * (Math.log2(ofCase / cell.count) + Math.log2(inChat / cell.count))
      if (ofCase === cell.count && inChat === cell.count) sums.recovered++
    }
    sums.inPlace += overlapOf(table.cells)
  }
  const k = windowOf(sums.messages, sums.cases)
  const { together, ofOneCase, inOneChat, all } = pairs
  return {
    threads: threads.length,
    messages: sums.messages,
    cases: sums.cases,
    chats: sums.chats,
    borders: { true: sums.true, drawn: sums.drawn, met: sums.met, ...score(sums.met, sums.drawn, sums.true) },
    windowDiff: { k, value: windowDiff(threads, k) },
    pairs: { ...score(together, inOneChat, ofOneCase), rand: share(all - inOneChat - ofOneCase + 2 * together, all) },
    overlap: share(sums.inPlace, sums.messages),
    variation: share(bits, sums.messages),
    exact: { recovered: sums.recovered, ...score(sums.recovered, sums.chats, sums.cases) },
  }
}

function contingency(thread: Labelled) {
  const truth = new Map<string, number>()
  const drawn = new Map<string, number>()
  const counts = new Map<string, Map<string, number>>()
  for (const [at, ofCase] of thread.truth.entries()) {
    const inChat = thread.drawn[at] ?? ''
    add(truth, ofCase)
    add(drawn, inChat)
    const row = counts.get(ofCase) ?? new Map<string, number>()
    add(row, inChat)
    counts.set(ofCase, row)
  }
  const cells: Cell[] = []
  for (const [ofCase, row] of counts) {
    for (const [inChat, count] of row) cells.push({ truth: ofCase, drawn: inChat, count })
  }
  return { truth, drawn, cells }
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function pairsOf(count: number): number {
  return (count * (count - 1)) / 2
}

/** Half the mean length of a true case, as the measure is meant; at least 2. */
function windowOf(messages: number, cases: number): number {
  return cases === 0 ? 2 : Math.max(2, Math.round(messages / cases / 2))
}

function windowDiff(threads: readonly Labelled[], k: number): number | null {
  let wrong = 0
  let windows = 0
  for (const { truth, drawn } of threads) {
    for (let from = 0; from + k < truth.length; from++) {
      windows++
      if (bordersIn(truth, from, from + k) !== bordersIn(drawn, from, from + k)) wrong++
    }
  }
  return share(wrong, windows)
}

function bordersIn(labels: readonly string[], from: number, until: number): number {
  let borders = 0
  for (let at = from + 1; at <= until; at++) if (labels[at] !== labels[at - 1]) borders++
  return borders
}

function score(met: number, found: number, wanted: number): Score {
  return {
    precision: share(met, found),
    recall: share(met, wanted),
    f1: found + wanted === 0 ? null : (2 * met) / (found + wanted),
  }
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}
