import type { Report } from '../../rules/check/report.js'
import { own, type UnknownRecord } from '../../rules/record.js'
import { isWaiting, kindOf, type Way } from '../ways.js'

export interface PlacedStep {
  readonly name: string
  readonly pointer: string
  readonly step: UnknownRecord
  readonly ways: readonly Way[]
}

type Steps = ReadonlyMap<string, PlacedStep>

/** Steps that no way leads to, ways that never end, and rings that never wait. */
export function checkWays(start: string, pointer: string, steps: Steps, report: Report): void {
  const reached = reachedFrom(start, steps, () => true)
  for (const { name, pointer: at } of steps.values()) {
    if (!reached.has(name)) report.warning('unreachable-step', at, `No way leads to \`${name}\`.`)
  }
  const stuck = [...reached].filter(
    (name) => ![...reachedFrom(name, steps, () => true)].some((one) => ends(one, steps)),
  )
  if (stuck.length > 0) {
    const names = stuck.map((name) => `\`${name}\``).join(', ')
    report.error('no-end', pointer, `From ${names} no way leads to a step \`end\` or \`handoff\`.`)
  }
  for (const ring of ringsIn(reached, steps)) {
    const [first = ''] = ring
    const message = `${ring.map((name) => `\`${name}\``).join(' → ')} → \`${first}\` never waits; give a step \`atMost\`, or wait in between.`
    report.error('endless-loop', steps.get(first)?.pointer ?? pointer, message)
  }
}

function ends(name: string, steps: Steps): boolean {
  const kind = kindOf(steps.get(name)?.step ?? {})
  // A step that isn't there, or is none, is told of already.
  return kind === 'end' || kind === 'handoff' || kind === undefined
}

function reachedFrom(start: string, steps: Steps, goesOn: (step: PlacedStep) => boolean): ReadonlySet<string> {
  const reached = new Set<string>()
  const open = [start]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (reached.has(name)) continue
    reached.add(name)
    const step = steps.get(name)
    if (step !== undefined && goesOn(step))
      open.push(...step.ways.filter((way) => way.pointer !== null).map(({ to }) => to))
  }
  return reached
}

/** Shortest rings of steps of which none waits or is limited, each once. */
function ringsIn(reached: ReadonlySet<string>, steps: Steps): readonly (readonly string[])[] {
  const rings: string[][] = []
  const told = new Set<string>()
  const isHasty = ({ step }: PlacedStep): boolean => !isWaiting(kindOf(step)) && own(step, 'atMost') === undefined
  for (const name of reached) {
    const step = steps.get(name)
    if (step === undefined || !isHasty(step) || told.has(name)) continue
    const ring = shortestRing(name, steps, isHasty)
    if (ring === null) continue
    for (const one of ring) told.add(one)
    rings.push(ring)
  }
  return rings
}

function shortestRing(start: string, steps: Steps, isHasty: (step: PlacedStep) => boolean): string[] | null {
  const from = new Map<string, string>()
  const open = [start]
  for (let name = open.shift(); name !== undefined; name = open.shift()) {
    for (const { to, pointer } of steps.get(name)?.ways ?? []) {
      const next = steps.get(to)
      if (pointer === null || next === undefined || !isHasty(next)) continue
      if (to === start) return backTo(name, start, from)
      if (from.has(to)) continue
      from.set(to, name)
      open.push(to)
    }
  }
  return null
}

function backTo(last: string, start: string, from: ReadonlyMap<string, string>): string[] {
  const ring: string[] = []
  for (let name: string | undefined = last; name !== undefined && name !== start; name = from.get(name)) ring.push(name)
  return [start, ...ring.reverse()]
}
