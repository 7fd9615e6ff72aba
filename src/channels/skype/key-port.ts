// Bot Framework's public keys: the OpenID document names the address of the key set. Kept for a day, as the provider asks;
// fetched anew for an unknown key id at most once an hour, or a stranger with made-up ids would have us ask without end.
import type { HttpPort, KeyPort } from '../../ports/channel-adapter.js'
import { isSafeAddress } from '../shared/account-reader.js'
import { jsonText } from '../shared/json-body.js'
import { asFields, asList, pick } from '../shared/read.js'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** While the provider can't be reached, keys of yesterday are better than losing every message. */
const STALE_MS = 2 * DAY_MS
const AFTER_FAILURE_MS = 30_000
const MOST_KEYS = 200

interface Kept {
  keys: readonly unknown[]
  fetchedAt: number
  failedAt: number
  underWay: Promise<readonly unknown[]> | null
}

export function openIdKeys(http: HttpPort, now: () => number): KeyPort {
  const kept = new Map<string, Kept>()
  return {
    keysOf: async (openIdUrl, { ca, lacking } = {}) => {
      const one = kept.get(openIdUrl) ?? { keys: [], fetchedAt: -Infinity, failedAt: -Infinity, underWay: null }
      kept.set(openIdUrl, one)
      const age = now() - one.fetchedAt
      if (age < (lacking === undefined ? DAY_MS : HOUR_MS)) return one.keys
      const isStale = age < STALE_MS
      if (now() - one.failedAt < AFTER_FAILURE_MS) return isStale ? one.keys : unreachable()
      one.underWay ??= renewed(one, http, openIdUrl, ca, now)
      try {
        return await one.underWay
      } catch (error) {
        if (isStale) return one.keys
        throw error
      }
    },
  }
}

async function renewed(
  one: Kept,
  http: HttpPort,
  openIdUrl: string,
  ca: string | undefined,
  now: () => number,
): Promise<readonly unknown[]> {
  try {
    one.keys = await fetchedKeys(http, openIdUrl, ca)
    one.fetchedAt = now()
    return one.keys
  } catch (error) {
    one.failedAt = now()
    throw error
  } finally {
    one.underWay = null
  }
}

/** The keys as they stand there now. Rejects for whatever is no key set. */
export async function fetchedKeys(http: HttpPort, openIdUrl: string, ca?: string): Promise<readonly unknown[]> {
  const document = await fetchedJson(http, openIdUrl, ca)
  const address = pick(document, 'jwks_uri')
  if (typeof address !== 'string' || !isSafeAddress(address)) throw new Error('The OpenID document names no key set')
  const keys = asList(pick(await fetchedJson(http, address, ca), 'keys')).filter((key) => asFields(key) !== undefined)
  if (keys.length === 0) throw new Error('The key set is empty')
  return keys.slice(0, MOST_KEYS)
}

async function fetchedJson(http: HttpPort, url: string, ca: string | undefined): Promise<unknown> {
  const answer = await http.fetch({ method: 'GET', url, timeoutMs: 5_000, ...(ca === undefined ? {} : { ca }) })
  if (answer.status !== 200) throw new Error(`The provider of keys answered with HTTP ${answer.status}`)
  return jsonText(answer.body)
}

function unreachable(): never {
  throw new Error('The provider of keys could not be reached a moment ago')
}
