import type { Trace } from 'caseline'
import { CornerDownRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'

export interface PassStripProps {
  readonly passes: Trace['passes']
  readonly pass: number | null
  readonly onChoose: (pass: number | null) => void
}

/** The triggers that rules were asked about, in order; those that rules themselves set off come behind an arrow. */
export function PassStrip({ passes, pass, onChoose }: PassStripProps) {
  const { t } = useTranslation('verdicts')
  if (passes.length < 2) return null
  return (
    <fieldset className="verdicts-passes">
      <legend className="visually-hidden">{t('passes')}</legend>
      {passes.map(({ trigger, isCascade, chat, counts }, index) => (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: a trace's passes never change, and a trigger may come twice
          key={`${trigger} ${index}`}
          type="button"
          className="verdicts-pass"
          aria-pressed={pass === index}
          title={t(isCascade ? 'pass-cascade' : 'pass-first', { chat })}
          onClick={() => onChoose(pass === index ? null : index)}
        >
          {isCascade ? <CornerDownRight aria-hidden="true" /> : null}
          {trigger}
          {(counts.matched ?? 0) === 0 ? null : <b className="tabular">{counts.matched}</b>}
        </button>
      ))}
    </fieldset>
  )
}
