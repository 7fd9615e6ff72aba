import { History } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.js'
import { usePlayground } from '../../shell/playground-context.js'
import { attachedSourceOf } from '../../source/source.js'

/** The desk's journal goes further back than what is here. */
export function EarlierButton() {
  const { t } = useTranslation('desk')
  const { source, snapshot } = usePlayground()
  const attached = attachedSourceOf(source)
  const { desk } = snapshot
  if (attached === null || desk === undefined || !desk.hasEarlier) return null
  return (
    <Button kind="quiet" icon={<History />} disabled={desk.isReading} onClick={() => void attached.loadEarlier()}>
      {t(desk.isReading ? 'reading' : 'earlier')}
    </Button>
  )
}
