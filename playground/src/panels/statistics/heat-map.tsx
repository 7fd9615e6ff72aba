import type { Statistics } from 'caseline/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ChartCard } from './chart-card.js'
import { showNumber, showWeekday } from './show-figure.js'

type Group = NonNullable<Statistics['groups']>[number]

const MEASURES = {
  customer: ({ messages }: Group) => messages.customer,
  started: ({ chats }: Group) => chats.started.total,
  agent: ({ messages }: Group) => messages.agent,
} as const
type Measure = keyof typeof MEASURES
const NAMES = ['customer', 'started', 'agent'] as const satisfies readonly Measure[]

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const
const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

/** When there is how much to do: a table whose cells are tinted, so that it can be read in both ways. */
export function HeatMap({ figures: { groups, zone } }: { readonly figures: Statistics }) {
  const { t, i18n } = useTranslation('statistics')
  const [measure, setMeasure] = useState<Measure>('customer')
  const values = new Map(
    (groups ?? []).map((group) => [`${group.key.weekday} ${group.key.hour}`, MEASURES[measure](group)]),
  )
  const valueAt = (weekday: number, hour: number) => values.get(`${weekday} ${hour}`) ?? 0
  const most = Math.max(0, ...values.values())
  const title = t('load.title')
  const hourText = (hour: number) => `${String(hour).padStart(2, '0')}:00`
  const weekday = (one: number) => showWeekday(one, i18n.language)
  return (
    <ChartCard
      title={title}
      hint={t('load.hint', { zone })}
      className="figure-tall"
      nothing={most === 0 ? t('nothing') : null}
      columns={[
        { id: 'hour', label: t('load.hour') },
        ...WEEKDAYS.map((one) => ({ id: String(one), label: weekday(one) })),
      ]}
      rows={HOURS.map((hour) => ({
        name: hourText(hour),
        cells: WEEKDAYS.map((one) => showNumber(valueAt(one, hour), i18n.language)),
      }))}
      choice={
        <select
          className="field"
          aria-label={t('load.measure')}
          value={measure}
          onChange={(event) => setMeasure(NAMES.find((one) => one === event.target.value) ?? 'customer')}
        >
          {NAMES.map((one) => (
            <option key={one} value={one}>
              {t(`load.by.${one}`)}
            </option>
          ))}
        </select>
      }
    >
      <table className="heat-map">
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <td />
            {WEEKDAYS.map((one) => (
              <th key={one} scope="col">
                {weekday(one)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {HOURS.map((hour) => (
            <tr key={hour}>
              <th scope="row" className="tabular">
                {hourText(hour)}
              </th>
              {WEEKDAYS.map((one) => {
                const value = valueAt(one, hour)
                return (
                  <td
                    key={one}
                    className="heat-cell tabular"
                    data-empty={value === 0}
                    style={{ ['--heat' as string]: most === 0 ? 0 : value / most }}
                  >
                    {value}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ChartCard>
  )
}
