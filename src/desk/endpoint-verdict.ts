import { later } from './later.js'
import type { PostAnswer } from './signed-post.js'

/** With the pauses below the last attempt is made 34 to 68 minutes after the first: longer than a deployment or a restart. */
export const MAX_ATTEMPTS = 8
const FIRST_PAUSE_MS = 10_000
const FACTOR = 2.5
const SHORTEST_ASKED_MS = 1_000
const LONGEST_ASKED_MS = 86_400_000

/** `given-up`: a dead letter, and on to the next event. `gone`: nobody wants any of them. */
export type EndpointVerdict =
  | { readonly kind: 'taken' }
  | { readonly kind: 'again'; readonly notBefore: string; readonly error: string }
  | { readonly kind: 'given-up' | 'gone'; readonly error: string }

/** What an attempt's answer means. `attempts`: this one included; `now`: ISO 8601; `random`: 0 to 1. */
export function endpointVerdict(
  answer: PostAnswer,
  { attempts, now, random }: { readonly attempts: number; readonly now: string; readonly random: number },
): EndpointVerdict {
  if (answer.isAnswered && answer.status >= 200 && answer.status < 300) return { kind: 'taken' }
  const error = answer.isAnswered ? `HTTP ${answer.status}` : answer.detail
  if (answer.isAnswered && answer.status === 410) return { kind: 'gone', error }
  if (!mayRepeat(answer) || attempts >= MAX_ATTEMPTS) return { kind: 'given-up', error }
  const asked = answer.isAnswered ? answer.retryAfterMs : undefined
  // Half of it by chance, so that many endpoints don't come back at once.
  const own = FIRST_PAUSE_MS * FACTOR ** (attempts - 1) * (0.5 + random / 2)
  const pause = asked === undefined ? own : Math.min(Math.max(asked, SHORTEST_ASKED_MS), LONGEST_ASKED_MS)
  return { kind: 'again', notBefore: later(now, Math.ceil(pause)), error }
}

/** What is too early, too much or too slow now may go well later; any other refusal and a redirect are meant. */
function mayRepeat(answer: PostAnswer): boolean {
  if (!answer.isAnswered) return !answer.isForGood
  const { status } = answer
  return status >= 500 || status === 408 || status === 425 || status === 429 || status < 200
}
