// Changes of one stored message: a customer's edit or deletion (spec L13), the fate of an outgoing one. No state moves.
import type { Chat } from '../chat/chat.js'
import { type Part, withTextChanged } from '../chat/part.js'
import type { Command } from './command.js'
import { accepted, type Decision, type Draft, refused, withEvents, withMessage } from './draft.js'
import type { Message } from './message.js'
import type { Setting } from './setting.js'
import type { Thread } from './thread.js'

type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>

export function edit(draft: Draft, command: CommandOf<'edit'>, setting: Setting): Decision {
  const message = setting.messages.find((one) => one.id === command.messageId)
  if (message === undefined)
    return refused({ code: 'not-found', message: `There is no message ${command.messageId}`, pointer: '/messageId' })
  const chat = chatAt(draft.thread, message)
  if (command.deleted) {
    if (message.deleted) return accepted({ ...draft, chat, outcome: 'unchanged' })
    const gone: Message = { ...message, text: '', attachments: [], deleted: true, history: former(message, command.at) }
    const told = withEvents(withTextOf(draft, gone), {
      type: 'message.deleted',
      chat,
      at: command.at,
      message: message.id,
    })
    return accepted({ ...told, chat, outcome: 'deleted' })
  }
  if (message.deleted || command.text === undefined || command.text === message.text) {
    return accepted({ ...draft, chat, outcome: 'unchanged' })
  }
  const changed: Message = { ...message, text: command.text, edited: true, history: former(message, command.at) }
  const told = withEvents(withTextOf(draft, changed), {
    type: 'message.edited',
    chat,
    at: command.at,
    message: message.id,
  })
  return accepted({ ...told, chat, outcome: 'edited' })
}

/** The message, and the default subject if it was taken from it: what a customer deleted is not shown in lists. */
function withTextOf(draft: Draft, message: Message): Draft {
  const inParts = <T extends { readonly parts: readonly Part[] }>(core: T): T => {
    if (!core.parts.some((part) => part.firstCustomer?.seq === message.seq)) return core
    return { ...core, parts: core.parts.map((part) => withTextChanged(part, message.seq, message.text)) }
  }
  const inChat = (chat: Chat): Chat => {
    const { merge } = chat
    if (merge === null) return inParts(chat)
    // It has the parts of both.
    const survivorAfter = inParts(merge.survivorAfter)
    if (survivorAfter === merge.survivorAfter) return chat
    const [survivorBefore, self] = [inParts(merge.survivorBefore), inParts(merge.self)]
    return { ...chat, merge: { ...merge, survivorBefore, survivorAfter, self } }
  }
  const chats = draft.thread.chats.map(inChat)
  const isTouched = chats.some((chat, index) => chat !== draft.thread.chats[index])
  if (!isTouched) return withMessage(draft, message)
  return withMessage({ ...draft, thread: { ...draft.thread, chats } }, message)
}

function former(message: Message, until: string): NonNullable<Message['history']> {
  return [...(message.history ?? []), { text: message.text, until }]
}

export function deliver(draft: Draft, command: CommandOf<'delivery'>, setting: Setting): Decision {
  const message = setting.messages.find((one) => one.id === command.messageId)
  if (message === undefined)
    return refused({ code: 'not-found', message: `There is no message ${command.messageId}`, pointer: '/messageId' })
  const chat = chatAt(draft.thread, message)
  const isSettled = command.unlessSent === true && message.delivery === 'sent'
  if (message.delivery === command.delivery || isSettled) return accepted({ ...draft, chat, outcome: 'unchanged' })
  const { failure: _, ...rest } = message
  const isFailure = command.delivery === 'failed' || command.delivery === 'maybe-sent'
  const failure = isFailure ? command.failure : undefined
  const changed: Message = { ...rest, delivery: command.delivery, ...(failure === undefined ? {} : { failure }) }
  const told = withEvents(withMessage(draft, changed), {
    type: 'message.delivery',
    chat,
    at: command.at,
    message: message.id,
    delivery: command.delivery,
    ...(failure === undefined ? {} : { code: failure.code }),
  })
  return accepted({ ...told, chat, outcome: 'delivered' })
}

/** The chat whose interval holds the message, among the loaded ones; older than all of them: the oldest loaded. */
function chatAt(thread: Thread, message: Message): number {
  if (message.chat !== undefined) return message.chat
  const alive = thread.chats.filter((chat) => chat.merge === null)
  const holder = alive.findLast((chat) => chat.firstSeq <= message.seq) ?? alive[0]
  return holder?.number ?? thread.current ?? 0
}
