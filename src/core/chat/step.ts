// Runs the chat machine as a table compiled from it once: the same guards, targets and actions as XState's own
// `transition()` (a test compares them on every state and event) at a fraction of its cost.
import type { AskedGuard, RefusalCode } from '../thread/refusal.js'
import type { ChatStateName } from './lifecycle.js'
import { type ChatEvent, type ChatEventType, chatMachine } from './machine.js'

/** What the machine tells the thread to do. */
export type ChatDeed =
  | 'append'
  | 'reopen'
  | 'resume'
  | 'startNewChat'
  | 'finish'
  | 'lookAgain'
  | 'ignore'
  | 'splitOff'
  | 'setStatus'
  | 'becomeTombstone'
  | 'takeOver'

export type ChatStep =
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly guards: readonly AskedGuard[] }
  | {
      readonly kind: 'taken'
      readonly state: ChatStateName
      readonly deed: ChatDeed
      readonly guards: readonly AskedGuard[]
    }

interface Guard {
  readonly type: string
  readonly params?: unknown
}

interface Row {
  readonly guard: Guard | null
  readonly target: ChatStateName | null
  readonly deed: string
  readonly code: RefusalCode | null
}

type Table = ReadonlyMap<string, ReadonlyMap<string, readonly Row[]>>

/** What this file reads of an XState transition definition. */
interface TransitionDefinition {
  readonly guard?: unknown
  readonly target?: readonly { readonly key: string }[] | undefined
  readonly actions: readonly unknown[]
}

interface NodeDefinition {
  readonly key: string
  readonly transitions: ReadonlyMap<string, readonly TransitionDefinition[]>
}

let table: Table | null = null

/** Where `event` leads a chat in `state`. Total: every event has an answer in every state. */
export function stepChat(state: ChatStateName, event: ChatEvent): ChatStep {
  table ??= compileTable()
  const rows = table.get(state)?.get(event.type) ?? []
  const guards: AskedGuard[] = []
  for (const row of rows) {
    if (row.guard !== null) {
      const holds = ask(row.guard, event)
      guards.push({
        guard: row.guard.type,
        ...(row.guard.params === undefined ? {} : { params: row.guard.params }),
        holds,
      })
      if (!holds) continue
    }
    if (row.code !== null) return { kind: 'refused', code: row.code, guards }
    return { kind: 'taken', state: row.target ?? state, deed: row.deed as ChatDeed, guards }
  }
  throw new Error(`The chat machine has no answer to ${event.type} in ${state}`)
}

function compileTable(): Table {
  const root = rowsOf(chatMachine.root)
  return new Map(
    Object.values(chatMachine.states).map((node) => [node.key, new Map([...root, ...rowsOf(node)])] as const),
  )
}

function rowsOf(node: NodeDefinition): ReadonlyMap<string, readonly Row[]> {
  return new Map([...node.transitions].map(([type, definitions]) => [type, definitions.map(rowOf)] as const))
}

function rowOf(definition: TransitionDefinition): Row {
  const action = definition.actions[0]
  const isRefusal = typeof action === 'object' && action !== null && 'params' in action
  return {
    guard: definition.guard === undefined ? null : guardOf(definition.guard),
    target: (definition.target?.[0]?.key as ChatStateName | undefined) ?? null,
    deed: typeof action === 'string' ? action : '',
    code: isRefusal ? (action.params as { code: RefusalCode }).code : null,
  }
}

function guardOf(guard: unknown): Guard {
  return typeof guard === 'string' ? { type: guard } : (guard as Guard)
}

type GuardFunction = (input: { context: object; event: ChatEvent }, params: unknown) => boolean

const NO_CONTEXT = {}

function ask(guard: Guard, event: ChatEvent): boolean {
  const guards = chatMachine.implementations.guards as { readonly [name: string]: GuardFunction | undefined }
  const holds = guards[guard.type]
  if (holds === undefined) throw new Error(`The chat machine has no guard ${guard.type}`)
  return holds({ context: NO_CONTEXT, event }, guard.params)
}

export const CHAT_EVENT_TYPES: readonly ChatEventType[] = [
  'customer.message',
  'customer.answer',
  'agent.message',
  'finish',
  'silence',
  'split',
  'split.from',
  'set-status',
  'merge',
  'take-over',
]
