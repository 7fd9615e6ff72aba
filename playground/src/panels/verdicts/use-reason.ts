import type { Verdict } from 'caseline/core'
import { useTranslation } from 'react-i18next'
import { NO_HELP, NOT_LOOKED, type Survey } from '../../session/survey.js'
import { factText, valueText } from './value-text.js'

/** Why a rule got its verdict, in one line. */
export function useReason(): (survey: Survey, row: number, verdict: Verdict | undefined) => string {
  const { t } = useTranslation('verdicts')
  const missingText = (survey: Survey, row: number): string => {
    const missing = survey.missing[row] ?? NOT_LOOKED
    if (missing === NOT_LOOKED) return ''
    if (missing === NO_HELP) return t('why.no-help')
    return t('why.missing', { count: missing, comparisons: survey.comparisons[row], held: survey.held[row] })
  }
  return (survey, row, verdict) => {
    if (verdict === undefined) return missingText(survey, row)
    switch (verdict.kind) {
      case 'matched':
        return verdict.actions.map((action) => `${action.do}: ${t(`action.${action.outcome.kind}`)}`).join(' · ')
      case 'failed': {
        const { fact, path, operator, expected, actual, missing } = verdict.finding
        const saw = missing ? t('why.nothing') : valueText(actual, 40)
        const finding = `${factText(fact, path)} ${operator} ${valueText(expected, 40)} ← ${saw}`
        const short = missingText(survey, row)
        return short === '' ? finding : `${short} · ${finding}`
      }
      case 'ruled-out':
        return t('why.channel', { channels: [verdict.finding.expected].flat().join(', ') })
      case 'disabled':
        return t('why.disabled')
      case 'withheld':
        return verdict.mark === undefined
          ? t(`by.${verdict.by}`)
          : `${t(`by.${verdict.by}`)} · ${t('why.mark', { mark: verdict.mark })}`
      case 'stopped':
        return typeof verdict.by === 'string' ? t(`stop.${verdict.by}`) : t('stop.rule', { rule: verdict.by.rule })
      case 'error':
        return verdict.message
      default:
        return verdict satisfies never
    }
  }
}
