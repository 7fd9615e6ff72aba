import { useTranslation } from 'react-i18next'
import { usePlayground } from '../../shell/playground-context.js'
import './desk.css'

/** In the place of buttons that move a virtual clock. */
export function RealTime() {
  const { t } = useTranslation('desk')
  const { snapshot } = usePlayground()
  return (
    <p className="time-real">
      {t('real-time')}
      {snapshot.desk?.hasGap ? ` ${t('gap')}` : ''}
    </p>
  )
}
