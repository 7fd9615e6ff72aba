// Facts as numbers: what a fact is, all but its moments and its agent, is one code. Codes are stored, so a code's meaning
// stays: the list is only added to. Facts that are to be made anew need a migration that forgets what was kept.
import type { FinishedBy, Status } from '../chat/lifecycle.js'
import type { WithheldBy } from '../rules/verdict.js'
import type { Fact } from './fact.js'

type Moments = 'at' | 'chat' | 'agent' | 'since' | 'spans'
type Bare<T> = T extends Fact ? Omit<T, Moments> : never
type Finish = Extract<Bare<Fact>, { readonly kind: 'finished' }>
/** `isPartial`: nobody knows since when it was. */
export type FactShape = Exclude<Bare<Fact>, Finish> | (Finish & { readonly isPartial: boolean })

const FINISHED_BY: readonly FinishedBy[] = ['agent', 'timer', 'automation', 'split']
const STATUSES: readonly Status[] = ['open', 'pending', 'closed']
const WITHHELD_BY: readonly WithheldBy[] = [
  'not-first-chat',
  'once',
  'storm',
  'automated',
  'not-current',
  'busy',
  'agent-answered',
]
const FINISHES = FINISHED_BY.flatMap((by) =>
  STATUSES.map((status) => ({ kind: 'finished' as const, by, status, isPartial: false })),
)

/** By code. */
export const FACT_SHAPES: readonly FactShape[] = [
  { kind: 'started', by: 'customer' },
  { kind: 'started', by: 'agent' },
  { kind: 'started', by: 'split' },
  { kind: 'reopened', by: 'customer' },
  { kind: 'reopened', by: 'agent' },
  { kind: 'message', by: 'customer' },
  { kind: 'message', by: 'agent' },
  { kind: 'message', by: 'automation' },
  { kind: 'first-response' },
  { kind: 'reply' },
  { kind: 'waited' },
  { kind: 'settled', isInOneGo: true },
  { kind: 'settled', isInOneGo: false },
  ...FINISHES,
  ...FINISHES.map((one) => ({ ...one, isPartial: true })),
  ...WITHHELD_BY.map((why) => ({ kind: 'withheld' as const, why })),
]

const CODES: ReadonlyMap<string, number> = new Map(FACT_SHAPES.map((shape, code) => [nameOf(shape), code]))

export function codeOf(fact: Fact): number {
  const code = CODES.get(nameOf(fact.kind === 'finished' ? { ...fact, isPartial: fact.since === null } : fact))
  if (code === undefined) throw new TypeError(`There is no code for ${fact.kind}`)
  return code
}

function nameOf(shape: FactShape): string {
  switch (shape.kind) {
    case 'started':
    case 'reopened':
    case 'message':
      return `${shape.kind} ${shape.by}`
    case 'withheld':
      return `withheld ${shape.why}`
    case 'settled':
      return `settled ${shape.isInOneGo}`
    case 'finished':
      return `finished ${shape.by} ${shape.status} ${shape.isPartial}`
    case 'first-response':
    case 'reply':
    case 'waited':
      return shape.kind
    default:
      return shape satisfies never
  }
}
