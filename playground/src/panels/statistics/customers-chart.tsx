import type { Statistics } from 'caseline/core'
import { useTranslation } from 'react-i18next'
import { BarList } from './bar-list.js'
import { ChartCard } from './chart-card.js'
import { SeriesKeys } from './series-keys.js'
import { showNumber } from './show-figure.js'

/** Customers of one list. */
const SHOWN = 7

export interface CustomersChartProps {
  /** By customer; `null`: not yet, or not at all. */
  readonly figures: Statistics | null
  /** Why there are none; a desk doesn't list more than 10,000. */
  readonly fault: string | null
  readonly total: Statistics['total']
  readonly nameOf: (customer: string, channel: string) => string
}

const begun = ({ started, reopened }: Statistics['total']['chats']) => started.total + reopened.total

/** Cases per customer: how they are spread, and who has the most. */
export function CustomersChart({ figures, fault, total, nameOf }: CustomersChartProps) {
  const { t, i18n } = useTranslation('statistics')
  const { perCustomer } = total.chats
  const show = (value: number | null) => showNumber(value, i18n.language)
  const most = [...(figures?.groups ?? [])]
    .filter(({ chats }) => begun(chats) > 0)
    .sort((one, other) => begun(other.chats) - begun(one.chats))
    .slice(0, SHOWN)
  const rows = most.map(({ key, chats }) => ({
    name: nameOf(key.customer ?? '', key.channel ?? ''),
    values: { chats: chats.started.total, reopened: chats.reopened.total },
  }))
  const series = [
    { id: 'chats', label: t('customers.chats'), colour: 'var(--state-active)' },
    { id: 'reopened', label: t('customers.reopened'), colour: 'var(--state-awaiting-split)' },
  ]
  return (
    <ChartCard
      title={t('customers.title')}
      hint={t('customers.hint', {
        count: perCustomer.count,
        mean: show(perCustomer.mean),
        median: show(perCustomer.median),
        p90: show(perCustomer.p90),
      })}
      nothing={
        perCustomer.count === 0
          ? t('nothing')
          : figures === null
            ? fault === null
              ? t('counting')
              : t('fault', { message: fault })
            : null
      }
      columns={[{ id: 'customer', label: t('customers.customer') }, ...series]}
      rows={rows.map(({ name, values }) => ({ name, cells: [show(values.chats), show(values.reopened)] }))}
    >
      <BarList title={t('customers.title')} rows={rows} series={series} show={show} />
      <SeriesKeys series={series} />
    </ChartCard>
  )
}
