import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.js'
import { usePlayground } from '../../shell/playground-context.js'
import type { Ask } from './ask.js'
import { paceOf, requestOf } from './asked-period.js'
import { AutoresponseChart } from './autoresponse-chart.js'
import { CustomersChart } from './customers-chart.js'
import { EndlessCard } from './endless-card.js'
import { FinishingChart } from './finishing-chart.js'
import { HeatMap } from './heat-map.js'
import { KeyFigures } from './key-figures.js'
import { ResponseChart } from './response-chart.js'
import { TimeChart } from './time-chart.js'
import { useFigures } from './use-figures.js'

export interface FiguresViewProps {
  readonly ask: Ask
  /** When what is counted began; `null`: nobody knows. */
  readonly began: string | null
  /** The moment that days are counted back from. */
  readonly at: string
  readonly zone: string
  /** Grows when everything is to be asked anew. */
  readonly round: number
}

/** All figures of a period: three questions, each grouped in another way. */
export function FiguresView({ ask, began, at, zone, round }: FiguresViewProps) {
  const { t } = useTranslation('statistics')
  const { view, snapshot, look } = usePlayground()
  const { counting } = view
  const request = requestOf(counting, zone, at)
  const { compare: _, ...plain } = request
  const pace = paceOf(counting, zone, began, at)
  const whole = useFigures(ask, { ...request, groupBy: 'weekday-hour' }, round)
  const paced = useFigures(ask, { ...plain, groupBy: pace.by }, round)
  const people = useFigures(ask, { ...plain, groupBy: 'customer' }, round)
  const { customers, channels } = snapshot.session
  const nameOf = (customer: string, channel: string) =>
    t('customers.name', {
      name: customers.find(({ id }) => id === customer)?.name ?? customer,
      channel: channels.find(({ id }) => id === channel)?.name ?? channel,
    })
  if (whole.fault !== null)
    return (
      <p className="notice" role="alert">
        {t('fault', { message: whole.fault })}
      </p>
    )
  if (whole.found === null) return <p className="empty">{t('counting')}</p>
  const { total, coverage } = whole.found
  if (coverage.chats === 0)
    return (
      <div className="empty">
        <p>{t(snapshot.desk === undefined ? 'empty.session' : 'empty.desk')}</p>
        <Button onClick={() => look({ pane: 'chats' })}>{t('empty.write')}</Button>
      </div>
    )
  return (
    <div className="figures" aria-busy={whole.isCounting || paced.isCounting || people.isCounting}>
      {coverage.prunedChats > 0 ? <p className="notice">{t('pruned', { count: coverage.prunedChats })}</p> : null}
      <KeyFigures figures={whole.found} />
      <EndlessCard figures={whole.found} />
      <CustomersChart figures={people.found} fault={people.fault} total={total} nameOf={nameOf} />
      {paced.found === null ? null : <TimeChart figures={paced.found} pace={pace} />}
      <HeatMap figures={whole.found} />
      <FinishingChart figures={whole.found} />
      <div className="figure-stack">
        <ResponseChart figures={whole.found} />
        <AutoresponseChart figures={whole.found} />
      </div>
    </div>
  )
}
