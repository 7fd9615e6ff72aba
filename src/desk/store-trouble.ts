import { StoreError } from '../ports/store-error.js'
import { RefusedError } from './refused-error.js'

/** What a caller of the desk is told when the store fails: nothing was written, unless the sentence says that it isn't known. */
export function asRefusal(error: unknown): unknown {
  if (!(error instanceof StoreError)) return error
  const code = error.code === 'invalid-data' ? 'invalid' : 'unavailable'
  const isUnsure = error.isOutcomeUnknown
  const message = isUnsure ? `${error.message}. It may or may not be done: look before you repeat it` : error.message
  return new RefusedError({ code, message }, null, error)
}

type Method = (...args: readonly never[]) => unknown

/** The same object whose promises reject with refusals where the store is to blame. */
export function withRefusals<T extends { readonly [name in keyof T]: Method }>(desk: T): T {
  const guarded = Object.entries<Method>(desk).map(([name, method]) => [
    name,
    (...args: readonly never[]) => {
      const answer = method(...args)
      return answer instanceof Promise ? answer.catch((error: unknown) => Promise.reject(asRefusal(error))) : answer
    },
  ])
  return Object.fromEntries(guarded) as T
}
