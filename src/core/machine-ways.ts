// The ways of a statechart, read from the machine itself: what drawings show and what can be done next.
import type { AnyStateMachine } from 'xstate'

export interface MachineGuard {
  /** As the machine names it, such as `statusIs`. */
  readonly name: string
  readonly params: { readonly [name: string]: string }
}

/** One transition. Of those with the same state and event the first one whose guard holds is taken. */
export interface MachineWay {
  /** `null`: from every state. */
  readonly from: string | null
  readonly event: string
  /** `null`: the state stays. */
  readonly to: string | null
  /** `otherwise`: no guard, behind others that have one. */
  readonly guard: MachineGuard | 'otherwise' | null
  /** What is done, with the `code` of what is refused. */
  readonly actions: readonly { readonly type: string; readonly code: string | null }[]
}

export interface MachineWays {
  readonly id: string
  readonly initial: string | null
  readonly states: readonly string[]
  readonly ways: readonly MachineWay[]
}

/** Top-level states only: neither the lifecycle nor workflows nest any. */
export function machineWays({ root }: AnyStateMachine): MachineWays {
  return {
    id: root.key,
    initial: root.initial.target[0]?.key ?? null,
    states: Object.keys(root.states),
    ways: [...Object.values(root.states).flatMap((node) => waysFrom(node, node.key)), ...waysFrom(root, null)],
  }
}

function waysFrom(node: AnyStateMachine['root'], from: string | null): MachineWay[] {
  return [...node.transitions].flatMap(([event, transitions]) =>
    transitions.map((transition, index): MachineWay => {
      const to = transition.target?.[0]?.key ?? null
      const guard = guardOf(transition.guard)
      return {
        from,
        event,
        to: to === from ? null : to,
        guard: guard ?? (index > 0 ? 'otherwise' : null),
        actions: transition.actions.map((action) => ({
          type: nameOf(action),
          code: Object.values(paramsOf(action))[0] ?? null,
        })),
      }
    }),
  )
}

function guardOf(guard: unknown): MachineGuard | null {
  return guard === undefined || guard === null ? null : { name: nameOf(guard), params: paramsOf(guard) }
}

function nameOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'object' && value !== null && 'type' in value) return String(value.type)
  return typeof value === 'function' ? value.name : ''
}

function paramsOf(value: unknown): { readonly [name: string]: string } {
  if (typeof value !== 'object' || value === null || !('params' in value)) return {}
  if (typeof value.params !== 'object' || value.params === null) return {}
  return Object.fromEntries(Object.entries(value.params).map(([name, param]) => [name, String(param)]))
}
