import { useTranslation } from 'react-i18next'
import type { ScenarioStep } from '../../session/scenario-session.js'
import { usePlayground } from '../../shell/playground-context.js'
import { stepText } from './step-text.js'

export interface ScenarioStepsProps {
  readonly steps: readonly ScenarioStep[]
  /** It is the session that is shown, so its steps lead to their moments. */
  readonly isShown: boolean
}

/** A scenario step by step, each with the expectations that didn't hold. */
export function ScenarioSteps({ steps, isShown }: ScenarioStepsProps) {
  const { t } = useTranslation('scenarios')
  const { tape, seek, frame } = usePlayground()
  return (
    <ol className="scenario-steps">
      {steps.map(({ step, act, differences }, index) => {
        const { key, values } = stepText(step)
        const status =
          'finishes' in step && step.finishes !== undefined ? { status: t(`statuses:${step.finishes}`) } : {}
        const text = t(`step.${key}`, { ...values, ...status })
        const moment = act === null ? -1 : tape.frames.findLastIndex((one) => one.act === act)
        return (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: steps have no other name and don't move
            key={index}
            data-is-here={isShown && frame?.act === act}
            data-failed={differences.length > 0}
          >
            {isShown && moment >= 0 ? (
              <button type="button" onClick={() => seek(moment)}>
                {text}
              </button>
            ) : (
              <span>{text}</span>
            )}
            {isShown && act === null ? <small>{t('step-left-out')}</small> : null}
            {differences.map(({ pointer, message }) => (
              <p key={pointer} className="scenario-difference">
                <code>{pointer.replace(/^\/steps\/\d+\/expect\//u, '')}</code> {message}
              </p>
            ))}
          </li>
        )
      })}
    </ol>
  )
}
