import type { ChatView } from 'caseline'
import { armedTimers, type ChannelSetting, type Chat, type Contact, chatView, type Thread } from 'caseline/core'
import type { Border, ThreadState } from './frame.js'

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
      thread,
      timers: thread.chats.flatMap((chat, index) => armedTimers(chat, chats[index]?.autoFinishAt ?? null)),
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
