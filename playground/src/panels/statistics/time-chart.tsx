import type { Statistics } from 'caseline/core'
import { useTranslation } from 'react-i18next'
import { Bar, CartesianGrid, ComposedChart, Legend, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { Pace } from './asked-period.js'
import { ChartCard } from './chart-card.js'
import { AXIS_TEXT, TIP } from './chart-style.js'
import { placesBetween } from './days.js'
import { showDuration, showNumber, showPlace } from './show-figure.js'

export interface TimeChartProps {
  readonly figures: Statistics
  readonly pace: Pace
}

const DRAWN = ['started', 'reopened', 'finished', 'response'] as const
const ORDER = new Map<unknown, number>(DRAWN.map((id, index) => [id, index]))
const MOST_PLACES = 400
/** Of the axis: where everybody is answered at once it still has a scale. */
const LEAST_TIME_MS = 60_000

/** Chats that began and ended, and how soon people were answered, day by day or month by month. */
export function TimeChart({ figures, pace }: TimeChartProps) {
  const { t, i18n } = useTranslation('statistics')
  const { language } = i18n
  const groups = new Map((figures.groups ?? []).map((group) => [group.key.day ?? group.key.month ?? '', group]))
  const keys = [...groups.keys()]
  const first = pace.first === null || (keys[0] ?? '') < pace.first ? (keys[0] ?? pace.last) : pace.first
  // Days without anything are drawn too, unless that would be mostly nothing.
  const places = placesBetween(pace.by, first, pace.last, MOST_PLACES) ?? keys
  const data = places.map((place) => {
    const group = groups.get(place)
    return {
      place: showPlace(place, language),
      started: group?.chats.started.total ?? 0,
      reopened: group?.chats.reopened.total ?? 0,
      finished: group?.chats.finished.total ?? 0,
      response: group?.firstResponse.median ?? null,
    }
  })
  const title = t(figures.groupBy === 'month' ? 'time.months' : 'time.days')
  return (
    <ChartCard
      title={title}
      className="figure-wide"
      nothing={groups.size === 0 ? t('nothing') : null}
      columns={[
        { id: 'place', label: t(figures.groupBy === 'month' ? 'time.month' : 'time.day') },
        ...DRAWN.map((id) => ({ id, label: t(`time.${id}`) })),
      ]}
      rows={data.map(({ place, started, reopened, finished, response }) => ({
        name: place,
        cells: [
          ...[started, reopened, finished].map((one) => showNumber(one, language)),
          showDuration(response, language),
        ],
      }))}
    >
      <div className="figure-time">
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart
            accessibilityLayer
            title={title}
            data={data}
            margin={{ top: 6, right: 0, bottom: 0, left: 0 }}
            barGap={1}
          >
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis dataKey="place" tick={AXIS_TEXT} tickLine={false} axisLine={{ stroke: 'var(--line-strong)' }} />
            <YAxis
              yAxisId="chats"
              width={48}
              allowDecimals={false}
              tick={AXIS_TEXT}
              tickLine={false}
              axisLine={false}
              tickFormatter={(value) => showNumber(Number(value), language)}
            />
            <YAxis
              yAxisId="time"
              orientation="right"
              domain={[0, (most: number) => Math.max(most, LEAST_TIME_MS)]}
              width={58}
              tick={AXIS_TEXT}
              tickLine={false}
              axisLine={false}
              tickFormatter={(value) => showDuration(Number(value), language)}
            />
            <Tooltip
              {...TIP}
              separator=": "
              itemSorter={({ dataKey }) => ORDER.get(dataKey) ?? 0}
              formatter={(value, _, item) =>
                item.dataKey === 'response'
                  ? showDuration(Number(value), language)
                  : showNumber(Number(value), language)
              }
            />
            <Legend
              iconSize={10}
              itemSorter={null}
              wrapperStyle={{ fontSize: 12 }}
              formatter={(text) => <span className="figure-key">{text}</span>}
            />
            <Bar
              yAxisId="chats"
              dataKey="started"
              name={t('time.started')}
              fill="var(--state-active)"
              stackId="begun"
              maxBarSize={22}
              isAnimationActive={false}
            />
            <Bar
              yAxisId="chats"
              dataKey="reopened"
              name={t('time.reopened')}
              fill="var(--state-awaiting-split)"
              stackId="begun"
              maxBarSize={22}
              isAnimationActive={false}
            />
            <Bar
              yAxisId="chats"
              dataKey="finished"
              name={t('time.finished')}
              fill="var(--state-closed)"
              maxBarSize={22}
              isAnimationActive={false}
            />
            <Line
              yAxisId="time"
              dataKey="response"
              name={t('time.response')}
              stroke="var(--accent)"
              strokeWidth={2}
              dot={{ r: 2.5, fill: 'var(--accent)' }}
              connectNulls
              isAnimationActive={false}
            />
          </ComposedChart>
        </ResponsiveContainer>
      </div>
    </ChartCard>
  )
}
