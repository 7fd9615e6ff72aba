// Who asks, and for which workspace. Keys are looked up at each request, so that a revoked one ends at once. Where no key
// stands, only this machine is served, by the socket's address: headers can say anything, and a page in the user's own
// browser (DNS rebinding, forms of foreign sites) can come from this machine too.
import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import type { KeyScope, ServiceStore } from '../ports/service-store.js'
import { allows, type GivenKey, isSecretOf, parseKey } from './keys.js'
import type { WrongKeys } from './limits.js'
import { fail } from './problem.js'

export interface Access {
  readonly workspace: string
  readonly scopes: readonly KeyScope[]
  /** Id of the key; `null`: no keys are in use here. */
  readonly key: string | null
}

declare module 'fastify' {
  interface FastifyRequest {
    /** `null` on calls that need no key. */
    access: Access | null
  }
}

/** Of a request to a call that needs a key. */
export function accessOf(request: { readonly access: Access | null }): Access {
  return request.access ?? fail('unauthorized', 'This call needs a key')
}

export interface Gate {
  /** Throws a problem where the request may not go on. */
  readonly admit: (request: FastifyRequest, scope: KeyScope) => Promise<Access>
}

const OPEN: Access = { workspace: 'default', scopes: ['admin'], key: null }

export interface GateOptions {
  readonly keys: 'auto' | 'required' | 'none'
  /** Foreign pages that may call. */
  readonly origins: readonly string[]
  readonly wrongKeys: WrongKeys
}

export function gate(kept: ServiceStore, { keys, origins, wrongKeys }: GateOptions): Gate {
  // Keys that stood once are asked for as long as this process lives: revoking the last one must not open the door.
  let isKeyed = keys === 'required'
  // Behind a proxy strangers come from the same address as everybody: their wrong keys must not keep out keys that were
  // right before. Id and hash; each is still looked up.
  const proved = new Map<string, string>()

  async function needsKey(): Promise<boolean> {
    if (isKeyed || keys === 'none') return isKeyed
    isKeyed = await kept.hasKeys()
    return isKeyed
  }

  return {
    admit: async (request, scope) => {
      const { authorization } = request.headers
      if (authorization === undefined && !(await needsKey())) {
        refuseStrangers(request, origins)
        return OPEN
      }
      const { id, secret } = givenKey(authorization)
      const hash = proved.get(id)
      if (hash === undefined || !isSecretOf(secret, { hash })) await wrongKeys.check(request, false)
      const stored = await kept.key(id)
      if (stored === null || !isSecretOf(secret, stored) || stored.revokedAt !== null) {
        if (stored === null || stored.revokedAt !== null) proved.delete(id)
        await wrongKeys.check(request, true)
        // One sentence for all: a guesser must not learn which ids there are.
        return refuseKey('This key is not known or was revoked')
      }
      proved.set(id, stored.hash)
      const access = { workspace: stored.workspace, scopes: stored.scopes, key: stored.id }
      if (!allows(access.scopes, scope)) fail('forbidden', `This takes a key with the scope ${scope}`)
      return access
    },
  }
}

function givenKey(authorization: string | undefined): GivenKey {
  if (authorization === undefined) return refuseKey('Send `Authorization: Bearer <key>`; `caseline keys add` makes one')
  const [, text = ''] = /^Bearer +(\S+) *$/i.exec(authorization) ?? []
  return parseKey(text) ?? refuseKey('The Authorization header holds no key of the form `Bearer cl_…`')
}

function refuseKey(detail: string): never {
  return fail('unauthorized', detail, { headers: { 'www-authenticate': 'Bearer realm="caseline"' } })
}

function refuseStrangers(request: FastifyRequest, origins: readonly string[]): void {
  const { headers, socket } = request.raw
  const isProxied = headers.forwarded !== undefined || headers['x-forwarded-for'] !== undefined
  if (!isLoopback(socket.remoteAddress ?? '') || isProxied)
    refuseKey('Without keys only this machine is served; `caseline keys add` makes one')
  if (!isLocalHost(headers.host ?? ''))
    refuseKey('Without keys this service answers to localhost only; `caseline keys add` makes a key')
  const { origin } = headers
  if (origin !== undefined && origins.includes(origin)) return
  if (headers['sec-fetch-site'] === 'cross-site' || (origin !== undefined && !isLocalHost(hostOf(origin))))
    refuseKey('Without keys no foreign page is served; `caseline keys add` makes a key')
}

function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, '')
  return plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'))
}

function isLocalHost(host: string): boolean {
  const name = host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1')
  return name === 'localhost' || isLoopback(name)
}

function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : ''
}
