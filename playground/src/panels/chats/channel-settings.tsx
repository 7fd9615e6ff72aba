import { Settings2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '../../design/button.js'
import { Dialog } from '../../design/dialog.js'
import type { SessionChannel } from '../../session/session.js'
import { usePlayground } from '../../shell/playground-context.js'
import { useTell } from '../../shell/use-tell.js'
import { sessionSourceOf } from '../../source/source.js'

/** What an account does of itself: the endless chat, and what silence brings. Changing it plays the session again. */
export function ChannelSettings({ channel: id }: { readonly channel: string }) {
  const { t } = useTranslation('chats')
  const { snapshot, source } = usePlayground()
  const tell = useTell()
  const [isOpen, setOpen] = useState(false)
  const local = sessionSourceOf(source)
  const { session } = snapshot
  const channel = session.channels.find((one) => one.id === id)
  if (local === null || channel === undefined) return null
  const { autoFinish } = channel
  const take = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    // The dialog is drawn elsewhere, but its events rise to the composer around this button.
    event.stopPropagation()
    const next = channelFrom(channel, new FormData(event.currentTarget))
    setOpen(false)
    void local
      .change({ ...session, channels: session.channels.map((one) => (one.id === id ? next : one)) })
      .then(() => tell('done', 'chats:channel-changed', { name: channel.name ?? id }))
  }
  return (
    <>
      <IconButton
        label={t('channel-settings', { name: channel.name ?? id })}
        icon={<Settings2 />}
        onClick={() => setOpen(true)}
      />
      <Dialog
        title={t('channel-settings', { name: channel.name ?? id })}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
      >
        <form className="dialog-body details-form" onSubmit={take}>
          <label className="check">
            <input type="checkbox" name="endless" defaultChecked={channel.endless === true} />
            {t('endless')}
          </label>
          <label>
            {t('finish-after')}
            <input
              className="field"
              name="after"
              type="number"
              min="0"
              max="100000"
              step="any"
              defaultValue={minutesOf(
                autoFinish === null ? null : autoFinish?.after,
                channel.kind === 'email' ? 0 : 10,
              )}
            />
          </label>
          <label>
            {t('warn-before')}
            <input
              className="field"
              name="warnBefore"
              type="number"
              min="0"
              max="100000"
              step="any"
              defaultValue={minutesOf(autoFinish?.warnBefore, 1)}
            />
          </label>
          <label>
            {t('postpone-by')}
            <input
              className="field"
              name="postpone"
              type="number"
              min="0.1"
              max="100000"
              step="any"
              required
              defaultValue={minutesOf(autoFinish?.postpone, 5)}
            />
          </label>
          <p className="dialog-note">{t('channel-hint')}</p>
          <Button kind="main" type="submit">
            {t('channel-take')}
          </Button>
        </form>
      </Dialog>
    </>
  )
}

/** What the form says, over what the account had. */
export function channelFrom({ autoFinish: _, ...channel }: SessionChannel, form: FormData): SessionChannel {
  const spanOf = (name: string): string | null => {
    const minutes = Number(form.get(name) ?? 0)
    return minutes > 0 ? `PT${Math.round(minutes * 60)}S` : null
  }
  return {
    ...channel,
    endless: form.get('endless') !== null,
    autoFinish: {
      after: spanOf('after'),
      warnBefore: spanOf('warnBefore'),
      postpone: spanOf('postpone') ?? 'PT5M',
    },
  }
}

/** Of durations of hours, minutes and seconds; 0: switched off. */
function minutesOf(span: string | null | undefined, otherwise: number): number {
  if (span === undefined) return otherwise
  if (span === null) return 0
  const found = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/u.exec(span)
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = (found ?? []).slice(1).map((part) => Number(part ?? 0))
  return days * 1440 + hours * 60 + minutes + seconds / 60
}
