import type { PassTrace, Verdict } from 'caseline/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Frame } from '../../session/frame.js'
import { ActionLines } from './action-lines.js'
import { ConditionTree } from './condition-tree.js'
import { FlipLine } from './flip-line.js'
import type { Asker } from './open-asker.js'
import { useAnswer } from './use-answer.js'
import { useDeskExplanation } from './use-desk-explanation.js'
import { WithoutRule } from './without-rule.js'

export interface RuleDetailProps {
  readonly asker: Asker | null
  readonly frame: Frame
  readonly pass: PassTrace
  readonly rule: string
  /** `null`: the trace only counted it. */
  readonly verdict: Verdict | null
  /** Whether the page has the rules that decided. */
  readonly hasRules: boolean
}

/** One rule at one moment: its condition with what it saw, what would flip it, what it did, and what if it were off. */
export function RuleDetail({ asker, frame, pass, rule, verdict, hasRules }: RuleDetailProps) {
  const { t } = useTranslation('verdicts')
  const { facts } = pass
  const question = useMemo(
    () => (facts === undefined || !hasRules ? null : ({ ask: 'explain', rule, facts } as const)),
    [rule, facts, hasRules],
  )
  const explained = useAnswer(asker, question)
  const actions = verdict !== null && 'actions' in verdict ? (verdict.actions ?? []) : []
  const own = explained.state === 'known' && hasRules ? explained.answer : null
  const isUnknown = !hasRules || question === null || (explained.state === 'known' && explained.answer === null)
  const told = useDeskExplanation(frame, frame.trace?.passes.indexOf(pass) ?? -1, rule, isUnknown)
  const explanation = own ?? told
  return (
    <div className="rule-detail" aria-busy={question !== null && hasRules && explained.state === 'waiting'}>
      {actions.length === 0 ? null : <ActionLines actions={actions} frame={frame} />}
      {explained.state === 'failed' ? <p className="notice">{t('trouble', { message: explained.message })}</p> : null}
      {isUnknown && told === null ? <p className="rule-soft">{t('unexplained')}</p> : null}
      {explanation === null ? null : explanation.tree === null ? (
        <p className="rule-soft">{t('always')}</p>
      ) : (
        <section>
          <h4>
            {t('condition')}
            <small className="rule-part">{t('held', { held: explanation.held, count: explanation.comparisons })}</small>
          </h4>
          {explanation.error === undefined ? null : <p className="notice">{explanation.error}</p>}
          <ConditionTree tree={explanation.tree} />
          {facts === undefined || own === null ? null : (
            <FlipLine asker={asker} frame={frame} rule={rule} facts={facts} />
          )}
        </section>
      )}
      <WithoutRule asker={asker} rule={rule} />
    </div>
  )
}
