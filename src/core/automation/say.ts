import type { Choices } from '../effect/effect.js'
import { append, type Draft, withEvents } from '../thread/draft.js'
import type { Attachment } from '../thread/message.js'
import type { StormLimit } from './context.js'

export interface Saying {
  readonly chat: number
  readonly at: string
  readonly rule: string
  /** Effect id and message id. */
  readonly id: string
  readonly text: string
  readonly choices?: Choices
  /** A person's answer brought it: the storm guard doesn't count it. */
  readonly isAnswer?: boolean
}

const NO_ATTACHMENTS: readonly Attachment[] = []

/** An automated message: into the stream, and out to the customer. It moves no state (spec L3, L8). */
export function sayAutomatically(draft: Draft, said: Saying, storm: readonly StormLimit[]): Draft {
  const { chat, at, rule, id, text, choices } = said
  const message = {
    id,
    author: 'automation' as const,
    rule,
    kind: 'message' as const,
    text,
    attachments: NO_ATTACHMENTS,
    at,
  }
  const spoken = withEvents(append(draft, chat, { ...message, delivery: 'pending' }), {
    type: 'message.automated',
    chat,
    at,
    message: id,
    rule,
  })
  const remembered = Math.max(0, ...storm.map((limit) => limit.count))
  const counted = said.isAnswer ? draft.thread.automatedAt : [...draft.thread.automatedAt, at]
  const automatedAt = remembered === 0 ? [] : counted.slice(-remembered)
  return {
    ...spoken,
    thread: { ...spoken.thread, automatedAt },
    effects: [
      ...spoken.effects,
      {
        type: 'send-message',
        id,
        chat,
        at,
        rule,
        channel: draft.thread.channel,
        customer: draft.thread.customer,
        message: id,
        text,
        attachments: NO_ATTACHMENTS,
        ...(choices === undefined ? {} : { choices }),
      },
    ],
  }
}
