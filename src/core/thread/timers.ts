// Timers are data: what a thread waits for is read off its chats, and a decision's changes are the difference.
import type { Chat } from '../chat/chat.js'
import { isLive } from '../chat/lifecycle.js'
import { waitKey } from '../workflow/wait-key.js'
import type { TimerKind } from './command.js'
import type { Draft } from './draft.js'
import { silenceDue } from './finish.js'
import type { ChannelSetting } from './setting.js'
import { chatOf, type Thread, withChat } from './thread.js'

/** One pending timer. `id` is unique in the workspace. */
export interface Timer {
  readonly id: string
  readonly thread: string
  readonly chat: number
  readonly kind: TimerKind
  readonly key: string
  readonly due: string
}

export interface TimerChanges {
  readonly set: readonly Timer[]
  readonly cancelled: readonly string[]
}

export function timerId(chat: number, kind: TimerKind, key: string): string {
  return `${chat}/${kind}/${key}`
}

export function timersOf(thread: Thread): ReadonlyMap<string, Timer> {
  const timers = new Map<string, Timer>()
  const add = (chat: number, kind: TimerKind, key: string, due: string) => {
    const id = timerId(chat, kind, key)
    timers.set(id, { id, thread: thread.key, chat, kind, key, due })
  }
  for (const chat of thread.chats) {
    if (chat.silence.timerAt !== null) add(chat.number, 'silence', '', chat.silence.timerAt)
    for (const [key, wait] of Object.entries(chat.waits)) add(chat.number, 'rule', key, wait.timerAt)
    const { workflow } = chat
    if (workflow !== undefined && workflow.wait.due !== null)
      add(chat.number, 'workflow', waitKey(workflow), workflow.wait.due)
    for (const [key, delayed] of Object.entries(chat.delayed)) add(chat.number, 'delayed', key, delayed.due)
  }
  return timers
}

/**
 * `fired`: the timer that brought the command; it is gone unless the decision set it anew. A silence timer is set anew too
 * when its moment came nearer: meanwhile a store may have put it off to the moment before (`Silence.lookAt`).
 */
export function timerChanges(before: Thread, after: Thread, fired: string | null): TimerChanges {
  const [old, now] = [timersOf(before), timersOf(after)]
  const set = [...now.values()].filter(
    (timer) =>
      timer.id === fired ||
      old.get(timer.id)?.due !== timer.due ||
      (timer.kind === 'silence' && isNearer(chatOf(before, timer.chat), chatOf(after, timer.chat))),
  )
  const gone = [...old.keys()].filter((id) => !now.has(id) && id !== fired)
  return { set, cancelled: fired === null || now.has(fired) ? gone : [fired, ...gone] }
}

function isNearer(before: Chat | null, after: Chat | null): boolean {
  const [old, now] = [before?.silence.lookAt, after?.silence.lookAt]
  return old !== undefined && now !== undefined && now < old
}

/**
 * Sees that every live chat has one silence timer that fires no later than its next look (the warning, then the finish).
 * A pending one that fires earlier stays as it is: a message costs no timer write.
 */
export function armSilence(draft: Draft, channel: ChannelSetting): Draft {
  return draft.thread.chats.reduce((next, chat) => {
    const due = isLive(chat.lifecycle.state) ? silenceDue(chat, channel) : null
    const { timerAt, warnedFor } = chat.silence
    if (due === null) {
      if (timerAt === null) return next
      const { postponedMs } = chat.silence
      return { ...next, thread: withChat(next.thread, { ...chat, silence: { postponedMs, warnedFor, timerAt: null } }) }
    }
    const isWarned = warnedFor !== null && Date.parse(warnedFor) === due
    const look = isWarned ? due : due - channel.warnBeforeMs
    const isPending = timerAt !== null && Date.parse(timerAt) <= look
    const lookAt = new Date(look).toISOString()
    if (isPending && chat.silence.lookAt === lookAt) return next
    const armed = { ...chat, silence: { ...chat.silence, timerAt: isPending ? timerAt : lookAt, lookAt } }
    return { ...next, thread: withChat(next.thread, armed) }
  }, draft)
}
