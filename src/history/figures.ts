// A first summary of a replay: folds over what the desk answered, and over the chats as they stand at the end.
// "Response" is the first agent's message of a chat counted from the chat's first customer message; automation is no answer.
import type { FinishedBy, Status } from '../core/chat/lifecycle.js'
import type { WithheldBy } from '../core/rules/verdict.js'
import type { Message } from '../core/thread/message.js'
import type { Answer } from './replay-desk.js'

export interface Spread {
  readonly count: number
  readonly median: number | null
  readonly p90: number | null
  readonly max: number | null
}

export interface Figures {
  readonly customers: number
  readonly chats: number
  readonly chatsPerCustomer: Spread
  /** Messages of people and automation per chat; notes don't count. */
  readonly messagesPerChat: Spread
  readonly messages: { readonly customer: number; readonly agent: number; readonly automation: number }
  readonly notes: number
  /** Milliseconds to the first agent's message, of the chats that a customer began and an agent answered. */
  readonly firstResponse: Spread
  /** Chats in which a customer wrote and no agent ever did. */
  readonly unanswered: number
  readonly reopened: number
  readonly resumed: number
  readonly splits: number
  readonly merges: number
  readonly finished: {
    readonly total: number
    readonly byStatus: { readonly [status in Status]: number }
    readonly by: { readonly [who in FinishedBy]: number }
  }
  /** Statuses that agents gave to chats which were finished already. */
  readonly statusSet: { readonly [status in Status]: number }
  /** Messages that rules sent, and those that they would have sent but for a reason. */
  readonly autoresponses: { readonly sent: number; readonly withheld: { readonly [by in WithheldBy]?: number } }
  /** Effects by type. */
  readonly effects: { readonly [type: string]: number }
}

/** A chat as it stands at the end, without tombstones. */
export interface EndedChat {
  readonly thread: string
  readonly messages: readonly Message[]
}

export interface FigureCounter {
  readonly count: (answers: readonly Answer[]) => void
  readonly sum: (chats: readonly EndedChat[]) => Figures
}

export function figureCounter(): FigureCounter {
  const tally = { reopened: 0, resumed: 0, splits: 0, merges: 0, finished: 0, sent: 0 }
  const byStatus = { open: 0, pending: 0, closed: 0 }
  const statusSet = { open: 0, pending: 0, closed: 0 }
  const by = { agent: 0, timer: 0, automation: 0, split: 0 }
  const withheld: { [by in WithheldBy]?: number } = {}
  const effects: { [type: string]: number } = {}

  const countOne = (answer: Answer): void => {
    for (const event of answer.events) {
      switch (event.type) {
        case 'chat.reopened':
          tally.reopened++
          break
        case 'chat.resumed':
          tally.resumed++
          break
        case 'chat.split-off':
          tally.splits++
          break
        case 'chat.merged':
          tally.merges++
          break
        case 'chat.finished':
          tally.finished++
          byStatus[event.status]++
          by[event.by]++
          break
        case 'message.automated':
          tally.sent++
          break
        case 'chat.updated': {
          const to = event.changes.status?.to
          if (to === 'open' || to === 'pending' || to === 'closed') statusSet[to]++
          break
        }
        default:
      }
    }
    for (const effect of answer.effects) effects[effect.type] = (effects[effect.type] ?? 0) + 1
    for (const verdict of answer.verdicts) {
      if (verdict.kind !== 'matched' && verdict.kind !== 'withheld') continue
      for (const action of verdict.actions) {
        if (action.do !== 'send-message' || action.outcome.kind !== 'withheld') continue
        withheld[action.outcome.by] = (withheld[action.outcome.by] ?? 0) + 1
      }
    }
  }

  return {
    count: (answers) => answers.forEach(countOne),
    sum(chats) {
      const perThread = new Map<string, number>()
      for (const { thread } of chats) perThread.set(thread, (perThread.get(thread) ?? 0) + 1)
      const ends = chats.map(measure)
      const total = (of: 'customer' | 'agent' | 'automation' | 'notes') => ends.reduce((sum, end) => sum + end[of], 0)
      return {
        customers: perThread.size,
        chats: chats.length,
        chatsPerCustomer: spread([...perThread.values()]),
        messagesPerChat: spread(ends.map((end) => end.customer + end.agent + end.automation)),
        messages: { customer: total('customer'), agent: total('agent'), automation: total('automation') },
        notes: total('notes'),
        firstResponse: spread(ends.flatMap((end) => (end.response === null ? [] : [end.response]))),
        unanswered: ends.filter((end) => end.customer > 0 && end.agent === 0).length,
        reopened: tally.reopened,
        resumed: tally.resumed,
        splits: tally.splits,
        merges: tally.merges,
        finished: { total: tally.finished, byStatus, by },
        statusSet,
        autoresponses: { sent: tally.sent, withheld },
        effects,
      }
    },
  }
}

function measure({ messages }: EndedChat) {
  const counts = { customer: 0, agent: 0, automation: 0, notes: 0 }
  let asked: number | null = null
  let response: number | null = null
  for (const message of messages) {
    if (message.kind === 'note') {
      counts.notes++
      continue
    }
    counts[message.author]++
    if (message.author === 'customer') asked ??= Date.parse(message.at)
    // An agent who wrote first has answered nothing.
    else if (message.author === 'agent' && asked !== null) response ??= Date.parse(message.at) - asked
  }
  return { ...counts, response }
}

/** Percentiles by the nearest rank. */
export function spread(values: readonly number[]): Spread {
  const ordered = [...values].sort((left, right) => left - right)
  const rank = (share: number) => ordered[Math.max(0, Math.ceil(share * ordered.length) - 1)] ?? null
  return { count: ordered.length, median: rank(0.5), p90: rank(0.9), max: ordered.at(-1) ?? null }
}
