import type { NextWay } from '../../session/next-ways.js'
import { usePlayground } from '../../shell/playground-context.js'
import { useTimeJumps } from '../clock/time-jumps.js'
import { useAgentActions } from '../conversation/use-agent-actions.js'

/** Takes a way of the lifecycle: does what causes it, or goes to where one writes. */
export function useWay(): (next: NextWay) => void {
  const { look, chat, view } = usePlayground()
  const { finish, setStatus, split, merge } = useAgentActions()
  const { to } = useTimeJumps()
  const write = (composer: 'customer' | 'agent') => {
    look({ pane: composer === 'customer' ? 'chats' : 'conversation' })
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-composer="${composer}"]`)?.focus())
  }
  return ({ way, status }) => {
    switch (way.event) {
      case 'customer.message':
      case 'customer.answer':
        if (chat !== null)
          look({ writer: { ...view.writer, customer: chat.view.customer, channel: chat.view.channel } })
        return write('customer')
      case 'agent.message':
        return write('agent')
      case 'finish':
        return status === null ? undefined : finish(status)
      case 'set-status':
        return status === null ? undefined : setStatus(status)
      case 'silence':
        return void to(chat?.view.autoFinishAt ?? '')
      case 'split':
        return split()
      case 'merge':
        return merge()
      default:
        return undefined
    }
  }
}
