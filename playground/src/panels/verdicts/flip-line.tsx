import type { PassFacts } from 'caseline/core'
import { FlaskConical } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.js'
import type { Frame } from '../../session/frame.js'
import { triedFlip } from '../../session/tried-flip.js'
import { usePlayground } from '../../shell/playground-context.js'
import type { SessionSource } from '../../source/source.js'
import type { Asker } from './open-asker.js'
import { useAnswer } from './use-answer.js'
import { factText, valueText } from './value-text.js'

export interface FlipLineProps {
  readonly asker: Asker | null
  readonly frame: Frame
  readonly rule: string
  readonly facts: PassFacts
}

/** The smallest change that would have flipped the rule, and a button that makes it. */
export function FlipLine({ asker, frame, rule, facts }: FlipLineProps) {
  const { t } = useTranslation('verdicts')
  const { source, snapshot, tape, look } = usePlayground()
  const question = useMemo(() => ({ ask: 'flip', rule, facts }) as const, [rule, facts])
  const asked = useAnswer(asker, question)
  if (asked.state === 'waiting') return <p className="rule-soft">{t('flip.looking')}</p>
  if (asked.state === 'failed') return <p className="notice">{t('trouble', { message: asked.message })}</p>
  const flip = asked.answer
  if (flip === null) return <p className="rule-soft">{t('flip.none')}</p>
  const tried = source.kind === 'session' ? triedFlip(snapshot.session, tape, frame.index, flip.changes) : null
  const attempt = async () => {
    if (tried === null) return
    look({ cursor: null, message: null })
    await (source as SessionSource).change(tried)
  }
  return (
    <div className="flip">
      <p>
        {t(`flip.${flip.to}`)}{' '}
        {flip.changes.map(({ fact, params, path, from, to }, index) => (
          <span key={`${fact} ${path}`}>
            {index === 0 ? '' : ` ${t('flip.and')} `}
            <code>{factText(fact, path, params)}</code> {t('flip.were')} <code>{valueText(to)}</code>{' '}
            <span className="rule-soft">
              {t('flip.instead')} <code>{valueText(from)}</code>
            </span>
          </span>
        ))}
        .
      </p>
      {tried === null && source.kind === 'attached' ? null : tried === null ? (
        <p className="rule-soft">{t('flip.cannot')}</p>
      ) : (
        <Button icon={<FlaskConical />} title={t('flip.try-hint')} onClick={attempt}>
          {t('flip.try')}
        </Button>
      )}
    </div>
  )
}
