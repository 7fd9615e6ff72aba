import type { Statistics } from 'caseline/core'
import { useTranslation } from 'react-i18next'
import { BarList } from './bar-list.js'
import { ChartCard } from './chart-card.js'
import { showNumber } from './show-figure.js'

const WHO = ['agent', 'timer', 'automation', 'split'] as const
const STATUSES = ['open', 'pending', 'closed'] as const
const COLOURS = {
  open: 'var(--state-finished-open)',
  pending: 'var(--state-finished-pending)',
  closed: 'var(--state-closed)',
} as const

/** What ended chats, and with what status. */
export function FinishingChart({ figures }: { readonly figures: Statistics }) {
  const { t, i18n } = useTranslation('statistics')
  const { finished } = figures.total.chats
  const show = (value: number) => showNumber(value, i18n.language)
  const byWho = WHO.map((one) => ({ name: t(`finishing.by.${one}`), values: { count: finished.by[one] } }))
  const byStatus = STATUSES.map((one) => ({
    name: t(`statuses:${one}`),
    values: { count: finished.byStatus[one] },
    colour: COLOURS[one],
  }))
  const title = t('finishing.title')
  const series = [{ id: 'count', label: t('finishing.count'), colour: 'var(--accent)' }]
  return (
    <ChartCard
      title={title}
      nothing={finished.total === 0 ? t('finishing.nothing') : null}
      columns={[
        { id: 'what', label: t('finishing.what') },
        { id: 'count', label: t('finishing.count') },
      ]}
      rows={[...byWho, ...byStatus].map(({ name, values }) => ({ name, cells: [show(values.count)] }))}
    >
      <h4>{t('finishing.who')}</h4>
      <BarList title={t('finishing.who')} rows={byWho} series={series} show={show} />
      <h4>{t('finishing.status')}</h4>
      <BarList title={t('finishing.status')} rows={byStatus} series={series} show={show} />
    </ChartCard>
  )
}
