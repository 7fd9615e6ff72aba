import { PowerOff } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.js'
import { outlineOf } from '../../session/outline.js'
import { outlineDifference } from '../../session/outline-difference.js'
import type { Session } from '../../session/session.js'
import { withRuleOff } from '../../session/with-rule-off.js'
import { usePlayground } from '../../shell/playground-context.js'
import type { SessionSource } from '../../source/source.js'
import { DifferenceView } from './difference-view.js'
import type { Asker } from './open-asker.js'
import { useAnswer } from './use-answer.js'

export interface WithoutRuleProps {
  readonly asker: Asker | null
  readonly rule: string
}

/** Plays the whole session again without the rule and tells what comes out otherwise; it can then be kept so. */
export function WithoutRule({ asker, rule }: WithoutRuleProps) {
  const { t } = useTranslation('verdicts')
  const { source, snapshot, tape } = usePlayground()
  const [asked, setAsked] = useState<Session | null>(null)
  // A session that has changed since is another question.
  const session = asked === snapshot.session ? asked : null
  const question = useMemo(
    () => (session === null ? null : ({ ask: 'without', rule, session } as const)),
    [rule, session],
  )
  const answered = useAnswer(asker, question)
  const difference = useMemo(
    () => (answered.state === 'known' ? outlineDifference(outlineOf(tape), answered.answer) : null),
    [answered, tape],
  )
  if (source.kind !== 'session') return null
  if (session === null)
    return (
      <section>
        <Button icon={<PowerOff />} title={t('without.hint')} onClick={() => setAsked(snapshot.session)}>
          {t('without.ask')}
        </Button>
      </section>
    )
  return (
    <section className="without">
      <h4>{t('without.title')}</h4>
      {answered.state === 'waiting' ? (
        <p className="rule-soft" role="status">
          {t('without.running', { done: answered.done, total: session.acts.length })}
        </p>
      ) : null}
      {answered.state === 'failed' ? <p className="notice">{t('trouble', { message: answered.message })}</p> : null}
      {difference === null ? null : <DifferenceView difference={difference} />}
      <div className="without-buttons">
        {difference === null ? null : (
          <Button
            kind="main"
            title={t('without.apply-hint')}
            onClick={() => (source as SessionSource).change(withRuleOff(session, rule))}
          >
            {t('without.apply')}
          </Button>
        )}
        <Button onClick={() => setAsked(null)}>{t('without.drop')}</Button>
      </div>
    </section>
  )
}
