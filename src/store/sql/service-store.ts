// What the HTTP service keeps, on SQL. Every request asks for its key, so those that come together are looked up together.
import type {
  AgentPresence,
  ClaimedRequest,
  CurrentRules,
  KeptAnswer,
  ServiceStore,
  StoredApiKey,
} from '../../ports/service-store.js'
import { type Ask, asking, decode, present } from './ask.js'
import type { Driver } from './driver.js'
import { encode } from './encode.js'
import { figureStore } from './figure-store.js'
import { type Grouped, grouped } from './grouped.js'
import { entryOf, type StoredEntry } from './journal-doc.js'
import { historiesFrom } from './service-histories.js'
import { serviceLog } from './service-log.js'
import { ADD_KEY, HAS_KEYS, KEYS, KEYS_BY_ID, REVOKE_KEY, WORKSPACES_WITH_KEYS } from './statements/api-keys.js'
import { JOURNAL_OF_COMMAND } from './statements/journal.js'
import { DROP_LEASE, TAKE_LEASE } from './statements/leases.js'
import { PRESENCE, SET_PRESENCE } from './statements/presence.js'
import { CLAIM_REQUEST, DROP_REQUEST, PRUNE_REQUESTS, SETTLE_REQUEST } from './statements/requests.js'
import {
  CURRENT_RULES,
  PUBLISH_RULES,
  RULE_DRAFT,
  RULE_VERSION,
  RULE_VERSIONS,
  SAVE_RULE_DRAFT,
  SHARE_RULES,
} from './statements/rules.js'
import {
  ADD_ENDPOINT,
  CHANGE_ENDPOINT,
  CLAIM_ENDPOINTS,
  DISCARD_LETTER,
  ENDPOINT_BY_ID,
  ENDPOINTS,
  LETTERS,
  REMOVE_ENDPOINT,
  SETTLE_ENDPOINT,
} from './statements/webhooks.js'

/** Keys that are looked up together at most. */
const GROUP_LIMIT = 200
/** For statements that are for no workspace. */
const NOWHERE = ''

export function serviceStore(driver: Driver): ServiceStore {
  const ask = asking(driver)
  return {
    ...keysOf(driver, ask),
    ...requestsOf(ask),
    ...serviceLog(ask),
    ...historiesFrom(ask),
    figures: figureStore(ask),
    presence: async (workspace, now) =>
      (await ask.list<AgentPresence>(workspace, PRESENCE, now)).toSorted((left, right) =>
        left.agent < right.agent ? -1 : 1,
      ),
    setPresence: async (workspace, presence) => void (await ask.text(workspace, SET_PRESENCE, presence)),
    takeLease: (workspace, claim) => ask.did(workspace, TAKE_LEASE, claim),
    dropLease: async (workspace, { name, holder }) => void (await ask.text(workspace, DROP_LEASE, { name, holder })),
    ...endpointsOf(ask),
    ...rulesOf(ask),
  }
}

type Keys = 'addKey' | 'key' | 'keys' | 'revokeKey' | 'hasKeys' | 'workspaces'

function keysOf(driver: Driver, ask: Ask): Pick<ServiceStore, Keys> {
  const lane: Grouped<string, StoredApiKey | null> = grouped({
    turns: driver.turns,
    limit: GROUP_LIMIT,
    weightLimit: Number.POSITIVE_INFINITY,
    weight: () => 0,
    keys: () => [],
    mayBlameOne: () => false,
    together: async (ids) => present(decode(await ask.text(NOWHERE, KEYS_BY_ID, ids))),
  })
  return {
    addKey: async ({ workspace, ...key }) => void (await ask.text(workspace, ADD_KEY, key)),
    key: (id) => lane.run(id),
    keys: (workspace) => ask.list(workspace, KEYS),
    revokeKey: (workspace, id, at) => ask.did(workspace, REVOKE_KEY, { id, at }),
    hasKeys: () => ask.did(NOWHERE, HAS_KEYS),
    workspaces: async () => (await ask.list<string>(NOWHERE, WORKSPACES_WITH_KEYS)).toSorted(),
  }
}

interface StoredClaim {
  readonly state: ClaimedRequest['state']
  readonly command: string
  readonly status: number | null
  readonly body: string | null
}

type Requests = 'claimRequest' | 'settleRequest' | 'dropRequest' | 'pruneRequests' | 'journalOfCommand'

function requestsOf(ask: Ask): Pick<ServiceStore, Requests> {
  return {
    claimRequest: async (workspace, claim) =>
      claimedOf(present(await ask.value<StoredClaim>(workspace, CLAIM_REQUEST, claim))),
    settleRequest: async (workspace, key, { status, body }) =>
      void (await ask.text(workspace, SETTLE_REQUEST, { key, status, body })),
    dropRequest: async (workspace, key) => void (await ask.text(workspace, DROP_REQUEST, key)),
    pruneRequests: async (workspace, now, limit) => Number(await ask.text(workspace, PRUNE_REQUESTS, { now, limit })),
    journalOfCommand: async (workspace, thread, command) => {
      const asked = { thread, command, text: encode(command) }
      const stored = await ask.value<StoredEntry>(workspace, JOURNAL_OF_COMMAND, asked)
      return stored === null ? null : entryOf(stored)
    },
  }
}

function claimedOf({ state, command, status, body }: StoredClaim): ClaimedRequest {
  switch (state) {
    case 'answered':
      return { state, answer: { status: status ?? 0, body: body ?? '' } satisfies KeptAnswer }
    case 'interrupted':
      return { state, command }
    case 'new':
    case 'busy':
    case 'mismatch':
      return { state }
    default:
      return state satisfies never
  }
}

type Endpoints =
  | 'addEndpoint'
  | 'endpoints'
  | 'endpoint'
  | 'changeEndpoint'
  | 'removeEndpoint'
  | 'claimEndpoints'
  | 'settleEndpoint'
  | 'letters'
  | 'discardLetter'

function endpointsOf(ask: Ask): Pick<ServiceStore, Endpoints> {
  return {
    addEndpoint: async (workspace, endpoint) => void (await ask.text(workspace, ADD_ENDPOINT, endpoint)),
    endpoints: (workspace) => ask.list(workspace, ENDPOINTS),
    endpoint: (workspace, id) => ask.value(workspace, ENDPOINT_BY_ID, id),
    changeEndpoint: (workspace, id, changes) => ask.did(workspace, CHANGE_ENDPOINT, id, changes),
    removeEndpoint: (workspace, id) => ask.did(workspace, REMOVE_ENDPOINT, id),
    claimEndpoints: (workspace, claim) =>
      ask.list(workspace, CLAIM_ENDPOINTS, { ...claim, token: crypto.randomUUID() }),
    settleEndpoint: (workspace, settlement, until) => ask.did(workspace, SETTLE_ENDPOINT, { ...settlement, until }),
    letters: (workspace, filter) => ask.list(workspace, LETTERS, filter),
    discardLetter: (workspace, endpoint, event) => ask.did(workspace, DISCARD_LETTER, { endpoint, event }),
  }
}

type Rules =
  | 'ruleDraft'
  | 'saveRuleDraft'
  | 'publishRules'
  | 'shareRules'
  | 'currentRules'
  | 'ruleVersion'
  | 'ruleVersions'

function rulesOf(ask: Ask): Pick<ServiceStore, Rules> {
  return {
    ruleDraft: (workspace) => ask.value(workspace, RULE_DRAFT),
    saveRuleDraft: async (workspace, draft) => {
      const revision = await ask.value<number>(workspace, SAVE_RULE_DRAFT, draft)
      if (revision === null) return null
      const { ifRevision: _, ...saved } = draft
      return { revision, ...saved }
    },
    publishRules: async (workspace, version) => {
      const number = await ask.value<number>(workspace, PUBLISH_RULES, version)
      if (number === null) return null
      const { ifNumber: _, share, ...published } = version
      const { author, at } = version
      return { number, ...published, shares: share === undefined ? [] : [{ share, author, at }] }
    },
    shareRules: (workspace, step) => ask.value(workspace, SHARE_RULES, step),
    currentRules: async (workspace) => present(await ask.value<CurrentRules>(workspace, CURRENT_RULES)),
    ruleVersion: (workspace, number) => ask.value(workspace, RULE_VERSION, number),
    ruleVersions: (workspace, page) => ask.list(workspace, RULE_VERSIONS, page),
  }
}
