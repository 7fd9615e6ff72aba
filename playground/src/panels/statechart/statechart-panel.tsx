import { useTranslation } from 'react-i18next'
import { StateBadge } from '../../design/state-badge.js'
import { usePlayground } from '../../shell/playground-context.js'
import './statechart.css'

/** Where the selected chat stands and what can be done from there. */
export function StatechartPanel() {
  const { t } = useTranslation('statechart')
  const { chat } = usePlayground()
  if (chat === null) return <p className="empty">{t('none')}</p>
  const { view } = chat
  return (
    <div className="statechart">
      <StateBadge state={view.state} />
      <h3>{t('can')}</h3>
      <ul>
        {view.actions.map((action) => (
          <li key={action}>{t(`actions:${action}`)}</li>
        ))}
      </ul>
    </div>
  )
}
