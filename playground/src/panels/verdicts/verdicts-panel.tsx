import { useTranslation } from 'react-i18next'
import { usePlayground } from '../../shell/playground-context.js'
import './verdicts.css'

/** What each rule said to the selected message, or to what happened last. */
export function VerdictsPanel() {
  const { t } = useTranslation('verdicts')
  const { frame: atCursor, tape, view } = usePlayground()
  const chosen = view.message === null ? undefined : tape.frameOfMessage.get(view.message)
  const frame = chosen === undefined ? atCursor : tape.frames[chosen]
  const verdicts = frame?.trace?.passes.flatMap((pass) => pass.verdicts) ?? []
  if (verdicts.length === 0) return <p className="empty">{t('none')}</p>
  return (
    <ul className="verdicts">
      {verdicts.map((verdict, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a rule may be judged twice; verdicts of a frame never change
        <li key={`${verdict.rule} ${index}`} data-verdict={verdict.kind}>
          <strong>{verdict.rule}</strong> {t(`kind.${verdict.kind}`)}
        </li>
      ))}
    </ul>
  )
}
