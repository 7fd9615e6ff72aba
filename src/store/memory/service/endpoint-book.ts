// Webhook endpoints of one workspace, who has claimed them, and their dead letters.
import type {
  ClaimedEndpoint,
  EndpointSettlement,
  ServiceStore,
  WebhookEndpoint,
  WebhookLetter,
} from '../../../ports/service-store.js'
import { StoreError } from '../../../ports/store-error.js'

export interface EndpointBook {
  readonly add: (endpoint: WebhookEndpoint) => void
  readonly all: () => readonly WebhookEndpoint[]
  readonly one: (id: string) => WebhookEndpoint | null
  readonly change: (id: string, changes: Parameters<ServiceStore['changeEndpoint']>[2]) => boolean
  readonly remove: (id: string) => boolean
  readonly claim: (claim: Parameters<ServiceStore['claimEndpoints']>[1]) => readonly ClaimedEndpoint[]
  readonly settle: (settlement: EndpointSettlement, until: string) => boolean
  readonly letters: (filter: Parameters<ServiceStore['letters']>[1]) => readonly WebhookLetter[]
  readonly discard: (endpoint: string, event: string) => boolean
}

interface Kept {
  readonly endpoint: WebhookEndpoint
  readonly claim: { readonly token: string; readonly until: string } | null
}

export function endpointBook(): EndpointBook {
  const kept = new Map<string, Kept>()
  const letters = new Map<string, WebhookLetter>()
  let claims = 0
  return {
    add: (endpoint) => {
      if (kept.has(endpoint.id)) throw new StoreError('failed', `There is an endpoint ${endpoint.id} already`)
      kept.set(endpoint.id, { endpoint, claim: null })
    },
    all: () =>
      [...kept.values()]
        .map(({ endpoint }) => endpoint)
        .sort((left, right) => (left.createdAt + left.id < right.createdAt + right.id ? -1 : 1)),
    one: (id) => kept.get(id)?.endpoint ?? null,
    change: (id, changes) => {
      const known = kept.get(id)
      if (known === undefined) return false
      const { endpoint, claim } = known
      const isAnew = changes.place !== undefined
      const anew = { done: 0, attempts: 0, notBefore: endpoint.createdAt, lastError: null }
      kept.set(id, {
        endpoint: { ...endpoint, ...(isAnew ? anew : {}), ...named(changes) },
        claim: isAnew ? null : claim,
      })
      return true
    },
    remove: (id) => {
      for (const [key, letter] of letters) if (letter.endpoint === id) letters.delete(key)
      return kept.delete(id)
    },
    claim: ({ now, until, limit }) => {
      const free = [...kept.values()]
        .filter(({ endpoint, claim }) => !endpoint.isPaused && endpoint.notBefore <= now && (claim?.until ?? '') <= now)
        .map(({ endpoint }) => endpoint)
        .sort((left, right) => (left.notBefore + left.id < right.notBefore + right.id ? -1 : 1))
        .slice(0, limit)
      return free.map((endpoint) => {
        claims += 1
        const token = String(claims)
        kept.set(endpoint.id, { endpoint, claim: { token, until } })
        return { ...endpoint, token }
      })
    },
    settle: ({ id, token, deadLetters, isReleased, ...progress }, until) => {
      const known = kept.get(id)
      if (known?.claim?.token !== token) return false
      kept.set(id, { endpoint: { ...known.endpoint, ...progress }, claim: isReleased ? null : { token, until } })
      for (const letter of deadLetters) {
        if (letter.endpoint === id) letters.set(keyOf(letter.endpoint, letter.event), letter)
      }
      return true
    },
    letters: ({ endpoint, event, limit }) =>
      [...letters.values()]
        .filter((letter) => letter.endpoint === endpoint && (event === undefined || letter.event === event))
        .slice(0, limit),
    discard: (endpoint, event) => letters.delete(keyOf(endpoint, event)),
  }
}

/** Without what is there but undefined. */
function named<T extends object>(changes: T): T {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as T
}

function keyOf(endpoint: string, event: string): string {
  return JSON.stringify([endpoint, event])
}
