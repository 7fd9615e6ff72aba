// Proof of a Bot Framework delivery. The token's signature doesn't cover the body: it proves that the connector calls our
// bot, and for which service. jose checks signature, issuer, audience and time; that the token speaks for this `serviceUrl`
// and that its key is endorsed for this channel are ours to check (jose takes tokens that fail both).
import { decodeProtectedHeader, importJWK, jwtVerify } from 'jose'
import type { RawDelivery, ReceivePorts } from '../../ports/channel-adapter.js'
import { asList, pick } from '../shared/read.js'
import type { SkypeAccount } from './account.js'
import { isSameService } from './service-url.js'

const ALGORITHMS = ['RS256', 'RS384', 'RS512']
const CLOCK_SKEW_S = 300
const LONGEST_TOKEN = 16_384

export interface Proof {
  readonly serviceUrl: unknown
  readonly endorsements: readonly unknown[]
}

interface Refused {
  readonly is: 'forged' | 'unavailable'
  readonly reason: string
}

/** `unavailable`: nobody can tell now, as the keys can't be had; the connector may come again. */
export type Verified = { readonly is: 'authentic'; readonly proof: Proof } | Refused

export async function verify(delivery: RawDelivery, account: SkypeAccount, ports: ReceivePorts): Promise<Verified> {
  const token = bearerOf(delivery.headers.authorization)
  if (token === null) return forged('no bearer token')
  const header = headerOf(token)
  if (header === null) return forged('a token of another kind')
  const found = await keyOf(header.kid, account, ports)
  if ('is' in found) return found
  try {
    const key = await importJWK({ kty: 'RSA', n: found.n, e: found.e }, header.alg)
    const { payload } = await jwtVerify(token, key, {
      algorithms: ALGORITHMS,
      issuer: account.issuer,
      audience: account.appId,
      clockTolerance: CLOCK_SKEW_S,
      currentDate: new Date(ports.now()),
      requiredClaims: ['exp'],
    })
    return { is: 'authentic', proof: { serviceUrl: payload.serviceurl, endorsements: found.endorsements } }
  } catch (error) {
    const code = pick(error, 'code')
    return forged(typeof code === 'string' ? `the token does not hold: ${code}` : 'the token does not hold')
  }
}

/** Whether the token speaks for what the activity says of itself; the reason, if it doesn't. */
export function mismatchOf(proof: Proof, activity: unknown): string | null {
  if (!isSameService(proof.serviceUrl, pick(activity, 'serviceUrl'))) return 'the token is for another serviceUrl'
  const channelId = pick(activity, 'channelId')
  const isEndorsed = typeof channelId === 'string' && proof.endorsements.includes(channelId)
  return isEndorsed ? null : 'the key is not endorsed for this channel'
}

function bearerOf(header: string | undefined): string | null {
  if (header === undefined || header.length > LONGEST_TOKEN) return null
  const token = /^bearer +([\w-]+\.[\w-]+\.[\w-]+)$/iu.exec(header)?.[1] ?? null
  return token?.split('.').every(isCanonical) ? token : null
}

/** The last letter of base64 has bits that say nothing: with them one token could be written in several ways. */
function isCanonical(part: string): boolean {
  return Buffer.from(part, 'base64url').toString('base64url') === part
}

function headerOf(token: string): { readonly alg: string; readonly kid: string } | null {
  try {
    const { alg, kid } = decodeProtectedHeader(token)
    const isFit = alg !== undefined && ALGORITHMS.includes(alg) && kid !== undefined && kid.length <= 200
    return isFit ? { alg, kid } : null
  } catch {
    return null
  }
}

interface RsaKey {
  readonly n: string
  readonly e: string
  readonly endorsements: readonly unknown[]
}

async function keyOf(kid: string, account: SkypeAccount, ports: ReceivePorts): Promise<RsaKey | Refused> {
  if (ports.keys === undefined) return { is: 'unavailable', reason: 'there is no port for public keys' }
  const ca = account.ca === undefined ? {} : { ca: account.ca }
  try {
    const known = await ports.keys.keysOf(account.openIdUrl, ca)
    const key = rsaKey(known, kid) ?? rsaKey(await ports.keys.keysOf(account.openIdUrl, { ...ca, lacking: kid }), kid)
    return key ?? forged('the token names a key that the provider does not publish')
  } catch {
    return { is: 'unavailable', reason: 'the public keys can not be had' }
  }
}

function rsaKey(keys: readonly unknown[], kid: string): RsaKey | null {
  const key = keys.find((one) => pick(one, 'kid') === kid && pick(one, 'kty') === 'RSA')
  const [n, e] = [pick(key, 'n'), pick(key, 'e')]
  if (typeof n !== 'string' || typeof e !== 'string') return null
  return { n, e, endorsements: asList(pick(key, 'endorsements')) }
}

function forged(reason: string): Refused {
  return { is: 'forged', reason }
}
