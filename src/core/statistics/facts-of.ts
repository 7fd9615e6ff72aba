import { isLive } from '../chat/lifecycle.js'
import type { Thread } from '../thread/thread.js'
import type { Activation } from './activation.js'
import type { ChatHistory } from './activations-of.js'
import type { Fact, Span } from './fact.js'

/**
 * What is counted of one chat that is no tombstone. That it was started stands in the chat itself, all else in its history:
 * of a chat whose journal was pruned, only what is left is counted.
 */
export function factsOf(chat: Thread['chats'][number], history: ChatHistory | undefined): readonly Fact[] {
  const { number } = chat
  const facts: Fact[] = [
    {
      kind: 'started',
      by: chat.startedBy,
      at: Date.parse(chat.startedAt),
      chat: number,
      agent: history?.agent ?? null,
    },
  ]
  const activations = history?.activations ?? []
  for (const [index, activation] of activations.entries()) {
    const { begunAt, begunBy, agent, finish, isPartial } = activation
    if (index > 0 && begunBy !== 'split')
      facts.push({ kind: 'reopened', by: begunBy, at: Date.parse(begunAt), chat: number, agent })
    saidFacts(activation, number, facts)
    if (finish === null) continue
    const { by, status } = finish
    facts.push({
      kind: 'finished',
      by,
      status,
      since: isPartial ? null : Date.parse(begunAt),
      at: Date.parse(finish.at),
      chat: number,
      agent: finish.agent,
    })
  }
  const last = activations.findLast(({ finish }) => finish !== null)?.finish
  if (last != null && !isLive(chat.lifecycle.state)) {
    const isInOneGo = chat.lifecycle.activation === 1 && activations.length === 1
    facts.push({ kind: 'settled', isInOneGo, at: Date.parse(last.at), chat: number, agent: last.agent })
  }
  return facts
}

/** What was said in a stretch, and how long people waited in it. */
export function saidFacts({ said, isPartial, begunBy, finish }: Activation, chat: number, facts: Fact[]): void {
  let asked: number | null = null
  // Somebody who was answered in a stretch that he didn't begin has not waited for a first response.
  let isFirst = begunBy === 'customer' && !isPartial
  const spans: Span[] = []
  let hasWritten = false
  for (const one of said) {
    const at = Date.parse(one.at)
    if (one.by === 'nobody') {
      facts.push({ kind: 'withheld', why: one.why, at, chat, agent: null })
      continue
    }
    const { by, agent } = one
    facts.push({ kind: 'message', by, at, chat, agent })
    if (by === 'customer') {
      hasWritten = true
      asked ??= at
    }
    if (by !== 'agent') continue
    if (asked !== null) {
      if (isFirst) facts.push({ kind: 'first-response', since: asked, at, chat, agent })
      facts.push({ kind: 'reply', since: asked, at, chat, agent })
      spans.push([asked, at])
    }
    isFirst = false
    asked = null
  }
  if (finish === null || isPartial || !hasWritten) return
  const { agent } = finish
  const at = Date.parse(finish.at)
  // What came after the finish (a letter's stretch that was cut, a late answer) ends no wait before it began.
  if (asked !== null && asked < at) spans.push([asked, at])
  facts.push({ kind: 'waited', spans, at, chat, agent })
}
