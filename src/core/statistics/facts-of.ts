import { isLive } from '../chat/lifecycle.js'
import type { Thread } from '../thread/thread.js'
import type { Activation } from './activation.js'
import type { ChatHistory } from './activations-of.js'
import type { Fact } from './fact.js'

/**
 * What is counted of one chat that is no tombstone. That it was started stands in the chat itself, all else in its history:
 * of a chat whose journal was pruned, only what is left is counted.
 */
export function factsOf(chat: Thread['chats'][number], history: ChatHistory | undefined): readonly Fact[] {
  const { number } = chat
  const facts: Fact[] = [
    { kind: 'started', by: chat.startedBy, at: chat.startedAt, chat: number, agent: history?.agent ?? null },
  ]
  const activations = history?.activations ?? []
  for (const [index, activation] of activations.entries()) {
    const { begunAt, begunBy, agent, finish, isPartial } = activation
    if (index > 0 && begunBy !== 'split')
      facts.push({ kind: 'reopened', by: begunBy, at: begunAt, chat: number, agent })
    saidFacts(activation, number, facts)
    if (finish === null) continue
    const ms = isPartial ? null : Date.parse(finish.at) - Date.parse(begunAt)
    const { at, by, status } = finish
    facts.push({ kind: 'finished', by, status, ms, at, chat: number, agent: finish.agent })
  }
  const last = activations.findLast(({ finish }) => finish !== null)?.finish
  if (last != null && !isLive(chat.lifecycle.state)) {
    const isInOneGo = chat.lifecycle.activation === 1 && activations.length === 1
    facts.push({ kind: 'settled', isInOneGo, at: last.at, chat: number, agent: last.agent })
  }
  return facts
}

function saidFacts({ said, isPartial, begunBy }: Activation, chat: number, facts: Fact[]): void {
  let asked: string | null = null
  // Somebody who was answered in a stretch that he didn't begin has not waited for a first response.
  let isFirst = begunBy === 'customer' && !isPartial
  for (const { at, by, agent } of said) {
    facts.push({ kind: 'message', by, at, chat, agent })
    if (by === 'customer') asked ??= at
    if (by !== 'agent') continue
    if (asked !== null) {
      const ms = Date.parse(at) - Date.parse(asked)
      if (isFirst) facts.push({ kind: 'first-response', ms, at, chat, agent })
      facts.push({ kind: 'reply', ms, at, chat, agent })
    }
    isFirst = false
    asked = null
  }
}
