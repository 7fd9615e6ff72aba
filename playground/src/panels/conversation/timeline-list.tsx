import { useVirtualizer } from '@tanstack/react-virtual'
import { Split } from 'lucide-react'
import { useCallback, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.js'
import { usePlayground } from '../../shell/playground-context.js'
import type { ConversationItem } from './conversation-items.js'
import { MarkLine } from './mark-line.js'
import { MessageBubble } from './message-bubble.js'
import { useAgentActions } from './use-agent-actions.js'

export interface TimelineListProps {
  readonly items: readonly ConversationItem[]
  readonly name: string
}

/** Only what is in sight is drawn: ten thousand messages scroll like ten. */
export function TimelineList({ items, name }: TimelineListProps) {
  const { t } = useTranslation('conversation')
  const { chat, cursor } = usePlayground()
  const scroller = useRef<HTMLDivElement>(null)
  // Another function would have all places reckoned anew.
  const getItemKey = useCallback((index: number) => items[index]?.id ?? index, [items])
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (isMessage(items[index]) ? 64 : 30),
    getItemKey,
    overscan: 6,
    paddingStart: 12,
    paddingEnd: 12,
    scrollPaddingEnd: 12,
  })
  const number = chat?.view.number
  // biome-ignore lint/correctness/useExhaustiveDependencies: the newest is in sight whenever the moment or the chat changes
  useEffect(() => {
    if (items.length > 0) virtual.scrollToIndex(items.length - 1, { align: 'end' })
  }, [items.length, cursor, number])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by the keyboard
    <div className="timeline" ref={scroller} tabIndex={0} role="log" aria-label={t('title')}>
      <div className="timeline-all" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((slot) => {
          const item = items[slot.index]
          if (item === undefined) return null
          return (
            <div
              key={slot.key}
              ref={virtual.measureElement}
              data-index={slot.index}
              className="timeline-slot"
              style={{ transform: `translateY(${slot.start}px)` }}
            >
              <Line item={item} name={name} />
            </div>
          )
        })}
      </div>
    </div>
  )
}

function Line({ item, name }: { readonly item: ConversationItem; readonly name: string }) {
  const { t } = useTranslation('conversation')
  switch (item.kind) {
    case 'border':
      return <h3 className="border-line">{t('chat', { number: item.chat })}</h3>
    case 'new':
      return <NewLine />
    case 'timeline':
      return item.item.kind === 'message' ? (
        <MessageBubble item={item.item} isPrevious={item.isPrevious} name={name} />
      ) : (
        <MarkLine item={item.item} />
      )
    default:
      return item satisfies never
  }
}

/** Apart, so that other lines don't ask what an agent may do: a list draws dozens of them while it scrolls. */
function NewLine() {
  const { t } = useTranslation('conversation')
  const { can, split } = useAgentActions()
  return (
    <div className="new-line">
      <span>{t('new-messages')}</span>
      {can('split') ? (
        <Button icon={<Split />} onClick={() => split()}>
          {t('split')}
        </Button>
      ) : null}
    </div>
  )
}

function isMessage(item: ConversationItem | undefined): boolean {
  return item?.kind === 'timeline' && item.item.kind === 'message'
}
