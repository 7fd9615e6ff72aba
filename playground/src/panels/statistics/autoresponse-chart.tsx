import type { Statistics } from 'caseline/core'
import { useTranslation } from 'react-i18next'
import { BarList } from './bar-list.js'
import { ChartCard } from './chart-card.js'
import { showNumber } from './show-figure.js'

/** What rules said, and why they were kept from saying more. */
export function AutoresponseChart({ figures }: { readonly figures: Statistics }) {
  const { t, i18n } = useTranslation('statistics')
  const { sent, withheld } = figures.total.autoresponses
  const show = (value: number) => showNumber(value, i18n.language)
  const rows = [
    { name: t('automation.sent'), values: { count: sent }, colour: 'var(--verdict-matched)' },
    ...Object.entries(withheld.by)
      .filter(([, count]) => count > 0)
      .map(([why, count]) => ({
        name: t(`automation.why.${why}`),
        values: { count },
        colour: 'var(--verdict-withheld)',
      })),
  ]
  const title = t('automation.title')
  return (
    <ChartCard
      title={title}
      hint={t('automation.hint', { count: withheld.total })}
      nothing={sent + withheld.total === 0 ? t('automation.nothing') : null}
      columns={[
        { id: 'what', label: t('automation.what') },
        { id: 'count', label: t('automation.count') },
      ]}
      rows={rows.map(({ name, values }) => ({ name, cells: [show(values.count)] }))}
    >
      <BarList
        title={title}
        rows={rows}
        series={[{ id: 'count', label: t('automation.count'), colour: 'var(--accent)' }]}
        show={show}
      />
    </ChartCard>
  )
}
