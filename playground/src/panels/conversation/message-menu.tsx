import type { Message } from 'caseline'
import { EllipsisVertical, Pencil, Split, Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BareIconButton, Button } from '../../design/button.js'
import { Dialog } from '../../design/dialog.js'
import { Menu } from '../../design/menu.js'
import { usePlayground } from '../../shell/playground-context.js'
import { useAgentActions } from './use-agent-actions.js'

export interface MessageMenuProps {
  readonly message: Message
  readonly channel: string
}

/** What the customer can do with a message of his, and for letters the split that begins with one. Made when it is asked for. */
export function MessageMenu({ message, channel }: MessageMenuProps) {
  const { t } = useTranslation('conversation')
  const [isAsked, setAsked] = useState(false)
  if (message.author !== 'customer' || message.deleted === true) return null
  if (isAsked) return <AskedMenu message={message} channel={channel} />
  return (
    <BareIconButton
      className="bubble-act"
      label={t('more')}
      icon={<EllipsisVertical />}
      aria-haspopup="menu"
      onClick={() => setAsked(true)}
    />
  )
}

function AskedMenu({ message, channel }: MessageMenuProps) {
  const { t } = useTranslation('conversation')
  const { act, snapshot } = usePlayground()
  const { can, split } = useAgentActions()
  const [draft, setDraft] = useState<string | null>(null)
  const isLetter = snapshot.session.channels.find((one) => one.id === channel)?.kind === 'email'
  const keep = (event: FormEvent) => {
    event.preventDefault()
    setDraft(null)
    if (draft !== null && draft.trim() !== '' && draft !== message.text)
      void act({ type: 'edit', message: message.id, channel, text: draft })
  }
  return (
    <>
      <Menu
        isOpenAtFirst
        groups={[
          {
            id: 'customer',
            items: [
              { id: 'edit', label: t('customer-edits'), icon: <Pencil />, onSelect: () => setDraft(message.text) },
              {
                id: 'delete',
                label: t('customer-deletes'),
                icon: <Trash2 />,
                onSelect: () => void act({ type: 'edit', message: message.id, channel, text: null }),
              },
            ],
          },
          ...(isLetter && can('split')
            ? [
                {
                  id: 'agent',
                  items: [{ id: 'split', label: t('split-from'), icon: <Split />, onSelect: () => split(message.id) }],
                },
              ]
            : []),
        ]}
      >
        <BareIconButton className="bubble-act" label={t('more')} icon={<EllipsisVertical />} />
      </Menu>
      <Dialog title={t('customer-edits')} isOpen={draft !== null} onClose={() => setDraft(null)}>
        <form className="dialog-body details-form" onSubmit={keep}>
          <textarea
            className="field composer-text"
            aria-label={t('customer-edits')}
            rows={3}
            value={draft ?? ''}
            onChange={(event) => setDraft(event.target.value)}
          />
          <Button kind="main" type="submit">
            {t('keep')}
          </Button>
        </form>
      </Dialog>
    </>
  )
}
