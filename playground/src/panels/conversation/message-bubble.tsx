import { ScanSearch } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { BareIconButton } from '../../design/button.js'
import type { TimelineItem } from '../../session/timeline.js'
import { usePlayground } from '../../shell/playground-context.js'
import { useMoment } from '../../shell/use-moment.js'
import { MessageMenu } from './message-menu.js'

export interface MessageBubbleProps {
  readonly item: Extract<TimelineItem, { kind: 'message' }>
  readonly isPrevious: boolean
  readonly name: string
}

export function MessageBubble({ item: { message }, isPrevious, name }: MessageBubbleProps) {
  const { t } = useTranslation('conversation')
  const { look, view, chat } = usePlayground()
  const channel = chat?.view.channel ?? ''
  const moment = useMoment()
  const byOf = (source: string) =>
    source.startsWith('workflow:')
      ? t('by-workflow', { workflow: source.slice('workflow:'.length) })
      : t('by-rule', { rule: source })
  const { author, kind, rule, agent, id, text } = message
  const who = author === 'customer' ? name : author === 'agent' ? agent : byOf(rule ?? '')
  return (
    <article
      className="bubble"
      data-author={author}
      data-kind={kind}
      data-is-previous={isPrevious}
      data-is-selected={view.message === id}
    >
      <header className="bubble-head">
        <span className="bubble-who">{kind === 'note' ? `${t('note')} · ${who}` : who}</span>
        <time className="tabular" dateTime={message.at} title={moment(message.at, 'full')}>
          {moment(message.at, 'time')}
        </time>
        {message.late ? <span className="bubble-mark">{t('late')}</span> : null}
        {message.automated ? <span className="bubble-mark">{t('robot')}</span> : null}
        {message.edited ? <span className="bubble-mark">{t('edited')}</span> : null}
        {isPrevious || channel === '' ? null : <MessageMenu message={message} channel={channel} />}
        <BareIconButton
          className="bubble-act"
          label={t('why')}
          icon={<ScanSearch />}
          onClick={() => look({ message: id, tab: 'verdicts', pane: 'inspector' })}
        />
      </header>
      <p className="bubble-text" data-is-deleted={message.deleted === true}>
        {message.deleted ? t('deleted') : text}
      </p>
    </article>
  )
}
