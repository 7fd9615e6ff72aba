// Which requests were begun and what was answered to them, of one workspace.
import type { ClaimedRequest, KeptAnswer, RequestClaim } from '../../../ports/service-store.js'

export interface RequestBook {
  readonly claim: (claim: RequestClaim) => ClaimedRequest
  readonly settle: (key: string, answer: KeptAnswer) => void
  readonly drop: (key: string) => void
  readonly prune: (now: string, limit: number) => number
}

interface Begun {
  readonly claim: RequestClaim
  readonly answer: KeptAnswer | null
}

export function requestBook(): RequestBook {
  const all = new Map<string, Begun>()
  return {
    claim: (claim) => {
      const { key, now, until, expires } = claim
      const known = all.get(key)
      if (known === undefined || known.claim.expires <= now) {
        all.set(key, { claim, answer: null })
        return { state: 'new' }
      }
      if (known.claim.fingerprint !== claim.fingerprint) return { state: 'mismatch' }
      if (known.answer !== null) return { state: 'answered', answer: known.answer }
      if (known.claim.until > now) return { state: 'busy' }
      all.set(key, { claim: { ...known.claim, until, expires }, answer: null })
      return { state: 'interrupted', command: known.claim.command }
    },
    settle: (key, answer) => {
      const known = all.get(key)
      // The first answer stays: it may have been given again already.
      if (known?.answer === null) all.set(key, { ...known, answer })
    },
    drop: (key) => {
      if (all.get(key)?.answer === null) all.delete(key)
    },
    prune: (now, limit) => {
      const old = [...all].filter(([, { claim }]) => claim.expires <= now).slice(0, limit)
      for (const [key] of old) all.delete(key)
      return old.length
    },
  }
}
