// Where a step can lead: the one list that the machine is built from, that lint follows and that pictures show.
import { isRecord, own, pointerTo, type UnknownRecord } from '../rules/record.js'

/** Stands for "the agents have it now": where a workflow leads that has no step for what happened. No step can be called so. */
export const AGENTS = '(agents)'

/** Kinds of steps, by the key that tells them. */
export const STEP_KINDS = ['send', 'ask', 'menu', 'choose', 'wait', 'do', 'call', 'run', 'handoff', 'end'] as const
export type StepKind = (typeof STEP_KINDS)[number]

/** What lets a step go on. */
export type WayEvent =
  | 'next'
  | 'else'
  | 'answered'
  | 'timeout'
  | 'gave up'
  | 'due'
  | 'unknown'
  | 'customer wrote'
  | 'returned'
  | 'failed'
  | 'interrupted'
  | 'otherwise'
  | `choice ${number}`
  | `case ${number}`

export interface Way {
  readonly event: WayEvent
  readonly to: string
  /** JSON pointer, from the step on, to where `to` is written; `null`: it follows from something left out. */
  readonly pointer: string | null
}

export function kindOf(step: UnknownRecord): StepKind | undefined {
  return STEP_KINDS.find((kind) => Object.hasOwn(step, kind))
}

/** Whether the step stops until something comes from outside. */
export function isWaiting(kind: StepKind | undefined): boolean {
  return kind === 'ask' || kind === 'menu' || kind === 'wait' || kind === 'call'
}

/** Takes anything: of a step that is wrong in some way, what can be read. */
export function waysOf(step: UnknownRecord): readonly Way[] {
  const kind = kindOf(step)
  const ways: Way[] = []
  const add = (event: WayEvent, to: unknown, pointer: string, otherwise?: string): void => {
    if (typeof to === 'string') ways.push({ event, to, pointer })
    else if (to === undefined && otherwise !== undefined) ways.push({ event, to: otherwise, pointer: null })
  }
  const inside = (key: string): UnknownRecord => {
    const value = own(step, key)
    return isRecord(value) ? value : {}
  }
  const addCustomer = (): void => {
    const to = own(step, 'interrupted')
    if (to === undefined) add('customer wrote', own(step, 'next'), '/next')
    else add('customer wrote', to, '/interrupted')
  }
  if (own(step, 'atMost') !== undefined) add('else', own(step, 'else'), '/else', AGENTS)
  if (isWaiting(kind)) {
    if (isInterruptible(step)) add('interrupted', own(step, 'interrupted'), '/interrupted')
    if (kind !== 'wait') add('timeout', own(inside('timeout'), 'next'), '/timeout/next')
  }
  switch (kind) {
    case 'send':
    case 'do':
    case 'run':
      add('next', own(step, 'next'), '/next')
      break
    case 'ask':
      add('answered', own(step, 'next'), '/next')
      add('gave up', own(step, 'gaveUp'), '/gaveUp', AGENTS)
      break
    case 'menu':
      for (const [index, option] of listIn(inside('menu'), 'options').entries()) {
        if (isRecord(option)) add(`choice ${index + 1}`, own(option, 'next'), `/menu/options/${index}/next`)
      }
      add('gave up', own(step, 'gaveUp'), '/gaveUp', AGENTS)
      break
    case 'choose':
      for (const [index, choice] of listIn(step, 'choose').entries()) {
        if (isRecord(choice)) add(`case ${index + 1}`, own(choice, 'next'), `${pointerTo('/choose', index)}/next`)
      }
      add('otherwise', own(step, 'otherwise'), '/otherwise')
      break
    case 'wait':
      add('due', own(step, 'next'), '/next')
      if (own(inside('wait'), 'until') !== undefined)
        add('unknown', own(inside('wait'), 'unknown'), '/wait/unknown', AGENTS)
      if (listIn(step, 'interruptedBy').includes('customer')) addCustomer()
      break
    case 'call':
      add('returned', own(step, 'next'), '/next')
      add('failed', own(step, 'catch'), '/catch', AGENTS)
      if (listIn(step, 'interruptedBy').includes('customer')) addCustomer()
      break
    case 'handoff':
    case 'end':
    case undefined:
      break
    default:
      kind satisfies never
  }
  return ways
}

/** By somebody else than the customer. */
function isInterruptible(step: UnknownRecord): boolean {
  return own(step, 'interruptedBy') === undefined || listIn(step, 'interruptedBy').some((by) => by !== 'customer')
}

function listIn(record: UnknownRecord, key: string): readonly unknown[] {
  const list = own(record, key)
  return Array.isArray(list) ? list : []
}
