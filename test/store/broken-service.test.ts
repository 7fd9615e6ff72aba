// What somebody who writes a service store may get wrong, each with a case of the suite that has to find it.
import { expect } from 'chai'
import type { ServiceStore } from '../../src/ports/service-store.js'
import { memoryStore } from '../../src/store/memory/memory-store.js'
import { serviceStoreContract } from '../../src/testing/service-store-contract.js'

type Broken = readonly [name: string, spoil: (service: ServiceStore) => Partial<ServiceStore>]

const BROKEN: readonly Broken[] = [
  ['forgets that a key was revoked', () => ({ revokeKey: async () => true })],
  [
    'lists hashes',
    (service) => ({
      keys: async (space) =>
        Promise.all((await service.keys(space)).map(async ({ id }) => (await service.key(id)) ?? never())),
    }),
  ],
  [
    'revokes keys of every workspace',
    (service) => ({
      revokeKey: async (_, id, at) => service.revokeKey((await service.key(id))?.workspace ?? '', id, at),
    }),
  ],
  ['counts revoked keys', (service) => ({ hasKeys: async () => (await service.workspaces()).length > 0 })],
  ['gives every request to everybody', () => ({ claimRequest: async () => ({ state: 'new' }) })],
  [
    'takes another request for the same',
    (service) => ({ claimRequest: (space, claim) => service.claimRequest(space, { ...claim, fingerprint: '' }) }),
  ],
  [
    'never gives up a claim',
    (service) => ({ claimRequest: (space, claim) => service.claimRequest(space, { ...claim, until: claim.expires }) }),
  ],
  [
    'drops what was answered',
    (service) => ({
      claimRequest: async (space, claim) =>
        (await service.claimRequest(space, claim)).state === 'answered'
          ? { state: 'new' }
          : service.claimRequest(space, claim),
    }),
  ],
  [
    'prunes requests before they expire',
    (service) => ({
      pruneRequests: (space, _, limit) => service.pruneRequests(space, '2999-01-01T00:00:00.000Z', limit),
    }),
  ],
  [
    'finds a command on whatever thread',
    (service) => ({ journalOfCommand: (space, _, command) => service.journalOfCommand(space, 'tg:anna', command) }),
  ],
  [
    'tells commands without events',
    (service) => ({
      log: async (space, after, limit) => {
        const page = await service.log(space, after, limit)
        const entry = page.next === after ? null : await service.logEntry(space, page.next)
        return entry === null
          ? page
          : { ...page, entries: [...page.entries.filter(({ place }) => place !== entry.place), entry] }
      },
    }),
  ],
  ['tells no gap', (service) => ({ log: async (...asked) => ({ ...(await service.log(...asked)), isGap: false }) })],
  [
    'tells a gap over and over',
    (service) => ({ log: async (...asked) => ({ ...(await service.log(...asked)), isGap: true }) }),
  ],
  [
    'stays before a command without events',
    (service) => ({
      log: async (space, after, limit) => {
        const page = await service.log(space, after, limit)
        return page.entries.length === 0 && !page.isGap ? { ...page, next: after } : page
      },
    }),
  ],
  [
    'tells an entry twice',
    (service) => ({
      log: async (space, after, limit) => {
        const own = await service.logEntry(space, after)
        const page = await service.log(space, after, limit)
        return { ...page, entries: own === null ? page.entries : [own, ...page.entries] }
      },
    }),
  ],
  [
    'ends the log before its last entry',
    (service) => ({ logEnd: async (space) => service.logAt(space, '1970-01-01T00:00:00.000Z') }),
  ],
  ['takes any text for a place', () => ({ isLogPlace: () => true })],
  [
    'gives a lease that another has',
    (service) => ({
      takeLease: (space, claim) => service.takeLease(space, { ...claim, now: '2999-01-01T00:00:00.000Z' }),
    }),
  ],
  [
    'lets a lease go for anybody',
    (service) => ({
      dropLease: async (space, { name }) => {
        const all = { now: '2999-01-01T00:00:00.000Z', until: '1970-01-01T00:00:00.000Z' }
        await service.takeLease(space, { name, holder: 'anybody', ...all })
      },
    }),
  ],
  [
    'shows presence that has lapsed',
    (service) => ({ presence: (space) => service.presence(space, '1970-01-01T00:00:00.000Z') }),
  ],
  [
    'claims paused endpoints',
    (service) => ({ addEndpoint: (space, one) => service.addEndpoint(space, { ...one, isPaused: false }) }),
  ],
  [
    'claims endpoints before they may be tried',
    (service) => ({
      claimEndpoints: (space, claim) => service.claimEndpoints(space, { ...claim, now: '2999-01-01T00:00:00.000Z' }),
    }),
  ],
  [
    'lets a lost claim settle',
    (service) => ({
      settleEndpoint: async (space, settlement, until) => {
        await service.settleEndpoint(space, settlement, until)
        return true
      },
    }),
  ],
  [
    'keeps the attempts at a new place',
    (service) => ({
      changeEndpoint: async (space, id, changes) => {
        const before = await service.endpoint(space, id)
        const isChanged = await service.changeEndpoint(space, id, changes)
        const [claimed] =
          changes.place === undefined
            ? []
            : await service.claimEndpoints(space, {
                now: '2999-01-01T00:00:00.000Z',
                until: '2999-01-01T00:00:00.000Z',
                limit: 1,
              })
        if (claimed !== undefined && before !== null)
          await service.settleEndpoint(
            space,
            { ...claimed, attempts: before.attempts, deadLetters: [], isReleased: true },
            claimed.notBefore,
          )
        return isChanged
      },
    }),
  ],
  [
    'leaves letters when their endpoint goes',
    (service) => ({
      removeEndpoint: async (space, id) => (await service.endpoint(space, id)) !== null,
      addEndpoint: async (space, one) =>
        (await service.endpoint(space, one.id)) === null ? service.addEndpoint(space, one) : undefined,
    }),
  ],
  [
    'takes an edit of an old draft',
    (service) => ({ saveRuleDraft: (space, { ifRevision: _, ...draft }) => service.saveRuleDraft(space, draft) }),
  ],
  [
    'publishes after whatever version',
    (service) => ({ publishRules: (space, { ifNumber: _, ...version }) => service.publishRules(space, version) }),
  ],
  [
    'publishes for all at once what was to be rolled out',
    (service) => ({ publishRules: (space, { share: _, ...version }) => service.publishRules(space, version) }),
  ],
  [
    'takes no roll-out back',
    (service) => ({
      shareRules: (space, step) => service.shareRules(space, step.share === 0 ? { ...step, share: 100 } : step),
    }),
  ],
  [
    'lists versions from the first',
    (service) => ({ ruleVersions: async (...asked) => [...(await service.ruleVersions(...asked))].reverse() }),
  ],
  ['has one draft for all workspaces', (service) => ({ ruleDraft: () => service.ruleDraft('contract') })],
]

function never(): never {
  throw new Error('It is there')
}

describe('the suite for service stores finds one that', () => {
  for (const [name, spoil] of BROKEN) {
    it(name, async () => {
      const found: string[] = []
      for (const one of serviceStoreContract()) {
        const store = memoryStore()
        const broken = { ...store, service: { ...store.service, ...spoil(store.service) } }
        await one.run(async () => broken).catch(() => found.push(one.name))
      }
      expect(found).not.to.deep.equal([])
      expect(found.length).to.be.below(serviceStoreContract().length)
    })
  }
})
