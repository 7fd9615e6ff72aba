import type { MachineWays } from 'caseline/core'
import { useMemo } from 'react'
import type { Move } from '../../session/walk.js'
import { chartLayout, lineThrough } from './chart-layout.js'

export interface ChartProps {
  readonly machine: MachineWays
  /** What stands in a state's box. */
  readonly titleOf: (state: string) => string
  /** Said by screen readers; the lists beside tell the same in words. */
  readonly label: string
  readonly current: string | null
  readonly moves: readonly Move[]
  /** Arrows that can be taken now, as `from to`. */
  readonly open: ReadonlySet<string>
  /** The arrow that is pointed at. */
  readonly pointed: string | null
  readonly onPoint?: (arrow: string | null) => void
}

/** A machine as a picture. States carry `data-state-name`: those of the lifecycle get their colours by it. */
export function Chart({ machine, titleOf, label, current, moves, open, pointed, onPoint }: ChartProps) {
  const { width, height, nodes, arrows } = useMemo(() => chartLayout(machine, titleOf), [machine, titleOf])
  const walked = new Map<string, number>()
  for (const { from, to } of moves) walked.set(`${from} ${to}`, (walked.get(`${from} ${to}`) ?? 0) + 1)
  const visited = new Set(moves.map(({ to }) => to))
  const last = moves.at(-1)
  const kindOf = (key: string) =>
    key === pointed
      ? 'pointed'
      : last !== undefined && key === `${last.from} ${last.to}`
        ? 'last'
        : walked.has(key)
          ? 'walked'
          : open.has(key)
            ? 'open'
            : 'idle'
  const ordered = [...arrows].sort(
    (one, other) => ORDER.indexOf(kindOf(keyOf(one))) - ORDER.indexOf(kindOf(keyOf(other))),
  )
  return (
    <svg className="chart" role="img" aria-label={label} viewBox={`0 0 ${width} ${height}`} style={{ maxWidth: width }}>
      <defs>
        <marker
          id="chart-head"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerUnits="userSpaceOnUse"
          markerWidth="9"
          markerHeight="9"
          orient="auto"
        >
          <path d="M0 0.8 7.5 4 0 7.2z" fill="context-stroke" />
        </marker>
      </defs>
      {ordered.map((arrow) => {
        const key = keyOf(arrow)
        const times = walked.get(key) ?? 0
        const middle = arrow.points[Math.floor(arrow.points.length / 2)]
        return (
          <g key={key} data-arrow={kindOf(key)} data-state-name={arrow.to}>
            <path className="chart-arrow" d={lineThrough(arrow.points)} markerEnd="url(#chart-head)" />
            {/* Wide and unseen, so that a thin line can be pointed at. */}
            <path
              className="chart-catch"
              d={lineThrough(arrow.points)}
              onPointerEnter={() => onPoint?.(key)}
              onPointerLeave={() => onPoint?.(null)}
            />
            {times > 1 && middle !== undefined ? (
              <text className="chart-times" x={middle.x} y={middle.y + 4}>
                ×{times}
              </text>
            ) : null}
          </g>
        )
      })}
      {nodes.map(({ name, x, y, width: wide, height: high }) => (
        <g
          key={name}
          className="chart-state"
          data-state-name={name}
          data-is-current={name === current}
          data-is-visited={visited.has(name)}
          transform={`translate(${x - wide / 2} ${y - high / 2})`}
        >
          <rect width={wide} height={high} rx="7" />
          <circle cx="15" cy={high / 2} r="3.5" />
          <text x="26" y={high / 2 + 4.5}>
            {titleOf(name)}
          </text>
        </g>
      ))}
    </svg>
  )
}

/** What lies over what. */
const ORDER = ['idle', 'open', 'walked', 'last', 'pointed']

function keyOf({ from, to }: { readonly from: string; readonly to: string }): string {
  return `${from} ${to}`
}
