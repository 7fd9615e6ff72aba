import type { Tape } from './tape.js'
import { messagesAt, worldAt } from './world.js'

/** What a run ended in, as 14 hexadecimal digits: chats, messages, customers. The same acts and rules give the same. */
export function digestOf(tape: Tape): string {
  const cursor = tape.frames.length - 1
  const { threads } = worldAt(tape, cursor)
  const end = threads.map((state) => [
    state.key,
    state.customer,
    state.chats,
    messagesAt(tape, state, cursor).map(({ message, chat }) => [message, chat]),
  ])
  return hash(JSON.stringify(end))
}

/** cyrb53: 53 bits, well spread, no collision to be feared among a handful of sessions. Not a signature. */
function hash(text: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57]
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    high = Math.imul(high ^ code, 2654435761)
    low = Math.imul(low ^ code, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(16).padStart(14, '0').slice(0, 14)
}
