import { useTranslation } from 'react-i18next'
import type { Frame } from '../../session/frame.js'
import { useMoment } from '../../shell/use-moment.js'
import type { ActionTrace } from './action-trace.js'

export interface ActionLinesProps {
  readonly actions: readonly ActionTrace[]
  readonly frame: Frame
}

/** What the rule did, action by action, with the texts as they were sent. */
export function ActionLines({ actions, frame }: ActionLinesProps) {
  const { t } = useTranslation('verdicts')
  return (
    <section>
      <h4>{t('did')}</h4>
      <ol className="actions">
        {actions.map(({ index, do: name, outcome }) => (
          <li key={index} data-outcome={outcome.kind}>
            <code>{name}</code> <Outcome outcome={outcome} />
            <Text outcome={outcome} frame={frame} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Outcome({ outcome }: Pick<ActionTrace, 'outcome'>) {
  const { t } = useTranslation('verdicts')
  const moment = useMoment()
  const word = <b>{t(`action.${outcome.kind}`)}</b>
  switch (outcome.kind) {
    case 'done':
    case 'unchanged':
      return word
    case 'delayed':
      return (
        <>
          {word} <time dateTime={outcome.until}>{moment(outcome.until, 'short')}</time>
        </>
      )
    case 'withheld':
      return (
        <>
          {word} {t(`by.${outcome.by}`)}
          {outcome.mark === undefined ? null : <small>{t('why.mark', { mark: outcome.mark })}</small>}
        </>
      )
    case 'refused':
    case 'error':
      return (
        <>
          {word} <code>{outcome.code}</code> {outcome.message}
        </>
      )
    default:
      return outcome satisfies never
  }
}

function Text({ outcome, frame }: Pick<ActionTrace, 'outcome'> & { readonly frame: Frame }) {
  if (outcome.kind !== 'done') return null
  const effect = frame.effects.find(({ id }) => id === outcome.effect)
  const message = frame.messages.find(({ id }) => id === outcome.message)
  const text: unknown = message?.text ?? (effect === undefined ? undefined : Reflect.get(effect, 'text'))
  return typeof text === 'string' ? <blockquote>{text}</blockquote> : null
}
