import { History, Send } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.js'
import { draftChanges } from '../../session/draft-changes.js'
import { usePlayground } from '../../shell/playground-context.js'
import { attachedSourceOf } from '../../source/source.js'
import { PublishDialog } from './publish-dialog.js'
import { VersionsDialog } from './versions-dialog.js'
import './desk.css'

/** Above the editor, where a desk is shown: what is in force there, and how a draft takes its place. */
export function Publishing() {
  const { t } = useTranslation('desk')
  const { source, snapshot, view } = usePlayground()
  const [shown, show] = useState<'publish' | 'versions' | null>(null)
  const { draft } = view
  const inForce = snapshot.session.rules
  const changes = useMemo(() => (draft === null ? null : draftChanges(inForce, draft)), [inForce, draft])
  const attached = attachedSourceOf(source)
  const { desk } = snapshot
  if (attached === null || desk === undefined) return null
  return (
    <section className="publishing" aria-label={t('rules-of-desk')}>
      <div className="publishing-line">
        <p>{desk.rules === 0 ? t('in-force-configured') : t('in-force', { number: desk.rules })}</p>
        <Button icon={<History />} onClick={() => show('versions')}>
          {t('versions')}
        </Button>
        <Button
          kind="main"
          icon={<Send />}
          disabled={changes === null || changes.isFaulty || changes.isSame}
          onClick={() => show('publish')}
        >
          {t('publish')}
        </Button>
      </div>
      {changes === null || changes.isFaulty || changes.isSame || shown !== 'publish' ? null : (
        <PublishDialog attached={attached} changes={changes} onClose={() => show(null)} />
      )}
      {shown === 'versions' ? <VersionsDialog attached={attached} onClose={() => show(null)} /> : null}
    </section>
  )
}
