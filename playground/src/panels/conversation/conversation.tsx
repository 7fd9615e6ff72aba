import { ArrowLeft, ArrowRight, ChevronsDown, ChevronsUp, GitMerge } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.js'
import { timelineAt } from '../../session/timeline.js'
import { usePlayground } from '../../shell/playground-context.js'
import { AgentComposer } from './agent-composer.js'
import { ChatHead } from './chat-head.js'
import { conversationItems } from './conversation-items.js'
import { FinishDialog } from './finish-dialog.js'
import { Starters } from './starters.js'
import { TimelineList } from './timeline-list.js'
import { useAgentActions } from './use-agent-actions.js'
import './conversation.css'

/** A chat as an agent sees it. */
export function Conversation() {
  const { t } = useTranslation('conversation')
  const { chat, tape, cursor, look, view: seen } = usePlayground()
  const { can, merge } = useAgentActions()
  const thread = chat?.thread
  const timeline = useMemo(() => (thread === undefined ? [] : timelineAt(tape, thread, cursor)), [tape, thread, cursor])
  const view = chat?.view
  const showsPrevious = view !== undefined && seen.showsPreviousOf === view.number && view.previous !== null
  const items = useMemo(
    () => (view === undefined ? [] : conversationItems(timeline, view, showsPrevious)),
    [timeline, view, showsPrevious],
  )
  if (chat === null || view === undefined) return <Starters />
  const { previous, next, mergedInto, number } = view
  return (
    <section className="conversation" aria-label={t('title')}>
      <ChatHead place={chat} />
      {previous === null ? null : (
        <nav className="chain" aria-label={t('previous', { number: previous })}>
          <Button
            kind="quiet"
            icon={<ArrowLeft />}
            title={t('go-previous', { number: previous })}
            onClick={() => look({ chat: previous })}
          >
            {t('previous', { number: previous })}
          </Button>
          {can('show-previous') ? (
            <Button
              kind="quiet"
              icon={showsPrevious ? <ChevronsDown /> : <ChevronsUp />}
              aria-expanded={showsPrevious}
              onClick={() => look({ showsPreviousOf: showsPrevious ? null : number })}
            >
              {t(showsPrevious ? 'hide-previous' : 'show-previous')}
            </Button>
          ) : null}
          {showsPrevious && can('merge') ? (
            <Button kind="quiet" icon={<GitMerge />} onClick={merge}>
              {t('merge')}
            </Button>
          ) : null}
        </nav>
      )}
      <TimelineList items={items} name={chat.thread.customer.name ?? chat.thread.customer.id} />
      {next === null && mergedInto === null ? null : (
        <nav className="chain chain-end" aria-label={t('next', { number: next ?? mergedInto })}>
          {mergedInto === null ? null : (
            <>
              <span>{t('merged-into', { number: mergedInto })}</span>
              <Button onClick={() => look({ chat: mergedInto })}>{t('open-survivor', { number: mergedInto })}</Button>
            </>
          )}
          {next === null ? null : (
            <Button
              kind="quiet"
              title={t('go-next', { number: next })}
              onClick={() => look({ chat: next })}
              className="chain-next"
            >
              {t('next', { number: next })} <ArrowRight />
            </Button>
          )}
        </nav>
      )}
      <AgentComposer place={chat} />
      <FinishDialog />
    </section>
  )
}
