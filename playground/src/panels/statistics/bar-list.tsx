import { Bar, BarChart, LabelList, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { AXIS_TEXT, TIP } from './chart-style.js'

export interface BarSeries {
  readonly id: string
  readonly label: string
  /** A token: `var(--accent)`. */
  readonly colour: string
}

export interface BarRow {
  readonly name: string
  /** By series. */
  readonly values: { readonly [series: string]: number | null }
  /** In place of its series' colour. */
  readonly colour?: string
}

export interface BarListProps {
  readonly title: string
  readonly rows: readonly BarRow[]
  readonly series: readonly BarSeries[]
  readonly show: (value: number) => string
}

const ROW_PX = 26
const SECOND_PX = 12
/** Names take so much of a line; longer ones are wrapped. */
const NAME_PX = 124

/** Bars that lie, each with its name and its value. */
export function BarList({ title, rows, series, show }: BarListProps) {
  const data = rows.map(({ name, values, colour }) => ({
    name,
    ...values,
    ...(colour === undefined ? {} : { fill: colour }),
  }))
  return (
    <div style={{ height: rows.length * (ROW_PX + SECOND_PX * (series.length - 1)) + 6 }}>
      <ResponsiveContainer width="100%" height="100%">
        <BarChart
          accessibilityLayer
          title={title}
          layout="vertical"
          data={data}
          margin={{ top: 2, right: 62, bottom: 2, left: 0 }}
          barGap={1}
        >
          <XAxis type="number" hide domain={[0, 'dataMax']} />
          <YAxis type="category" dataKey="name" width={NAME_PX} tickLine={false} axisLine={false} tick={AXIS_TEXT} />
          <Tooltip {...TIP} separator=": " formatter={(value) => show(Number(value))} />
          {series.map(({ id, label, colour }) => (
            <Bar
              key={id}
              dataKey={id}
              name={label}
              fill={colour}
              radius={[0, 3, 3, 0]}
              maxBarSize={16}
              // Nothing has no bar, and without a bar it would have no label.
              minPointSize={1}
              isAnimationActive={false}
            >
              <LabelList
                dataKey={id}
                position="right"
                fill="var(--ink)"
                fontSize={12}
                formatter={(value) => (typeof value === 'number' ? show(value) : '')}
              />
            </Bar>
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  )
}
