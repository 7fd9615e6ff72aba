import type { Chat } from '../chat/chat.js'
import type { ChatStateName } from '../chat/lifecycle.js'
import type { ChatEvent } from '../chat/machine.js'
import { type ChatDeed, stepChat } from '../chat/step.js'
import type { Refusal } from './refusal.js'
import { chatOf, survivorOf, type Thread } from './thread.js'

const SENTENCES: { readonly [code in Refusal['code']]?: string } = {
  'nothing-to-split': 'There are no new messages that could be split off',
  'chat-is-live': 'The chat is live; its status is chosen when it is finished',
  'already-finished': 'The chat is already finished',
  'closed-not-offered': 'This channel has endless chats; the status closed is not offered',
  merged: 'The chat was merged into another one',
}

/** Asks the machine; a refusal becomes a sentence. */
export function step(
  thread: Thread,
  chat: Chat,
  event: ChatEvent,
): { readonly refusal: Refusal } | { readonly refusal: null; readonly state: ChatStateName; readonly deed: ChatDeed } {
  const answer = stepChat(chat.lifecycle.state, event)
  if (answer.kind === 'taken') return { refusal: null, state: answer.state, deed: answer.deed }
  return {
    refusal: {
      code: answer.code,
      message: SENTENCES[answer.code] ?? answer.code,
      ...(answer.guards.length === 0 ? {} : { guards: answer.guards }),
      ...(chat.merge === null ? {} : { number: survivorOf(thread, chat).number }),
    },
  }
}

export type Found = { readonly refusal: Refusal; readonly chat: null } | { readonly refusal: null; readonly chat: Chat }

/** The chat a command names, unless it isn't there or was merged away. */
export function findChat(thread: Thread, number: number): Found {
  const chat = chatOf(thread, number)
  if (chat === null)
    return { chat: null, refusal: { code: 'not-found', message: `There is no chat ${number}`, pointer: '/chat' } }
  if (chat.merge === null) return { chat, refusal: null }
  const survivor = survivorOf(thread, chat).number
  return {
    chat: null,
    refusal: { code: 'merged', message: `Chat ${number} was merged into chat ${survivor}`, number: survivor },
  }
}

/** The same, and only the last chat of the chain will do. */
export function findCurrent(thread: Thread, number: number): Found {
  const found = findChat(thread, number)
  if (found.chat === null || thread.current === number) return found
  return {
    chat: null,
    refusal: {
      code: 'not-current',
      message: `Chat ${number} is not the customer's current chat${thread.current === null ? '' : `, chat ${thread.current} is`}`,
      ...(thread.current === null ? {} : { number: thread.current }),
    },
  }
}
