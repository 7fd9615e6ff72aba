// Where everything goes: dagre places states and the labels of edges, in pixels from the top left.
import dagre from '@dagrejs/dagre'
import type { Picture, PictureState } from './picture.js'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface PlacedState extends Box {
  readonly state: PictureState
  readonly lines: readonly string[]
}

export interface PlacedEdge {
  readonly from: string
  readonly to: string
  readonly labels: readonly string[]
  readonly points: readonly { readonly x: number; readonly y: number }[]
  readonly label: { readonly x: number; readonly y: number }
}

export interface Layout {
  readonly width: number
  readonly height: number
  readonly states: readonly PlacedState[]
  readonly edges: readonly PlacedEdge[]
  readonly start: Box | null
}

export const LINE_HEIGHT = 17
export const TITLE_HEIGHT = 30
/** Widths of the widest letters of the usual fonts at 12 and 15 pixels: too wide is better than cut off. */
const LETTER = 6.7
const TITLE_LETTER = 9
const PADDING = 12
const MARGIN = 24
/** Letters of the longest line in a box. */
const LONGEST = 40
const START = ' start'

export function layoutOf(picture: Picture): Layout {
  const graph = new dagre.graphlib.Graph({ multigraph: true })
  graph.setGraph({
    rankdir: 'TB',
    ranker: 'longest-path',
    nodesep: 24,
    ranksep: 40,
    edgesep: 14,
    marginx: 2 * MARGIN,
    marginy: MARGIN,
  })
  graph.setDefaultEdgeLabel(() => ({}))
  const lines = new Map<string, readonly string[]>()
  const sizes = new Map<string, { readonly width: number; readonly height: number }>()
  const isAlone = ({ name }: PictureState) => !picture.edges.some(({ from, to }) => from === name || to === name)
  for (const state of picture.states) {
    const inside = insideOf(state)
    lines.set(state.name, inside)
    const wide = Math.max(state.name.length * TITLE_LETTER, ...inside.map((line) => line.length * LETTER))
    const height = TITLE_HEIGHT + inside.length * LINE_HEIGHT + (inside.length === 0 ? 6 : PADDING)
    const size = { width: Math.max(110, wide + 2 * PADDING), height }
    sizes.set(state.name, size)
    if (!isAlone(state)) graph.setNode(state.name, { ...size })
  }
  if (picture.initial !== null) {
    graph.setNode(START, { width: 16, height: 16 })
    graph.setEdge(START, picture.initial, { width: 0, height: 0 }, 'start')
  }
  for (const { from, to, labels } of picture.edges) {
    const width = Math.max(...labels.map((label) => label.length)) * LETTER + 8
    graph.setEdge(from, to, { width, height: labels.length * LINE_HEIGHT + 4, labelpos: 'c' }, `${from} ${to}`)
  }
  dagre.layout(graph)
  const box = (name: string): Box => {
    const { x, y, width, height } = graph.node(name)
    return { x: x - width / 2, y: y - height / 2, width, height }
  }
  const start = picture.initial === null ? [] : [{ from: START, to: picture.initial, labels: [] }]
  const size = graph.graph()
  // States that no arrow touches stand below, out of the way of the arrows.
  let left = MARGIN
  let height = Math.ceil(size.height ?? 0)
  const below = height
  const states = picture.states.map((state) => {
    const own = sizes.get(state.name) ?? { width: 0, height: 0 }
    const placed = isAlone(state) ? { x: left, y: below, ...own } : box(state.name)
    if (isAlone(state)) {
      left += own.width + MARGIN
      height = Math.max(height, below + own.height + MARGIN)
    }
    return { ...placed, state, lines: lines.get(state.name) ?? [] }
  })
  return {
    width: Math.ceil(size.width ?? 0),
    height,
    states,
    edges: [...start, ...picture.edges].map(({ from, to, labels }) => {
      const edge = graph.edge(from, to, from === START ? 'start' : `${from} ${to}`)
      return { from, to, labels, points: edge.points, label: { x: edge.x ?? 0, y: edge.y ?? 0 } }
    }),
    start: picture.initial === null ? null : box(START),
  }
}

function insideOf(state: PictureState): string[] {
  return [...state.stays, ...state.refuses.flatMap(({ code, events }) => wrap(`✕ ${code}: ${events.join(', ')}`))]
}

function wrap(text: string): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length > LONGEST) {
      lines.push(line)
      line = '   '
    }
    line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}
