import type { ChatStateName } from 'caseline'
import { useTranslation } from 'react-i18next'

/** A lifecycle state in its colour and its words. */
export function StateBadge({ state }: { readonly state: ChatStateName }) {
  const { t } = useTranslation('states')
  return (
    <span className="state-badge" data-state-name={state}>
      {t(state)}
    </span>
  )
}
