import { useTranslation } from 'react-i18next'
import type { MarkedEvent } from '../../session/timeline.js'
import { showSpan } from '../../shell/moment.js'
import { usePlayground } from '../../shell/playground-context.js'
import { useMoment } from '../../shell/use-moment.js'
import { useChangeText } from './use-change-text.js'

/** A sentence for what happened. */
export function useMarkText(): (event: MarkedEvent) => string {
  const { t } = useTranslation('conversation')
  const { world, snapshot } = usePlayground()
  const moment = useMoment()
  const changeText = useChangeText()
  const silence = (chat: number): string => {
    const channel = snapshot.session.channels.find((one) => one.id === world.chats.get(chat)?.view.channel)
    const after = /^PT(\d+)M$/.exec(channel?.autoFinish?.after ?? 'PT10M')
    return showSpan(Number(after?.[1] ?? 10) * 60_000)
  }
  return (event) => {
    switch (event.type) {
      case 'chat.started':
      case 'chat.reopened':
      case 'message.edited':
      case 'message.deleted':
        return t(`mark.${event.type}`, { chat: event.chat })
      case 'chat.started-by-agent':
      case 'chat.resumed':
        return t(`mark.${event.type}`, { chat: event.chat, agent: event.agent })
      case 'chat.split-off':
        return t('mark.chat.split-off', { chat: event.chat, other: event.from, agent: event.agent })
      case 'chat.finished':
        return t(`mark.chat.finished.${event.by}`, { agent: event.agent ?? '', span: silence(event.chat) })
      case 'chat.finish-soon':
      case 'chat.postponed':
        return t(`mark.${event.type}`, { time: moment(event.due, 'time') })
      case 'chat.merged':
        return t('mark.chat.merged', { chat: event.into, other: event.merged, agent: event.agent })
      case 'chat.unmerged':
        return t('mark.chat.unmerged', { other: event.out, agent: event.agent })
      case 'chat.updated':
        return `${t('mark.chat.updated', { what: changeText(event) })} ${t(`by.${event.by}`, { agent: event.agent ?? '' })}`.trim()
      case 'workflow.started':
        return t('mark.workflow.started', { workflow: event.workflow })
      case 'workflow.ended':
        return t(`mark.workflow.ended.${event.how}`, { workflow: event.workflow })
      default:
        return event satisfies never
    }
  }
}
