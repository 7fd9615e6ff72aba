import type { StepTrace } from 'caseline/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkflowMoment } from '../../session/walk.js'
import { showMoment } from '../../shell/moment.js'
import { usePlayground } from '../../shell/playground-context.js'

export interface StepLogProps {
  readonly log: readonly WorkflowMoment[]
  /** Key of the thread whose messages the steps wrote. */
  readonly thread: string
}

/** What a workflow did, moment by moment and step by step; each moment leads back to it. */
export function StepLog({ log, thread }: StepLogProps) {
  const { t, i18n } = useTranslation('statechart')
  const { seek, cursor, snapshot, tape } = usePlayground()
  const texts = useMemo(
    () => new Map((tape.tracks.get(thread)?.written ?? []).map(({ message }) => [message.id, message.text])),
    [tape, thread],
  )
  return (
    <>
      <h3 className="ways-title">{t('log')}</h3>
      <ol className="step-log" aria-label={t('log')}>
        {log.map(({ frame, at, trace }) => (
          <li key={frame} data-is-here={frame === cursor}>
            <button
              type="button"
              className="step-moment"
              aria-current={frame === cursor ? 'step' : undefined}
              onClick={() => seek(frame)}
            >
              <time dateTime={at} className="tabular">
                {showMoment(at, 'time', snapshot.session.zone, i18n.language)}
              </time>
              <span>{t(`log-because.${trace.because.kind}`)}</span>
              {trace.because.kind === 'started' && trace.because.rule !== undefined ? (
                <small>{t('log-rule', { rule: trace.because.rule })}</small>
              ) : null}
            </button>
            <ol>
              {trace.steps.map((step, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: one command may come to a step twice, and its steps never change
                <Step key={index} step={step} texts={texts} />
              ))}
            </ol>
            {trace.now.state === 'waiting' ? null : (
              <p className="step-end">
                {t(`log-now.${trace.now.state}`)}
                {'reason' in trace.now && trace.now.reason !== undefined ? <code>{trace.now.reason}</code> : null}
              </p>
            )}
          </li>
        ))}
      </ol>
    </>
  )
}

function Step({ step, texts }: { readonly step: StepTrace; readonly texts: ReadonlyMap<string, string> }) {
  const { t } = useTranslation('statechart')
  const { step: name, event, to, message, withheld, answer, actions, problem } = step
  const said = message === undefined ? undefined : texts.get(message)
  return (
    <li className="step">
      <code>{name}</code> <span className="step-event">{EVENTS.has(event) ? t(`log-event.${event}`) : event}</span>
      {to === null ? null : (
        <>
          {' → '}
          <code>{to}</code>
        </>
      )}
      {said === undefined ? null : <q className="step-said">{said}</q>}
      {answer === undefined ? null : <small>{t('log-answer', { answer: shown(answer) })}</small>}
      {withheld === undefined ? null : <small>{t('log-withheld', { by: t(`verdicts:by.${withheld}`) })}</small>}
      {problem === undefined ? null : <small className="step-problem">{problem}</small>}
      {(actions ?? []).map(({ index, do: action, outcome }) => (
        <small key={index}>
          <code>{action}</code> {t(`verdicts:action.${outcome.kind}`)}
        </small>
      ))}
    </li>
  )
}

/** Those that have words; a choice or a case says itself. */
const EVENTS = new Set([
  'waits',
  'ends',
  'next',
  'answered',
  'timeout',
  'gave up',
  'due',
  'customer wrote',
  'returned',
  'failed',
  'interrupted',
  'otherwise',
  'else',
  'unknown',
  'hands over',
  'run',
  'cancelled',
])

function shown(answer: unknown): string {
  return typeof answer === 'string' ? answer : JSON.stringify(answer)
}
