// What a drawing of a machine shows, read from the machine itself: nothing about its states is typed here.
import type { AnyStateMachine } from 'xstate'

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

interface Way {
  readonly event: string
  readonly to: string | null
  readonly guard: string | null
  readonly actions: readonly { readonly type: string; readonly code: string | null }[]
}

export function pictureOf(machine: AnyStateMachine): Picture {
  const root = machine.root
  const states: PictureState[] = []
  const edges = new Map<string, { readonly from: string; readonly to: string; readonly labels: string[] }>()
  for (const node of Object.values(root.states)) {
    const ways = waysOf(node)
    for (const way of ways) {
      if (way.to === null || way.to === node.key) continue
      const key = `${node.key}\n${way.to}`
      const edge = edges.get(key) ?? { from: node.key, to: way.to, labels: [] }
      edge.labels.push(labelOf(way))
      edges.set(key, edge)
    }
    states.push({ name: node.key, stays: staysOf(ways, node.key), refuses: refusalsOf(ways) })
  }
  const initial = root.initial.target[0]?.key ?? null
  return { id: root.key, initial, states, edges: [...edges.values()], everywhere: everywhereOf(waysOf(root)) }
}

type Node = AnyStateMachine['root']

function waysOf(node: Node): Way[] {
  const ways: Way[] = []
  for (const [event, transitions] of node.transitions) {
    for (const [index, transition] of transitions.entries()) {
      const guard = guardOf(transition.guard)
      const actions = transition.actions.map((action) => ({ type: nameOf(action), code: paramsOf(action)[0] ?? null }))
      const isRest = guard === null && index > 0
      ways.push({ event, to: transition.target?.[0]?.key ?? null, guard: isRest ? 'otherwise' : guard, actions })
    }
  }
  return ways
}

function labelOf(way: Way): string {
  return way.guard === null ? way.event : `${way.event} [${way.guard}]`
}

function staysOf(ways: readonly Way[], name: string): string[] {
  return ways
    .filter((way) => (way.to === null || way.to === name) && !way.actions.some((action) => action.type === 'refuse'))
    .map((way) => [labelOf(way), ...way.actions.map((action) => inWords(action.type))].join(' / '))
}

function refusalsOf(ways: readonly Way[]): PictureState['refuses'] {
  const codes = new Map<string, string[]>()
  for (const way of ways) {
    const refusal = way.actions.find((action) => action.type === 'refuse')
    if (way.to !== null || refusal?.code == null) continue
    codes.set(refusal.code, [...(codes.get(refusal.code) ?? []), way.event])
  }
  return [...codes].map(([code, events]) => ({ code, events: [...new Set(events)] }))
}

function everywhereOf(ways: readonly Way[]): string[] {
  const targets = new Map<string, string[]>()
  for (const way of ways) if (way.to !== null) targets.set(way.event, [...(targets.get(way.event) ?? []), way.to])
  return [...targets].map(([event, names]) => `${event} → ${names.join(', ')}`)
}

function guardOf(guard: unknown): string | null {
  if (guard === undefined || guard === null) return null
  const name = nameOf(guard)
  const params = paramsOf(guard)
  // `statusIs open` reads as `open`.
  return (name.endsWith('Is') && params.length > 0 ? params : [inWords(name), ...params]).join(' ')
}

function nameOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'object' && value !== null && 'type' in value) return String(value.type)
  return typeof value === 'function' ? value.name : ''
}

function paramsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null || !('params' in value)) return []
  return typeof value.params === 'object' && value.params !== null ? Object.values(value.params).map(String) : []
}

/** `customerSpokeLast` → `customer spoke last`. */
function inWords(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/gu, ' ').toLowerCase()
}
