import type { Statistics } from 'caseline/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BarList } from './bar-list.js'
import { ChartCard } from './chart-card.js'
import { SeriesKeys } from './series-keys.js'
import { showDuration } from './show-figure.js'

const DURATIONS = ['firstResponse', 'reply', 'waiting', 'timeToFinish'] as const
const PARTS = ['median', 'mean', 'p90', 'max'] as const

/** How long things took: by the clock, and in the open hours of a schedule. */
export function ResponseChart({ figures }: { readonly figures: Statistics }) {
  const { t, i18n } = useTranslation('statistics')
  const [what, setWhat] = useState<(typeof DURATIONS)[number]>('firstResponse')
  const { total, schedule } = figures
  const clock = total[what]
  const open = total.businessHours?.[what] ?? null
  const series = [
    { id: 'clock', label: t('times.clock'), colour: 'var(--accent)' },
    ...(schedule === null
      ? []
      : [{ id: 'open', label: t('times.open', { name: schedule.name }), colour: 'var(--state-active)' }]),
  ]
  const show = (value: number | null) => showDuration(value, i18n.language)
  const title = t('times.title')
  return (
    <ChartCard
      title={title}
      hint={t(`times.hint.${what}`, { count: clock.count })}
      nothing={clock.count === 0 ? t('times.nothing') : null}
      columns={[{ id: 'part', label: t('times.part') }, ...series]}
      rows={PARTS.map((part) => ({
        name: t(`times.${part}`),
        cells: [show(clock[part]), ...(open === null ? [] : [show(open[part])])],
      }))}
      choice={
        <select
          className="field"
          aria-label={t('times.what')}
          value={what}
          onChange={(event) => setWhat(DURATIONS.find((one) => one === event.target.value) ?? 'firstResponse')}
        >
          {DURATIONS.map((one) => (
            <option key={one} value={one}>
              {t(`durations.${one}`)}
            </option>
          ))}
        </select>
      }
    >
      <BarList
        title={t(`durations.${what}`)}
        series={series}
        show={show}
        rows={PARTS.map((part) => ({
          name: t(`times.${part}`),
          values: { clock: clock[part], ...(open === null ? {} : { open: open[part] }) },
        }))}
      />
      <SeriesKeys series={series} />
    </ChartCard>
  )
}
