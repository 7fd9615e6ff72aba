import type { Trace } from 'caseline'
import { useTranslation } from 'react-i18next'
import { GROUPS, groupSizes, type Survey } from '../../session/survey.js'

export interface GroupChipsProps {
  readonly survey: Survey
  readonly counts: Trace['counts']
  readonly pass: number | null
  readonly group: number | null
  /** Whether the survey has all rules; until then the trace's own counts are told. */
  readonly isWhole: boolean
  readonly onChoose: (group: number | null) => void
}

/** How many rules said what; pressed, a chip shows only those. */
export function GroupChips({ survey, counts, pass, group, isWhole, onChoose }: GroupChipsProps) {
  const { t, i18n } = useTranslation('verdicts')
  const sizes = groupSizes(survey, pass)
  const told = (at: number): number => {
    const name = GROUPS[at]
    return isWhole || pass !== null || name === undefined || name === 'almost' ? (sizes[at] ?? 0) : (counts[name] ?? 0)
  }
  return (
    <fieldset className="verdicts-chips">
      <legend className="visually-hidden">{t('groups')}</legend>
      {GROUPS.map((name, at) =>
        told(at) === 0 && group !== at ? null : (
          <button
            key={name}
            type="button"
            className="verdicts-chip"
            data-verdict={name}
            aria-pressed={group === at}
            onClick={() => onChoose(group === at ? null : at)}
          >
            <b className="tabular">{told(at).toLocaleString(i18n.language)}</b> {t(`kind.${name}`)}
          </button>
        ),
      )}
    </fieldset>
  )
}
