// The embedder's facts made safe: asked at most once per message and parameters, with a time limit. Late or failed is missing.
import { MISSING } from '../core/rules/missing.js'
import type { FactParams, FactSource } from '../core/rules/snapshot.js'
import type { FactContext, FactOption } from './options.js'

export function ownFacts(
  facts: { readonly [name: string]: FactOption },
  timeoutMs: number,
  context: Omit<FactContext, 'params' | 'signal'>,
): FactSource {
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [
      name,
      typeof fact === 'function' ? once(fact, timeoutMs, context) : fact,
    ]),
  )
}

type Asking = (context: FactContext) => unknown

function once(
  ask: Asking,
  timeoutMs: number,
  context: Omit<FactContext, 'params' | 'signal'>,
): (params: FactParams) => Promise<unknown> {
  const answers = new Map<string, Promise<unknown>>()
  return (params) => {
    const key = JSON.stringify(params)
    const known = answers.get(key)
    if (known !== undefined) return known
    const answer = inTime(ask, timeoutMs, { ...context, params })
    answers.set(key, answer)
    return answer
  }
}

async function inTime(ask: Asking, timeoutMs: number, context: Omit<FactContext, 'signal'>): Promise<unknown> {
  const abort = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<unknown>((resolve) => {
    timer = setTimeout(() => {
      abort.abort()
      resolve(MISSING)
    }, timeoutMs)
  })
  try {
    const value = await Promise.race([Promise.resolve(ask({ ...context, signal: abort.signal })), late])
    return value === undefined ? MISSING : value
  } catch {
    return MISSING
  } finally {
    clearTimeout(timer)
  }
}
