import { CircleAlert, Info, TriangleAlert, Wand2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.js'
import type { Problem } from '../../session/draft-check.js'

const ICONS = { error: CircleAlert, warning: TriangleAlert, info: Info } as const

export interface ProblemListProps {
  /** `null` while they are looked for. */
  readonly problems: readonly Problem[] | null
  readonly onGo: (problem: Problem) => void
  readonly onFix: (problem: Problem) => void
  /** Left out where conversations can't be played. */
  readonly onShow?: (problem: Problem) => void
}

/** What the lint says of the draft: each with its place, a fix where there is one, and a conversation that shows it. */
export function ProblemList({ problems, onGo, onFix, onShow }: ProblemListProps) {
  const { t } = useTranslation('editor')
  if (problems === null) return <p className="problems-none">{t('checking')}</p>
  if (problems.length === 0) return <p className="problems-none">{t('no-problems')}</p>
  return (
    <ul className="problems" aria-label={t('problems', { count: problems.length })}>
      {problems.map((problem) => {
        const Icon = ICONS[problem.severity]
        const { witness } = problem
        return (
          <li
            key={`${problem.file} ${problem.pointer} ${problem.code} ${problem.message}`}
            data-severity={problem.severity}
          >
            <Icon aria-label={t(`severity.${problem.severity}`)} />
            <div className="problem">
              <button type="button" className="problem-message" onClick={() => onGo(problem)}>
                {problem.message}
              </button>
              {witness == null ? null : <p className="problem-story">{witness.story}</p>}
              <p className="problem-place">
                <code>{problem.code}</code> {problem.file}:{problem.line}:{problem.column}
              </p>
              {problem.fix === undefined ? null : (
                <Button kind="quiet" icon={<Wand2 />} onClick={() => onFix(problem)}>
                  {problem.fix.title}
                </Button>
              )}
              {witness == null || onShow === undefined ? null : (
                <Button kind="quiet" onClick={() => onShow(problem)}>
                  {t('show')}
                </Button>
              )}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
