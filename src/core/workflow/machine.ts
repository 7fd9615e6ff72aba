// A workflow as an XState machine: one state a step, final where it ends. It is what pictures are drawn from, and the
// table that runs chats is read off it (XState itself needs 4–14 µs a transition and would do the same; a test compares).
import { type AnyStateMachine, setup } from 'xstate'
import { AGENTS, kindOf, type WayEvent, waysOf } from './ways.js'
import type { Workflow } from './workflow.js'

/** Where an event leads from a step. */
export type Targets = ReadonlyMap<string, ReadonlyMap<string, string>>

/** About 200 µs: once per workflow and version. */
export function machineOf(workflow: Workflow): AnyStateMachine {
  const steps = Object.entries(workflow.steps).map(([name, step]) => {
    const on: { [event: string]: { target: string } } = {}
    for (const { event, to } of waysOf({ ...step })) on[event] = { target: to }
    const kind = kindOf({ ...step })
    const isLast = kind === 'end' || kind === 'handoff'
    const meta = { kind, ...(step.description === undefined ? {} : { description: step.description }) }
    return [name, isLast ? { type: 'final' as const, meta } : { on, meta }] as const
  })
  return setup({ types: { events: {} as { type: WayEvent } } }).createMachine({
    id: workflow.id,
    initial: workflow.start,
    on: { interrupted: { target: `.${AGENTS}` } },
    states: { ...Object.fromEntries(steps), [AGENTS]: { type: 'final', meta: { kind: 'handoff' } } },
  })
}

/** XState's own answer to every event of every state, root transitions included. */
export function targetsIn(machine: AnyStateMachine): Targets {
  const of = (node: AnyStateMachine['root']): [string, string][] =>
    [...node.transitions].flatMap(([event, transitions]) => {
      const target = transitions[0]?.target?.[0]?.key
      return target === undefined ? [] : [[event, target] as [string, string]]
    })
  const everywhere = of(machine.root)
  return new Map(
    Object.values(machine.states).map((node) => [node.key, new Map([...everywhere, ...of(node)])] as const),
  )
}
