import type { Thread } from '../thread/thread.js'
import type { Activation, Said } from './activation.js'
import type { ChatHistory } from './activations-of.js'
import type { Fact } from './fact.js'
import { saidFacts } from './facts-of.js'

/**
 * What is counted of a thread as if it were one endless chat: the same messages in one stretch that nobody finishes. A
 * correspondence by e-mail stays one by itself. What automation said stays too, although fewer rules would have spoken.
 */
export function endlessFacts(thread: Thread, histories: ReadonlyMap<number, ChatHistory>): readonly Fact[] {
  const [first] = thread.chats
  if (first === undefined) return []
  const { number, startedAt, startedBy } = first
  const stretches = thread.chats.flatMap((chat) => histories.get(chat.number)?.activations ?? [])
  const begun = stretches.reduce<Activation | undefined>(
    (one, other) => (one === undefined || other.begunAt < one.begunAt ? other : one),
    undefined,
  )
  const agent = histories.get(number)?.agent ?? null
  const facts: Fact[] = [{ kind: 'started', by: startedBy, at: Date.parse(startedAt), chat: number, agent }]
  if (begun !== undefined) saidFacts({ ...begun, said: inOrder(stretches), finish: null }, number, facts)
  return facts
}

/** Chats of a chain follow each other; letters of e-mail may have been moved. */
function inOrder(stretches: readonly Activation[]): readonly Said[] {
  return stretches
    .flatMap(({ said }) => said)
    .sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
}
