import type { Json } from '../core/json.js'
import type { CallOutcome } from '../core/thread/command.js'
import { refuse } from './refused-error.js'

/** Characters of what a function may return, as JSON: it is kept with the chat. */
const MOST = 10_000
const LONGEST_MESSAGE = 1_000

/** What a function returned, as JSON; what can't be said in JSON, or is too long, is a failure of the function. */
export function outcomeOf(outcome: CallOutcome): CallOutcome {
  if (typeof outcome !== 'object' || outcome === null || typeof outcome.ok !== 'boolean')
    return refuse('invalid', 'outcome must be { ok: true, value } or { ok: false, message }', { pointer: '/outcome' })
  if (!outcome.ok) return failure(String(outcome.message))
  try {
    const text = JSON.stringify(outcome.value ?? null) ?? 'null'
    if (text.length > MOST) return failure(`It returned ${text.length} characters of JSON; at most ${MOST} are kept`)
    const value: Json = JSON.parse(text)
    return { ok: true, value }
  } catch (error) {
    return failure(`What it returned is no JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function failure(message: string): CallOutcome {
  return { ok: false, message: message.slice(0, LONGEST_MESSAGE) }
}
