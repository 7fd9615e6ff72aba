// A replay told as a conversation: what was said, by whom, into which case it came in the end, and what happened between.
import type { ChatStateName } from '../core/chat/lifecycle.js'
import { stateOf } from '../core/chat/lifecycle.js'
import type { DomainEvent } from '../core/thread/event.js'
import type { Message } from '../core/thread/message.js'
import { threadKey } from '../core/thread/thread.js'
import type { Answer } from '../history/replay-desk.js'

/** Something that happened to a chat. */
export interface Mark {
  readonly kind: 'mark'
  readonly at: string
  readonly chat: number
  readonly from: ChatStateName | null
  readonly to: ChatStateName | null
  readonly why: string
}

export type Moment = Mark | { readonly kind: 'message'; readonly at: string; readonly id: string }

export interface TimelineOf {
  readonly thread: string
  readonly channel: string
  readonly customer: string
  readonly moments: Moment[]
}

export interface Teller {
  readonly tell: (at: string, answers: readonly Answer[]) => void
  readonly all: () => readonly TimelineOf[]
}

export function teller(silence: string): Teller {
  const timelines = new Map<string, TimelineOf>()
  const states = new Map<number, ChatStateName>()
  return {
    all: () => [...timelines.values()],
    tell(at, answers) {
      for (const { chat, events } of answers) {
        const thread = threadKey(chat.channel, chat.customer)
        const timeline = timelines.get(thread) ?? {
          thread,
          channel: chat.channel,
          customer: chat.customer,
          moments: [],
        }
        timelines.set(thread, timeline)
        for (const event of events) {
          const moment = momentOf(event, at, states.get(event.chat) ?? null, silence)
          if (moment === null) continue
          timeline.moments.push(moment)
          if (moment.kind === 'mark' && moment.to !== null) states.set(moment.chat, moment.to)
        }
        states.set(chat.number, chat.state)
      }
    },
  }
}

const ENDED = {
  ended: 'ended',
  'handed-over': 'left the chat to agents',
  interrupted: 'was interrupted',
  cancelled: 'was cancelled',
} as const

function momentOf(event: DomainEvent, at: string, from: ChatStateName | null, silence: string): Moment | null {
  const mark = (to: ChatStateName | null, why: string): Mark => ({ kind: 'mark', at, chat: event.chat, from, to, why })
  switch (event.type) {
    case 'message.received':
    case 'message.sent':
    case 'message.automated':
    case 'note.added':
      return { kind: 'message', at, id: event.message }
    case 'chat.reopened':
      return mark('awaiting-split', 'the customer is back: split or go on?')
    case 'chat.resumed':
      return mark('active', `${event.agent} goes on`)
    case 'chat.finished':
      return mark(
        stateOf(event.status),
        event.by === 'timer' ? `${silence} of silence` : `by ${event.agent ?? event.by}`,
      )
    case 'chat.postponed':
      return mark(null, 'the automatic finish is put off')
    case 'chat.split-off':
      return { ...mark('active', `${event.agent} split it off from #${event.from}`), from: null }
    case 'chat.merged':
      return mark('merged', `${event.agent} merged it into #${event.into}`)
    case 'chat.unmerged':
      return mark(null, `${event.agent} took the merge back`)
    case 'chat.updated': {
      const { changes } = event
      const words = Object.entries(changes).flatMap(([name, change]) =>
        change === undefined
          ? []
          : [`${name}: ${typeof change.to === 'string' ? change.to : JSON.stringify(change.to)}`],
      )
      return mark(null, `${event.agent ?? event.by} set ${words.join(', ')}`)
    }
    case 'workflow.started':
      return mark(null, `workflow ${event.workflow} begins`)
    case 'workflow.ended':
      return mark(
        null,
        `workflow ${event.workflow} ${ENDED[event.how]}${event.reason === undefined ? '' : ` (${event.reason})`}`,
      )
    case 'workflow.waiting':
    case 'chat.started':
    case 'chat.started-by-agent':
    case 'chat.finish-soon':
    case 'message.edited':
    case 'message.deleted':
    case 'message.delivery':
      return null
    default:
      return event satisfies never
  }
}

/** Messages by id, with the chat that holds them in the end. */
export interface Placed {
  readonly message: Message
  readonly chat: number
}
