// What a drawing of a machine shows, read from the machine itself: nothing about its states is typed here.
import type { AnyStateMachine } from 'xstate'
import { type MachineGuard, type MachineWay, machineWays } from '../../core/machine-ways.js'

/** One way from a state to another. */
export interface PictureEdge {
  readonly from: string
  readonly to: string
  /** Events with their guards, one a line. */
  readonly labels: readonly string[]
}

export interface PictureState {
  readonly name: string
  /** Events that are taken without leaving the state, with what is done. */
  readonly stays: readonly string[]
  /** Refused events, by code. */
  readonly refuses: readonly { readonly code: string; readonly events: readonly string[] }[]
}

export interface Picture {
  readonly id: string
  readonly initial: string | null
  readonly states: readonly PictureState[]
  readonly edges: readonly PictureEdge[]
  /** Transitions that every state has, one a line. */
  readonly everywhere: readonly string[]
}

export function pictureOf(machine: AnyStateMachine): Picture {
  const { id, initial, states, ways } = machineWays(machine)
  const edges = new Map<string, { readonly from: string; readonly to: string; readonly labels: string[] }>()
  for (const way of ways) {
    if (way.from === null || way.to === null) continue
    const key = `${way.from}\n${way.to}`
    const edge = edges.get(key) ?? { from: way.from, to: way.to, labels: [] }
    edge.labels.push(labelOf(way))
    edges.set(key, edge)
  }
  return {
    id,
    initial,
    states: states.map((name) => {
      const own = ways.filter(({ from }) => from === name)
      return { name, stays: staysOf(own), refuses: refusalsOf(own) }
    }),
    edges: [...edges.values()],
    everywhere: everywhereOf(ways.filter(({ from }) => from === null)),
  }
}

function labelOf({ event, guard }: MachineWay): string {
  return guard === null ? event : `${event} [${guardText(guard)}]`
}

function staysOf(ways: readonly MachineWay[]): string[] {
  return ways
    .filter((way) => way.to === null && !way.actions.some((action) => action.type === 'refuse'))
    .map((way) => [labelOf(way), ...way.actions.map((action) => inWords(action.type))].join(' / '))
}

function refusalsOf(ways: readonly MachineWay[]): PictureState['refuses'] {
  const codes = new Map<string, string[]>()
  for (const way of ways) {
    const refusal = way.actions.find((action) => action.type === 'refuse')
    if (way.to !== null || refusal?.code == null) continue
    codes.set(refusal.code, [...(codes.get(refusal.code) ?? []), way.event])
  }
  return [...codes].map(([code, events]) => ({ code, events: [...new Set(events)] }))
}

function everywhereOf(ways: readonly MachineWay[]): string[] {
  const targets = new Map<string, string[]>()
  for (const way of ways) if (way.to !== null) targets.set(way.event, [...(targets.get(way.event) ?? []), way.to])
  return [...targets].map(([event, names]) => `${event} → ${names.join(', ')}`)
}

function guardText(guard: MachineGuard | 'otherwise'): string {
  if (guard === 'otherwise') return guard
  const params = Object.values(guard.params)
  // `statusIs open` reads as `open`.
  return (guard.name.endsWith('Is') && params.length > 0 ? params : [inWords(guard.name), ...params]).join(' ')
}

/** `customerSpokeLast` → `customer spoke last`. */
function inWords(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/gu, ' ').toLowerCase()
}
