// Where states and arrows go: dagre, as in `caseline draw`, without room for labels: what arrows mean is told beside them.
import dagre from '@dagrejs/dagre'
import type { MachineWays } from 'caseline/core'

export interface Point {
  readonly x: number
  readonly y: number
}

export interface ChartNode extends Point {
  readonly name: string
  readonly width: number
  readonly height: number
}

export interface ChartArrow {
  readonly from: string
  readonly to: string
  readonly points: readonly Point[]
}

export interface ChartLayout {
  readonly width: number
  readonly height: number
  readonly nodes: readonly ChartNode[]
  readonly arrows: readonly ChartArrow[]
}

const HEIGHT = 30
/** Of the widest usual letters at 13 pixels: too wide is better than cut off. */
const LETTER = 7.6
const ROOM = 38
const MARGIN = 14
/** Lets arrows that go there and back lie beside each other. */
const APART = { width: 14, height: 10 }

/** `titleOf` gives what stands in a state's box. */
export function chartLayout({ states, ways }: MachineWays, titleOf: (state: string) => string): ChartLayout {
  const graph = new dagre.graphlib.Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'TB', nodesep: 22, ranksep: 20, edgesep: 12, marginx: MARGIN, marginy: MARGIN })
  const size = (name: string) => ({ width: Math.max(84, titleOf(name).length * LETTER + ROOM), height: HEIGHT })
  const arrows = new Map<string, { readonly from: string; readonly to: string }>()
  for (const { from, to } of ways) if (from !== null && to !== null) arrows.set(`${from} ${to}`, { from, to })
  const touched = new Set([...arrows.values()].flatMap(({ from, to }) => [from, to]))
  for (const name of states) if (touched.has(name)) graph.setNode(name, size(name))
  for (const [key, { from, to }] of arrows) graph.setEdge(from, to, { ...APART, labelpos: 'c' }, key)
  dagre.layout(graph)
  const { width = 0, height = 0 } = graph.graph()
  const nodes: ChartNode[] = states.filter((name) => touched.has(name)).map((name) => ({ name, ...graph.node(name) }))
  // States that no arrow of their own touches stand below, out of the way.
  let left = MARGIN
  const alone = states.filter((name) => !touched.has(name))
  for (const name of alone) {
    const own = size(name)
    nodes.push({ name, ...own, x: left + own.width / 2, y: height + HEIGHT / 2 })
    left += own.width + MARGIN
  }
  return {
    width: Math.ceil(Math.max(width, left)),
    height: Math.ceil(height + (alone.length > 0 ? HEIGHT + MARGIN : 0)),
    nodes,
    arrows: [...arrows].map(([key, { from, to }]) => ({ from, to, points: graph.edge(from, to, key).points })),
  }
}

/** A smooth line through dagre's points, as SVG's path data. */
export function lineThrough(points: readonly Point[]): string {
  const [first, ...rest] = points
  const last = rest.at(-1)
  if (first === undefined || last === undefined) return ''
  const curves = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? last
    const to = index === rest.length - 2 ? last : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 }
    return `Q${point.x} ${point.y} ${to.x} ${to.y}`
  })
  return `M${first.x} ${first.y}${curves.length > 0 ? curves.join('') : `L${last.x} ${last.y}`}`
}
