import { MessageCircleReply, Timer } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ChatPlace } from '../../session/world.js'
import { showSpan } from '../../shell/moment.js'
import { usePlayground } from '../../shell/playground-context.js'
import { useMoment } from '../../shell/use-moment.js'
import { ChannelBadge } from './channel-badge.js'

export function ChatRow({ place: { view, thread } }: { readonly place: ChatPlace }) {
  const { t } = useTranslation('chats')
  const { chat, look, at, snapshot } = usePlayground()
  const moment = useMoment()
  const channel = snapshot.session.channels.find((one) => one.id === view.channel)
  const left = view.autoFinishAt === null ? null : showSpan(Date.parse(view.autoFinishAt) - Date.parse(at))
  return (
    <button
      type="button"
      className="chat-row"
      data-state-name={view.state}
      aria-current={chat?.view.number === view.number}
      onClick={() => look({ chat: view.number, message: null, pane: 'conversation' })}
    >
      <span className="chat-row-top">
        <ChannelBadge kind={channel?.kind ?? ''} name={channel?.name ?? view.channel} />
        <span className="chat-row-name">{thread.customer.name ?? thread.customer.id}</span>
        <span className="chat-row-number tabular">{t('number', { number: view.number })}</span>
        <span className="chat-row-side tabular">
          {left === null ? (
            moment(view.finishedAt ?? view.startedAt, 'time')
          ) : (
            <span className="chat-row-left" title={t('finishes-in', { span: left })}>
              <Timer aria-hidden="true" /> {left}
            </span>
          )}
        </span>
      </span>
      <span className="chat-row-line">
        <span className="chat-row-dot" aria-hidden="true" />
        <span className="visually-hidden">{t(`states:${view.state}`)}</span>
        <span className="chat-row-subject" data-own={!view.subjectIsDefault}>
          {view.subject ?? t('no-subject')}
        </span>
        {view.waitingSince === null ? null : (
          <span className="chat-row-waits" title={t('waiting')}>
            <MessageCircleReply aria-hidden="true" />
            <span className="visually-hidden">{t('waiting')}</span>
          </span>
        )}
      </span>
    </button>
  )
}
