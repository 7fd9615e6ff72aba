import { CheckCheck, Timer, TimerReset, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.js'
import { Menu } from '../../design/menu.js'
import { StateBadge } from '../../design/state-badge.js'
import type { ChatPlace } from '../../session/world.js'
import { showSpan } from '../../shell/moment.js'
import { usePlayground } from '../../shell/playground-context.js'
import { ChannelBadge } from '../chats/channel-badge.js'
import { ChatDetails } from './chat-details.js'
import { DetailsButton } from './details-button.js'
import { SubjectField } from './subject-field.js'
import { useAgentActions } from './use-agent-actions.js'

const STATUSES = ['open', 'pending', 'closed'] as const

export function ChatHead({ place: { view, thread } }: { readonly place: ChatPlace }) {
  const { t } = useTranslation('conversation')
  const { at, look, snapshot } = usePlayground()
  const { can, postpone, setStatus, unmerge } = useAgentActions()
  const channel = snapshot.session.channels.find((one) => one.id === view.channel)
  const left = view.autoFinishAt === null ? null : Date.parse(view.autoFinishAt) - Date.parse(at)
  return (
    <header className="chat-head">
      <div className="chat-head-who">
        <ChannelBadge kind={channel?.kind ?? ''} name={channel?.name ?? view.channel} />
        <strong>{thread.customer.name ?? thread.customer.id}</strong>
        <span className="chat-head-number tabular">{t('chat', { number: view.number })}</span>
        <StateBadge state={view.state} />
      </div>
      <div className="chat-head-acts">
        {left === null ? null : (
          <span
            className="chat-head-left"
            data-is-soon={left <= 60_000}
            title={t('finishes-in', { span: showSpan(left) })}
          >
            <Timer aria-hidden="true" />
            <span className="visually-hidden">{t('finishes-in', { span: '' })}</span>
            <span className="tabular">{showSpan(left)}</span>
          </span>
        )}
        {can('postpone') ? (
          <Button kind="quiet" icon={<TimerReset />} onClick={postpone}>
            {t('postpone')}
          </Button>
        ) : null}
        <DetailsButton key={view.number} view={view} />
        {can('unmerge') ? (
          <Button kind="quiet" icon={<Undo2 />} onClick={unmerge}>
            {t('unmerge')}
          </Button>
        ) : null}
        {can('set-status') ? (
          <Menu
            groups={[
              {
                id: 'status',
                label: t('set-status'),
                items: STATUSES.filter((status) => status !== view.status).map((status) => ({
                  id: status,
                  label: t(`statuses:${status}`),
                  isDisabled: status === 'closed' && channel?.endless === true,
                  onSelect: () => setStatus(status),
                })),
              },
            ]}
          >
            <Button>{t('set-status')}</Button>
          </Menu>
        ) : null}
        {can('finish') ? (
          <Button icon={<CheckCheck />} onClick={() => look({ overlay: 'finish' })}>
            {t('finish')}
          </Button>
        ) : null}
      </div>
      <SubjectField key={view.number} view={view} />
      <ChatDetails view={view} />
    </header>
  )
}
