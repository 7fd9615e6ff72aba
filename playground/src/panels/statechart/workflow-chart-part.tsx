import { AlarmClock } from 'lucide-react'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.js'
import { rulesAt } from '../../session/rules-at.js'
import { workflowWalk } from '../../session/walk.js'
import { workflowChart } from '../../session/workflow-chart.js'
import type { ChatPlace } from '../../session/world.js'
import { showMoment, showSpan } from '../../shell/moment.js'
import { usePlayground } from '../../shell/playground-context.js'
import { useTimeJumps } from '../clock/time-jumps.js'
import { Chart } from './chart.js'
import { StepLog } from './step-log.js'

/** The workflow that runs in the chat, or ran last: its chart and where it stands. */
export function WorkflowChartPart({ place }: { readonly place: ChatPlace }) {
  const { t, i18n } = useTranslation('statechart')
  const { tape, cursor, snapshot, at, source } = usePlayground()
  const { to } = useTimeJumps()
  const walk = useMemo(() => workflowWalk(tape, place.thread, place.view.number, cursor), [tape, place, cursor])
  const rules = rulesAt(snapshot.session, tape, cursor)
  const workflow = walk?.workflow ?? null
  const machine = useMemo(() => (workflow === null ? null : workflowChart(rules, workflow)), [rules, workflow])
  const titleOf = useCallback((step: string) => step, [])
  if (walk === null) return null
  const { stands, until, moves, log } = walk
  const isDue = until !== null && until > at
  return (
    <section className="statechart-part">
      <h2 className="ways-title">{t('workflow', { workflow })}</h2>
      <p className="statechart-where">
        {stands === null
          ? t('workflow-over')
          : t(until === null ? 'workflow-waits' : 'workflow-waits-until', {
              step: stands,
              until: until === null ? '' : showMoment(until, 'short', snapshot.session.zone, i18n.language),
            })}
        {isDue && source.kind === 'session' ? (
          <Button kind="quiet" icon={<AlarmClock />} onClick={() => void to(until)}>
            {t('workflow-until', { left: showSpan(Date.parse(until) - Date.parse(at)) })}
          </Button>
        ) : null}
      </p>
      {machine === null ? null : (
        <Chart
          machine={machine}
          titleOf={titleOf}
          label={t('workflow', { workflow })}
          current={stands}
          moves={moves}
          open={NOTHING}
          pointed={null}
        />
      )}
      <StepLog log={log} thread={place.thread.key} />
    </section>
  )
}

const NOTHING: ReadonlySet<string> = new Set()
