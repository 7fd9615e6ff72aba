import { Bot, Lightbulb, Repeat, SendHorizontal } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '../../design/button.js'
import { Menu } from '../../design/menu.js'
import { usePlayground } from '../../shell/playground-context.js'
import { ChannelSettings } from './channel-settings.js'
import { NewCustomer } from './new-customer.js'

const IDEAS = ['order', 'payment', 'complaint', 'address', 'thanks'] as const

/** Writes as any customer on any channel. */
export function CustomerComposer() {
  const { t } = useTranslation('chats')
  const { act, look, view, snapshot } = usePlayground()
  const { customers, channels, acts } = snapshot.session
  const [text, setText] = useState('')
  const [isRobot, setRobot] = useState(false)
  const { writer } = view
  const who = customers.find((one) => one.id === writer.customer)
  const name = who?.name ?? writer.customer
  const last = acts.findLastIndex((one) => one.type === 'customer')
  const send = (event?: FormEvent) => {
    event?.preventDefault()
    if (text.trim() === '') return
    void act({
      type: 'customer',
      ...writer,
      text: text.trim(),
      ...(isRobot ? { automated: true } : {}),
    }).then(() => look({ pane: 'conversation' }))
    setText('')
  }
  const again = () => {
    const before = acts[last]
    // The provider delivers twice: the same id again.
    if (before?.type === 'customer') void act({ ...before, id: before.id ?? `m${last + 1}` })
  }
  return (
    <form className="composer" aria-label={t('customers')} onSubmit={send}>
      <h2 className="composer-title">{t('customers')}</h2>
      {snapshot.desk === undefined ? null : <p className="composer-hint">{t('desk:customers-hint')}</p>}
      <div className="composer-who">
        <select
          className="field"
          aria-label={t('customer')}
          value={writer.customer}
          onChange={(event) => look({ writer: { ...writer, customer: event.target.value } })}
        >
          {customers.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name ?? one.id}
            </option>
          ))}
          {who === undefined && writer.customer !== '' ? (
            <option value={writer.customer}>{writer.customer}</option>
          ) : null}
        </select>
        <select
          className="field"
          aria-label={t('channel')}
          value={writer.channel}
          onChange={(event) => look({ writer: { ...writer, channel: event.target.value } })}
        >
          {channels.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name ?? one.id}
            </option>
          ))}
        </select>
      </div>
      <textarea
        className="field composer-text"
        rows={2}
        data-composer="customer"
        aria-label={t('text', { name })}
        placeholder={t('placeholder', { name })}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
          event.preventDefault()
          send()
        }}
      />
      <div className="composer-line">
        <Menu
          groups={[
            {
              id: 'ideas',
              label: t('ideas'),
              items: IDEAS.map((id) => ({ id, label: t(`idea.${id}`), onSelect: () => setText(t(`idea.${id}`)) })),
            },
          ]}
        >
          <IconButton label={t('ideas')} icon={<Lightbulb />} />
        </Menu>
        <IconButton
          label={t('robot')}
          icon={<Bot />}
          aria-pressed={isRobot}
          onClick={() => setRobot((before) => !before)}
        />
        <NewCustomer />
        <ChannelSettings channel={writer.channel} />
        <IconButton label={t('again')} icon={<Repeat />} disabled={last === -1} onClick={again} />
        <Button kind="main" type="submit" icon={<SendHorizontal />} className="composer-send">
          {t('send')}
        </Button>
      </div>
    </form>
  )
}
