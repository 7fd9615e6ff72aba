import type { ChatView } from 'caseline'
import { type ChannelSetting, type Chat, type Contact, chatView, type Thread } from 'caseline/core'
import type { ArmedTimer, Border, ThreadState } from './frame.js'

/** What was seen of a thread last, so that what didn't change stays the same object. */
export interface Seen {
  readonly thread: Thread
  readonly contact: Contact
  readonly state: ThreadState
}

export function seen(before: Seen | undefined, thread: Thread, contact: Contact, channel: ChannelSetting): Seen {
  const chats = thread.chats.map((chat) => viewOf(before, thread, chat, channel))
  const customer = before?.contact === contact ? before.state.customer : customerOf(contact)
  return {
    thread,
    contact,
    state: {
      key: thread.key,
      channel: thread.channel,
      customer,
      current: thread.current,
      lastSeq: thread.lastSeq,
      chats,
      borders: thread.chats.filter(({ merge }) => merge === null).map(borderOf),
      timers: thread.chats.flatMap((chat, index) => timersOf(chat, chats[index])),
    },
  }
}

/** A view depends on its chat and on whether that is the current one; a tombstone's also on who survives. */
function viewOf(before: Seen | undefined, thread: Thread, chat: Chat, channel: ChannelSetting): ChatView {
  if (before !== undefined && chat.merge === null) {
    const at = before.thread.chats.indexOf(chat)
    const wasCurrent = before.thread.current === chat.number
    const known = before.state.chats[at]
    if (known !== undefined && wasCurrent === (thread.current === chat.number)) return known
  }
  return chatView(thread, chat, channel)
}

function customerOf({ id, name, email, phone, language, tags, fields }: Contact): ThreadState['customer'] {
  return { id, name, email, phone, language, tags, fields }
}

function borderOf({ number, firstSeq }: Chat): Border {
  return { chat: number, fromSeq: firstSeq }
}

function timersOf(chat: Chat, view: ChatView | undefined): readonly ArmedTimer[] {
  if (view === undefined) return []
  const timers: ArmedTimer[] = []
  const { autoFinishAt } = view
  const { lookAt, warnedFor } = chat.silence
  if (autoFinishAt !== null) {
    timers.push({ chat: chat.number, kind: 'silence', rule: null, due: autoFinishAt })
    if (lookAt !== undefined && warnedFor !== autoFinishAt && lookAt < autoFinishAt)
      timers.push({ chat: chat.number, kind: 'warning', rule: null, due: lookAt })
  }
  // A rule with several time triggers waits under `rule@0`, `rule@1`.
  for (const [wait, { timerAt }] of Object.entries(chat.waits))
    timers.push({ chat: chat.number, kind: 'rule', rule: wait.replace(/@\d+$/, ''), due: timerAt })
  for (const delayed of Object.values(chat.delayed))
    timers.push({ chat: chat.number, kind: 'delayed', rule: delayed.rule, due: delayed.due })
  return timers
}
