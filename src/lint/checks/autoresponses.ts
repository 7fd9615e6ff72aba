// Two rules that both say something to the customer on one message. A pair is reported only with a conversation in which
// both do; of each rule one partner is enough.
import type { EventTrigger } from '../../core/rules/rule-set.js'
import { findScenario } from '../solve/find-scenario.js'
import { allOf, type Formula, literalsOf } from '../solve/formula.js'
import type { Checking, Subject } from './subject.js'
import { named } from './subject.js'
import { hasAnswered, witnessOf } from './witness.js'

/** Partners that are tried for one rule, and pairs that are tried in all. */
const MOST_PARTNERS = 12
const MOST_PAIRS = 4_000
/** Partners that are looked at for one rule, those that it excludes included. */
const MOST_SEEN = 500

/** Two triggers of one message: the second one's facts are those that a conversation has to end in. */
const TOGETHER: readonly (readonly [first: EventTrigger, second: EventTrigger])[] = [
  ['chat.started', 'message.received'],
  ['chat.reopened', 'message.received'],
]
/** What a customer's message raises; an automatic answer to other events isn't one to a message. */
const TRIGGERS: readonly EventTrigger[] = ['chat.started', 'chat.reopened', 'message.received']
const BY_MESSAGE: ReadonlySet<unknown> = new Set(TRIGGERS)

interface Answering {
  readonly subject: Subject
  readonly formula: Formula
  readonly on: EventTrigger
  /** What it needs of places that hold one value at a time: rules that need different ones never meet. */
  readonly needs: ReadonlyMap<string, ReadonlySet<unknown>>
}

export async function checkAutoresponses(checking: Checking, known: ReadonlySet<Subject>): Promise<void> {
  const answering = checking.subjects.flatMap(answeringOf).filter(({ subject }) => !known.has(subject))
  const reported = new Set<Subject>()
  let tried = 0
  let left = 0
  const shelves = new Map(TRIGGERS.map((on) => [on, shelfFor(answering.filter((one) => one.on === on))]))
  for (const one of answering) {
    if (!reported.has(one.subject)) {
      let mine = 0
      let seen = 0
      for (const other of partnersOf(one, shelves)) {
        seen += 1
        if (seen > MOST_SEEN || mine >= MOST_PARTNERS || tried >= MOST_PAIRS) {
          left += 1
          break
        }
        if (other.subject === one.subject || excludeEachOther(one, other)) continue
        mine += 1
        tried += 1
        const outcome = await tryPair(other, one, checking)
        if (outcome === 'reported') reported.add(one.subject)
        if (outcome === 'cut') left += 1
        if (outcome === 'reported') break
      }
    }
    put(one, shelves.get(one.on))
  }
  if (left > 0) checking.leftOut(`${left} rules were not tried with every other for answering the same message`)
}

/** Rules seen so far of one trigger, apart by the place that most of them need a value of: others are never met. */
interface Shelf {
  readonly key: string | null
  readonly byValue: Map<unknown, Answering[]>
  readonly others: Answering[]
  readonly all: Answering[]
}

function shelfFor(rules: readonly Answering[]): Shelf {
  const counts = new Map<string, number>()
  for (const { needs } of rules) for (const key of needs.keys()) counts.set(key, (counts.get(key) ?? 0) + 1)
  const [key = null] = [...counts].sort(([, one], [, other]) => other - one)[0] ?? []
  return { key, byValue: new Map(), others: [], all: [] }
}

function put(one: Answering, shelf: Shelf | undefined): void {
  if (shelf === undefined) return
  shelf.all.push(one)
  const values = shelf.key === null ? undefined : one.needs.get(shelf.key)
  if (values === undefined) shelf.others.push(one)
  else for (const value of values) pushTo(shelf.byValue, value, one)
}

function pushTo(lists: Map<unknown, Answering[]>, value: unknown, one: Answering): void {
  const list = lists.get(value)
  if (list === undefined) lists.set(value, [one])
  else list.push(one)
}

/** Those seen before, nearest first: neighbours are likelier to be meant for the same thing than what stands far apart. */
function* partnersOf(one: Answering, shelves: ReadonlyMap<EventTrigger, Shelf>): Generator<Answering> {
  const triggers = [
    one.on,
    ...TOGETHER.flatMap(([first, second]) => (second === one.on ? [first] : first === one.on ? [second] : [])),
  ]
  for (const on of triggers) {
    const shelf = shelves.get(on)
    if (shelf === undefined) continue
    const values = shelf.key === null ? undefined : one.needs.get(shelf.key)
    const lists =
      values === undefined ? [shelf.all] : [...[...values].map((value) => shelf.byValue.get(value) ?? []), shelf.others]
    for (const list of lists)
      for (let index = list.length - 1; index >= 0; index -= 1) yield* list.slice(index, index + 1)
  }
}

async function tryPair(
  first: Answering,
  second: Answering,
  { solver, note }: Checking,
): Promise<'reported' | 'none' | 'cut'> {
  const on = first.on === second.on ? first.on : 'message.received'
  const parts = [first, second].map(({ formula, on: own }) => (own === on ? formula : withoutOccasion(formula)))
  const [one, other] = [first.subject, second.subject]
  const stage = first.on === second.on ? on : first.on === on ? second.on : first.on
  const shows = (last: Parameters<typeof hasAnswered>[1]) =>
    hasAnswered(one.rule.id, last) && hasAnswered(other.rule.id, last)
  const found = await findScenario({ on: stage, formula: allOf(parts), shows }, solver)
  if (found.kind !== 'found') return found.kind === 'unknown' && found.isCut ? 'cut' : 'none'
  const { source, pointer } = other
  note({
    severity: 'warning',
    code: 'double-autoresponse',
    rules: [one.rule, other.rule],
    source,
    pointer,
    message: `${named(other)} and ${named(one)} can both answer the same message.`,
    witness: witnessOf(found.scenario, `${one.rule.id} and ${other.rule.id} answer the same message`, {
      [one.rule.id]: 'matched',
      [other.rule.id]: 'matched',
    }),
  })
  return 'reported'
}

/** Facts of the event differ between two triggers of one message; what is asked of them is left to the playing. */
function withoutOccasion(formula: Formula): Formula {
  if (formula.kind === 'literal') return formula.variable.fact === 'event' ? { kind: 'all', of: [] } : formula
  return { ...formula, of: formula.of.map(withoutOccasion) }
}

function answeringOf(subject: Subject): readonly Answering[] {
  const { formula, rule } = subject
  if (
    formula === null ||
    rule.lint?.allow.includes('double-autoresponse') ||
    !rule.then.some((action) => action.do === 'send-message')
  )
    return []
  const needs = needsOf(formula)
  return subject.occasions.flatMap((on) =>
    typeof on === 'string' && BY_MESSAGE.has(on) ? [{ subject, formula, on, needs }] : [],
  )
}

/** Values that `equal` and `in` leave to a place, without a choice. */
function needsOf(formula: Formula): ReadonlyMap<string, ReadonlySet<unknown>> {
  const needs = new Map<string, ReadonlySet<unknown>>()
  const sure = formula.kind === 'all' ? flat(formula) : [formula]
  for (const one of sure) {
    if (one.kind === 'all') continue
    const literals = one.kind === 'literal' ? [one] : literalsOf(one)
    const keys = new Set(literals.map(({ variable }) => variable.key))
    const [key] = keys
    if (keys.size !== 1 || key === undefined) continue
    const values = literals.flatMap(({ leaf, holds }) => {
      if (!holds) return [null]
      if (leaf.operator === 'equal' && typeof leaf.value !== 'object') return [leaf.value]
      return leaf.operator === 'in' && Array.isArray(leaf.value) ? leaf.value : [null]
    })
    if (!values.includes(null) && (one.kind === 'literal' || literals.length === one.of.length))
      needs.set(key, new Set(values))
  }
  return needs
}

function flat(formula: Formula): readonly Formula[] {
  return formula.kind === 'all' ? formula.of.flatMap(flat) : [formula]
}

function excludeEachOther(one: Answering, other: Answering): boolean {
  const [few, many] = one.needs.size < other.needs.size ? [one.needs, other.needs] : [other.needs, one.needs]
  for (const [key, values] of few) {
    const others = many.get(key)
    if (others !== undefined && ![...values].some((value) => others.has(value))) return true
  }
  return false
}
