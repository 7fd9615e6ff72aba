import type { ChatStateName } from 'caseline'
import { useTranslation } from 'react-i18next'
import { StateBadge } from '../../design/state-badge.js'
import type { TimelineItem } from '../../session/timeline.js'
import { usePlayground } from '../../shell/playground-context.js'
import { useMoment } from '../../shell/use-moment.js'
import { useMarkText } from './use-mark-text.js'

type Mark = Extract<TimelineItem, { kind: 'mark' }>

/** Between messages: what happened to the chat, and from which state to which. */
export function MarkLine({ item }: { readonly item: Mark }) {
  const { t } = useTranslation('conversation')
  const { seek, cursor } = usePlayground()
  const moment = useMoment()
  const text = useMarkText()(item.event)
  const moves = item.to !== null && item.from !== item.to
  return (
    <button
      type="button"
      className="mark"
      data-is-now={item.frame === cursor}
      title={moment(item.at, 'full')}
      onClick={() => seek(item.frame)}
    >
      <span className="mark-text">{text}</span>
      {moves ? (
        <span className="mark-move">
          {item.from === null ? null : (
            <>
              <StateBadge state={item.from as ChatStateName} /> <span aria-hidden="true">→</span>{' '}
            </>
          )}
          <StateBadge state={item.to as ChatStateName} />
        </span>
      ) : null}
      <span className="mark-time tabular">{moment(item.at, 'time')}</span>
      <span className="visually-hidden">{t('title')}</span>
    </button>
  )
}
