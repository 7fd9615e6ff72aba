import { LINE_HEIGHT, layoutOf, type PlacedEdge, type PlacedState, TITLE_HEIGHT } from './layout.js'
import type { Picture } from './picture.js'

/** One colour per state, told apart by the colour-blind as well (after Okabe and Ito); light and dark grounds. */
const COLOURS = ['#009e73', '#d98e00', '#0072b2', '#a65fa0', '#6b7280', '#8b7355', '#c4554d', '#4b8f9c']

const STYLE = `
  svg { color-scheme: light dark; --ground: #ffffff; --ink: #1f2328; --soft: #59636e; --line: #8b949e }
  @media (prefers-color-scheme: dark) { svg { --ground: #0d1117; --ink: #e6edf3; --soft: #9198a1; --line: #6e7681 } }
  .ground { fill: var(--ground) }
  text { font: 12px ui-sans-serif, system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif; fill: var(--ink) }
  .title { font-size: 15px; font-weight: 600 }
  .soft { fill: var(--soft) }
  .label { paint-order: stroke; stroke: var(--ground); stroke-width: 5px; stroke-linejoin: round }
  .edge { fill: none; stroke-width: 1.6 }
  .start { fill: var(--ink) }
  .box { fill: var(--ground); stroke-width: 2 }`

/** A picture that stands alone: no script, no fonts or styles from elsewhere; follows the reader's light or dark. */
export function svgOf(picture: Picture): string {
  const layout = layoutOf(picture)
  const colourOf = new Map(picture.states.map(({ name }, index) => [name, COLOURS[index % COLOURS.length] ?? '#666']))
  const notes = picture.everywhere.map((line) => `from every state: ${line}`)
  const height = layout.height + notes.length * LINE_HEIGHT + (notes.length === 0 ? 0 : 12)
  const width = Math.max(layout.width, ...notes.map((line) => line.length * 6.7 + 48))
  const describe = picture.edges.map(({ from, to, labels }) => `${from} to ${to}: ${labels.join(', ')}`).join('. ')
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc">`,
    `<title id="title">${escaped(`Statechart: ${picture.id}`)}</title>`,
    `<desc id="desc">${escaped(describe)}</desc>`,
    `<style>${STYLE}</style>`,
    `<defs>${[...new Set(colourOf.values()), 'var(--line)'].map(arrow).join('')}</defs>`,
    `<rect class="ground" width="${width}" height="${height}"/>`,
    ...layout.edges.map((edge) => edgeOf(edge, colourOf.get(edge.from) ?? 'var(--line)')),
    layout.start === null ? '' : `<circle class="start" cx="${layout.start.x + 8}" cy="${layout.start.y + 8}" r="7"/>`,
    ...layout.states.map((state) => stateOf(state, colourOf.get(state.state.name) ?? '#666')),
    // Labels last: no line runs through them.
    ...layout.edges.map(labelsOf),
    ...notes.map(
      (line, index) =>
        `<text class="soft" x="24" y="${layout.height + (index + 1) * LINE_HEIGHT - 4}">${escaped(line)}</text>`,
    ),
    '</svg>',
    '',
  ].join('\n')
}

function arrow(colour: string): string {
  return `<marker id="${markerOf(colour)}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path d="M0 0 10 5 0 10z" fill="${colour}"/></marker>`
}

function markerOf(colour: string): string {
  return `arrow-${colour.replace(/\W/gu, '')}`
}

function stateOf({ x, y, width, height, state, lines }: PlacedState, colour: string): string {
  const texts = lines.map((line, index) => {
    const style = line.startsWith('✕') || line.startsWith(' ') ? ' class="soft"' : ''
    return `<text${style} x="${round(x + 12)}" y="${round(y + TITLE_HEIGHT + 13 + index * LINE_HEIGHT)}">${escaped(line)}</text>`
  })
  return [
    `<g id="state-${state.name}">`,
    `<rect class="box" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="10" stroke="${colour}"/>`,
    `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${TITLE_HEIGHT}" rx="10" fill="${colour}" fill-opacity="0.18"/>`,
    `<text class="title" x="${round(x + 12)}" y="${round(y + 20)}">${escaped(state.name)}</text>`,
    ...texts,
    '</g>',
  ].join('')
}

function edgeOf({ points }: PlacedEdge, colour: string): string {
  return `<path class="edge" d="${smooth(points)}" stroke="${colour}" marker-end="url(#${markerOf(colour)})"/>`
}

function labelsOf({ labels, label }: PlacedEdge): string {
  const top = label.y - (labels.length * LINE_HEIGHT) / 2 + 13
  return labels
    .map(
      (text, index) =>
        `<text class="label" text-anchor="middle" x="${round(label.x)}" y="${round(top + index * LINE_HEIGHT)}">${escaped(text)}</text>`,
    )
    .join('')
}

/** A curve through all of dagre's points (Catmull and Rom's, as cubic Béziers), the labels' places among them. */
function smooth(points: PlacedEdge['points']): string {
  const [first, ...rest] = points
  if (first === undefined) return ''
  const curves = rest.map((to, index) => {
    const from = points[index] ?? to
    const before = points[index - 1] ?? from
    const after = points[index + 2] ?? to
    const c1 = { x: from.x + (to.x - before.x) / 12, y: from.y + (to.y - before.y) / 12 }
    const c2 = { x: to.x - (after.x - from.x) / 12, y: to.y - (after.y - from.y) / 12 }
    return `C${round(c1.x)} ${round(c1.y)} ${round(c2.x)} ${round(c2.y)} ${round(to.x)} ${round(to.y)}`
  })
  return `M${round(first.x)} ${round(first.y)}${curves.join('')}`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/gu, (sign) => `&#${sign.charCodeAt(0)};`)
}
