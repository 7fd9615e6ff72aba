import type { Draft } from '../thread/draft.js'
import { chatOf, withChat } from '../thread/thread.js'
import type { Mark } from './withhold.js'

/** Remembers that an action limited by `once` was done. */
export function withMark(draft: Draft, number: number, mark: Mark): Draft {
  if (mark.keeper === 'contact') {
    return { ...draft, contact: { ...draft.contact, marks: { ...draft.contact.marks, [mark.name]: mark.value } } }
  }
  const chat = chatOf(draft.thread, number)
  if (chat === null) return draft
  return { ...draft, thread: withChat(draft.thread, { ...chat, marks: { ...chat.marks, [mark.name]: mark.value } }) }
}
