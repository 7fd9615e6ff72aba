import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.js'
import { Dialog } from '../../design/dialog.js'
import type { PublishedRules, RuleVersionHead } from '../../session/desk-journal.js'
import { usePlayground } from '../../shell/playground-context.js'
import { useMoment } from '../../shell/use-moment.js'
import { useTell } from '../../shell/use-tell.js'
import { DeskFault } from '../../source/desk-fault.js'
import { textsOf } from '../../source/desk-rulings.js'
import type { AttachedSource } from '../../source/source.js'
import { FaultNotice } from './publish-dialog.js'

export interface VersionsDialogProps {
  readonly attached: AttachedSource
  readonly onClose: () => void
}

interface Page {
  readonly items: readonly RuleVersionHead[]
  readonly next: string | null
}

/** What was published, newest first: to be read in the editor, or to hold again. */
export function VersionsDialog({ attached, onClose }: VersionsDialogProps) {
  const { t } = useTranslation('desk')
  const { look, snapshot, view } = usePlayground()
  const tell = useTell()
  const moment = useMoment()
  const [heads, setHeads] = useState<readonly RuleVersionHead[] | null>(null)
  const [next, setNext] = useState<string | null>(null)
  const [fault, setFault] = useState<DeskFault | null>(null)
  const [asked, ask] = useState<number | null>(null)
  const { client } = attached

  const failed = (error: unknown) => {
    if (!(error instanceof DeskFault)) throw error
    setFault(error)
  }
  useEffect(() => {
    let isGone = false
    client.get<Page>('v1/rules/versions').then(
      (page) => {
        if (isGone) return
        setHeads(page.items)
        setNext(page.next)
      },
      (error: unknown) => (isGone || !(error instanceof DeskFault) ? undefined : setFault(error)),
    )
    return () => {
      isGone = true
    }
  }, [client])

  const more = async () => {
    try {
      const page = await client.get<Page>(`v1/rules/versions?cursor=${encodeURIComponent(next ?? '')}`)
      setHeads([...(heads ?? []), ...page.items])
      setNext(page.next)
    } catch (error) {
      failed(error)
    }
  }
  const read = async (number: number) => {
    try {
      const { sets } = await client.get<PublishedRules>(`v1/rules/versions/${number}`)
      look({ draft: textsOf(sets) })
      onClose()
    } catch (error) {
      failed(error)
    }
  }
  const rollBack = async (to: number) => {
    try {
      const { published } = await client.send<{ published: PublishedRules }>(
        'POST',
        'v1/rules/rollback',
        { to, author: view.agent, ifNumber: snapshot.desk?.rules ?? 0 },
        crypto.randomUUID(),
      )
      await attached.refreshRules()
      look({ draft: null })
      tell('done', 'desk:rolled-back', { to, number: published.number })
      onClose()
    } catch (error) {
      failed(error)
    }
  }
  return (
    <Dialog title={t('versions-title')} isOpen onClose={onClose}>
      <div className="dialog-body details-form">
        {fault === null ? null : <FaultNotice fault={fault} />}
        {heads?.length === 0 ? <p className="desk-hint">{t('no-versions')}</p> : null}
        {heads === null && fault === null ? <p className="desk-hint">{t('reading')}</p> : null}
        <ol className="versions">
          {(heads ?? []).map(({ number, author, note, at }) => {
            const isInForce = number === snapshot.desk?.rules
            return (
              <li key={number}>
                <span className="versions-what">
                  <b className="tabular">{number}</b> {note ?? t('no-note')}
                  <small>
                    {author ?? '—'} · {moment(at, 'full')}
                  </small>
                </span>
                {isInForce ? (
                  <span className="desk-hint">{t('holds')}</span>
                ) : asked === number ? (
                  <Button kind="main" onClick={() => void rollBack(number)}>
                    {t('roll-back-sure', { number })}
                  </Button>
                ) : (
                  <Button onClick={() => ask(number)}>{t('roll-back')}</Button>
                )}
                <Button kind="quiet" onClick={() => void read(number)}>
                  {t('to-editor')}
                </Button>
              </li>
            )
          })}
        </ol>
        {next === null ? null : <Button onClick={() => void more()}>{t('more')}</Button>}
      </div>
    </Dialog>
  )
}
