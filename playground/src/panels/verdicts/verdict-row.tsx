import { ChevronRight } from 'lucide-react'
import { GROUPS } from '../../session/survey.js'
import { RuleDetail } from './rule-detail.js'
import type { LookedAt } from './use-looked-at.js'
import type { useReason } from './use-reason.js'

export interface VerdictRowProps {
  readonly looked: LookedAt
  /** Index into the survey. */
  readonly row: number
  readonly reason: ReturnType<typeof useReason>
  readonly isOpen: boolean
  readonly onToggle: () => void
}

export function VerdictRow({ looked, row, reason, isOpen, onToggle }: VerdictRowProps) {
  const { survey, frame } = looked
  const at = survey.rule[row] ?? 0
  const id = survey.ids[at] ?? ''
  const name = survey.names[at] ?? ''
  const pass = frame?.trace?.passes[survey.pass[row] ?? 0]
  const verdict = pass?.verdicts.find(({ rule }) => rule === id)
  return (
    <div className="verdict" data-verdict={GROUPS[survey.group[row] ?? 0]} data-is-open={isOpen}>
      <button type="button" className="verdict-line" aria-expanded={isOpen} onClick={onToggle}>
        <ChevronRight aria-hidden="true" className="verdict-arrow" />
        <span className="verdict-name">
          <strong>{name === '' ? id : name}</strong>
          {name === '' ? null : <code>{id}</code>}
        </span>
        <span className="verdict-why">{reason(survey, row, verdict)}</span>
        {pass === undefined ? null : <span className="verdict-trigger">{pass.trigger}</span>}
      </button>
      {isOpen && pass !== undefined && frame !== null ? (
        <RuleDetail
          asker={looked.asker}
          frame={frame}
          pass={pass}
          rule={id}
          verdict={verdict ?? null}
          hasRules={looked.hasRules}
        />
      ) : null}
    </div>
  )
}
