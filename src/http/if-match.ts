import { fail } from './problem.js'

/** The version that the caller saw; `undefined`: he doesn't care. */
export function versionOf(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined || ifMatch.trim() === '*') return undefined
  const tag = /^"([^"]*)"$/.exec(ifMatch.trim())?.[1]
  if (tag === undefined) return fail('invalid', 'If-Match must be one ETag of ours, such as "7", or *')
  // A tag that no version has can't be the current one.
  return /^[1-9]\d{0,15}$/.test(tag) ? Number(tag) : stale()
}

export function stale(): never {
  return fail('precondition-failed', 'It is at another version than If-Match says: read it again and decide again')
}
