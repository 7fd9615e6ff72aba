import { useTranslation } from 'react-i18next'
import type { Frame } from '../../session/frame.js'
import { useMoment } from '../../shell/use-moment.js'
import { valueText } from './value-text.js'

/** Which moment this is about, and, where the engine refused, what it asked before. */
export function FrameHead({ frame }: { readonly frame: Frame }) {
  const { t } = useTranslation('verdicts')
  const { t: refusals } = useTranslation('refusals')
  const moment = useMoment()
  const { refusal, messages, trace } = frame
  const said = messages.find(({ author }) => author !== 'automation')
  return (
    <header className="verdicts-head">
      <h2>
        {said === undefined
          ? t(`command.${frame.type}`, { defaultValue: frame.type })
          : t('quote', { text: said.text })}
        <time className="tabular" dateTime={frame.at}>
          {moment(frame.at, 'seconds')}
        </time>
      </h2>
      {trace?.ruleSet == null || frame.chat === null ? null : (
        <p className="verdicts-about">
          {t('about', { chat: frame.chat, outcome: t(`outcome.${frame.outcome}`, { defaultValue: frame.outcome }) })}
        </p>
      )}
      {refusal === null ? null : (
        <div className="notice verdicts-refusal">
          <p>
            <code>{refusal.code}</code> {refusals(refusal.code, { message: refusal.message })}
          </p>
          {refusal.guards === undefined ? null : (
            <ul>
              {refusal.guards.map(({ guard, params, holds }) => (
                <li key={`${guard} ${valueText(params)}`} data-holds={holds}>
                  <span className="verdicts-truth" data-is={holds} aria-hidden="true">
                    {holds ? '✓' : '✗'}
                  </span>
                  <code>{guard}</code>
                  {params === undefined ? null : <code className="verdicts-value">{valueText(params)}</code>}
                  <span>{t(holds ? 'guard-holds' : 'guard-fails')}</span>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </header>
  )
}
