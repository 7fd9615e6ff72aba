import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LIFECYCLE, nextWays, reopenedFrom } from '../../session/next-ways.js'
import { lifecycleWalk } from '../../session/walk.js'
import { usePlayground } from '../../shell/playground-context.js'
import { Chart } from './chart.js'
import { Walked } from './walked.js'
import { WaysList } from './ways-list.js'
import { WorkflowChartPart } from './workflow-chart-part.js'
import './statechart.css'

/** Where the selected chat stands in its lifecycle, how it came there, and where it can go. */
export function StatechartPanel() {
  const { t } = useTranslation('statechart')
  const { chat, tape, cursor, snapshot } = usePlayground()
  const [pointed, point] = useState<string | null>(null)
  const titleOf = useCallback((state: string) => t(`states:${state}`), [t])
  const moves = useMemo(
    () => (chat === null ? [] : lifecycleWalk(tape, chat.thread, chat.view.number, cursor)),
    [tape, chat, cursor],
  )
  if (chat === null) return <p className="empty">{t('none')}</p>
  const { view } = chat
  const channel = snapshot.session.channels.find(({ id }) => id === view.channel)
  const ways = nextWays({ view, channel, reopenedFrom: reopenedFrom(view, moves) })
  const open = new Set(
    ways.filter(({ hindrance }) => hindrance === null).map(({ way }) => `${view.state} ${way.to ?? view.state}`),
  )
  return (
    <div className="statechart">
      <section className="statechart-part" aria-label={t('lifecycle', { number: view.number })}>
        <Chart
          machine={LIFECYCLE}
          titleOf={titleOf}
          label={t('lifecycle-now', { number: view.number, state: titleOf(view.state) })}
          current={view.state}
          moves={moves}
          open={open}
          pointed={pointed}
          onPoint={point}
        />
        <Walked moves={moves} titleOf={titleOf} />
      </section>
      <WorkflowChartPart place={chat} />
      <section className="statechart-part">
        <WaysList ways={ways} state={view.state} pointed={pointed} onPoint={point} />
      </section>
    </div>
  )
}
