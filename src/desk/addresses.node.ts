// Keeps rules from reaching into the helpdesk's own network: the name is looked up and every address must be public, and
// the connection goes to the very address that was looked at, so that a name can't change its mind in between.
import { ADDRCONFIG, type LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

export interface Posting {
  readonly url: string
  readonly body: string
  readonly headers: { readonly [name: string]: string }
  readonly timeoutMs: number
  readonly allowPrivateAddresses: boolean
  /** Looks a host name up. Default: the machine's resolver. */
  readonly resolve?: (host: string) => Promise<readonly LookupAddress[]>
}

export interface Posted {
  readonly status: number
  readonly retryAfter: string | null
}

/** POSTs; redirects are not followed. Rejects with an `Error` whose `code` is `private-address` for addresses that aren't public. */
export async function post(posting: Posting): Promise<Posted> {
  const url = placeOf(posting)
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp
    const request = send(
      url,
      {
        method: 'POST',
        headers: { ...posting.headers, 'content-length': Buffer.byteLength(posting.body) },
        signal: AbortSignal.timeout(posting.timeoutMs),
        lookup: lookupIn(posting),
      },
      (response) => {
        response.resume()
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] ?? null }),
        )
        response.on('error', reject)
      },
    )
    request.on('error', reject)
    request.end(posting.body)
  })
}

export interface Getting {
  readonly url: string
  readonly headers: { readonly [name: string]: string }
  /** Until the whole body is there. */
  readonly timeoutMs: number
  readonly maxBytes: number
  readonly allowPrivateAddresses: boolean
  readonly resolve?: NonNullable<Posting['resolve']>
}

export interface Got {
  readonly status: number
  /** Of a redirect, which isn't followed. */
  readonly location: string | null
  /** Bytes as the other side tells them. */
  readonly size: number | null
  /** Fails with `code` `too-large` behind `maxBytes`, and when the time is over. */
  readonly body: AsyncIterable<Uint8Array>
  /** For those who don't read the body. */
  readonly drop: () => void
}

/** GETs. Rejects as `post` does, and with the `code` `too-large` where the other side tells more than `maxBytes`. */
export async function get(getting: Getting): Promise<Got> {
  const url = placeOf(getting)
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp
    const signal = AbortSignal.timeout(getting.timeoutMs)
    const request = send(
      url,
      { method: 'GET', headers: getting.headers, signal, agent: false, lookup: lookupIn(getting) },
      (response) => {
        const { statusCode: status = 0, headers } = response
        const said = Number(headers['content-length'] ?? Number.NaN)
        const size = Number.isSafeInteger(said) ? said : null
        const location = status >= 300 && status < 400 ? (headers.location ?? null) : null
        if (size !== null && size > getting.maxBytes) {
          response.destroy()
          return reject(coded('too-large', `The file has ${size} bytes`))
        }
        // Whoever reads meets the error; until then nobody listens.
        response.on('error', () => undefined)
        return resolve({
          status,
          location,
          size,
          body: limited(response, getting.maxBytes),
          drop: () => response.destroy(),
        })
      },
    )
    request.on('error', reject)
    request.end()
  })
}

async function* limited(body: AsyncIterable<Uint8Array>, most: number): AsyncIterable<Uint8Array> {
  let size = 0
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > most) throw coded('too-large', `The file has more than ${most} bytes`)
    yield chunk
  }
}

/**
 * Whether `post` would go there now; what a name says later is looked at again by each `post`. Rejects as `post` does, and
 * with the resolver's error for a name that isn't known.
 */
export async function checkAddress(posting: Pick<Posting, 'url' | 'allowPrivateAddresses' | 'resolve'>): Promise<void> {
  const host = hostOf(placeOf(posting))
  if (isIP(host) === 0) await addressesOf(host, posting)
}

type Place = Pick<Posting, 'url' | 'allowPrivateAddresses' | 'resolve'>

function placeOf({ url: text, allowPrivateAddresses }: Place): URL {
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw coded('bad-address', `${url.protocol} is not http or https`)
  const host = hostOf(url)
  if (!allowPrivateAddresses && isIP(host) !== 0 && isPrivate(host))
    throw coded('private-address', `${host} is not a public address`)
  return url
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/gu, '')
}

/** For Node's `lookup`: the connection goes to an address that was looked at. */
function lookupIn(place: Place): LookupFunction {
  return (name, options, done) => {
    addressesOf(name, place).then(
      (addresses) => {
        const fitting = addresses.filter(({ family }) => !options.family || options.family === family)
        const [first] = fitting
        if (first === undefined) return done(coded('ENOTFOUND', `${name} has no address`), [])
        if (options.all) return done(null, [...fitting])
        return done(null, first.address, first.family)
      },
      (error) => done(error, []),
    )
  }
}

async function addressesOf(name: string, { allowPrivateAddresses, resolve }: Place): Promise<readonly LookupAddress[]> {
  const addresses = await (resolve === undefined ? lookup(name, { all: true, hints: ADDRCONFIG }) : resolve(name))
  const wrong = allowPrivateAddresses ? undefined : addresses.find(({ address }) => isPrivate(address))
  if (wrong !== undefined) throw coded('private-address', `${name} is ${wrong.address}, not a public address`)
  return addresses
}

function coded(code: string, message: string): NodeJS.ErrnoException {
  return Object.assign(new Error(message), { code })
}

const PRIVATE_4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]

/** Also the IPv6 forms that carry an IPv4 address (mapped, NAT64, 6to4, Teredo), which could name a private one. */
const PRIVATE_6: readonly (readonly [string, number])[] = [
  ['::', 96],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 32],
  ['100::', 64],
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
]

interface Blocked {
  readonly ipv4: BlockList
  readonly ipv6: BlockList
}

let blocked: Blocked | null = null

function isPrivate(address: string): boolean {
  blocked ??= { ipv4: blockList(PRIVATE_4, 'ipv4'), ipv6: blockList(PRIVATE_6, 'ipv6') }
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/iu.exec(address)?.[1]
  if (mapped !== undefined) return blocked.ipv4.check(mapped, 'ipv4')
  return isIP(address) === 6 ? blocked.ipv6.check(address, 'ipv6') : blocked.ipv4.check(address, 'ipv4')
}

/** One list per family: in one with both, Node finds every IPv4 address in `::ffff:0:0/96`. */
function blockList(nets: readonly (readonly [string, number])[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList()
  for (const [net, prefix] of nets) list.addSubnet(net, prefix, family)
  return list
}
