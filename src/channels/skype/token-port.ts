import type { AccessToken, TokenPort } from '../../ports/channel-adapter.js'

/** A token that ends within this time isn't given any more: the call it is for may wait that long. */
const MARGIN_MS = 120_000

interface Kept {
  readonly token: string
  readonly until: number
}

/** Access tokens kept in memory. */
export function tokenPort(now: () => number): TokenPort {
  const kept = new Map<string, Kept>()
  const underWay = new Map<string, Promise<AccessToken>>()
  return {
    tokenOf: async (key, fetch, refused) => {
      const known = kept.get(key)
      if (known !== undefined && known.token !== refused && now() < known.until) return known.token
      const asked = underWay.get(key) ?? fetch().finally(() => underWay.delete(key))
      underWay.set(key, asked)
      const { token, lifeMs } = await asked
      kept.set(key, { token, until: now() + lifeMs - MARGIN_MS })
      return token
    },
  }
}
