import { Send } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.js'
import { Dialog } from '../../design/dialog.js'
import type { PublishedRules } from '../../session/desk-journal.js'
import type { DraftChanges } from '../../session/draft-changes.js'
import { usePlayground } from '../../shell/playground-context.js'
import { useTell } from '../../shell/use-tell.js'
import { DeskFault } from '../../source/desk-fault.js'
import type { AttachedSource } from '../../source/source.js'
import { ChangeList } from './change-list.js'

export interface PublishDialogProps {
  readonly attached: AttachedSource
  readonly changes: DraftChanges
  readonly onClose: () => void
}

/** What will change, who says so and why; then the draft is the desk's next version. */
export function PublishDialog({ attached, changes, onClose }: PublishDialogProps) {
  const { t } = useTranslation('desk')
  const { view, look, snapshot } = usePlayground()
  const tell = useTell()
  const [fault, setFault] = useState<DeskFault | null>(null)
  const [isSending, setSending] = useState(false)
  const publish = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const said = (name: string) => String(form.get(name) ?? '').trim()
    const note = said('note')
    setSending(true)
    try {
      const { published } = await attached.client.send<{ published: PublishedRules }>(
        'POST',
        'v1/rules/publish',
        {
          author: said('author'),
          ...(note === '' ? {} : { note }),
          // Somebody else's version that came meanwhile is not overwritten.
          ifNumber: snapshot.desk?.rules ?? 0,
          sets: changes.sets,
        },
        crypto.randomUUID(),
      )
      await attached.refreshRules()
      look({ draft: null })
      tell('done', 'desk:published', { number: published.number })
      onClose()
    } catch (error) {
      if (!(error instanceof DeskFault)) throw error
      setFault(error)
      if (error.code === 'conflict') await attached.refreshRules().catch(() => undefined)
    } finally {
      setSending(false)
    }
  }
  return (
    <Dialog title={t('publish-title')} isOpen onClose={onClose}>
      <form className="dialog-body details-form" onSubmit={(event) => void publish(event)}>
        <p className="desk-hint">{t('publish-hint')}</p>
        <ChangeList diff={changes.diff} />
        <label>
          {t('author')}
          <input className="field" name="author" required defaultValue={view.agent} autoComplete="off" />
        </label>
        <label>
          {t('note')}
          <input className="field" name="note" autoComplete="off" />
        </label>
        {fault === null ? null : <FaultNotice fault={fault} />}
        <Button kind="main" type="submit" icon={<Send />} disabled={isSending}>
          {t('publish-now')}
        </Button>
      </form>
    </Dialog>
  )
}

/** Why the desk would not; of faulty rules every finding. */
export function FaultNotice({ fault }: { readonly fault: DeskFault }) {
  const { t } = useTranslation('desk')
  return (
    <div className="notice" role="alert">
      <p>
        {fault.code === 'conflict'
          ? t('publish-conflict')
          : t(`fault.${fault.kind}`, { message: fault.message, url: '' })}
      </p>
      {fault.diagnostics.length === 0 ? null : (
        <ul>
          {fault.diagnostics.map(({ pointer, message, code }) => (
            <li key={`${pointer} ${code} ${message}`}>
              <code>{pointer}</code> {message}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
