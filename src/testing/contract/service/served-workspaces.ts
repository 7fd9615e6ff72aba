import type { ServedStore } from '../../../ports/service-store.js'
import { same } from '../check.js'
import { type ContractCase, promised } from '../contract.js'
import { ANNA, message, minute, SPACE, say, talk } from '../conversation.js'
import { claimed, claimOne, endpoint, settlement } from './endpoints.js'
import { beginning, readOn } from './reading.js'

const OTHER = 'other'

/** One of everything, in this workspace. */
async function fill(store: ServedStore, space: string): Promise<void> {
  const { service } = store
  await say(store, ANNA, message(ANNA, 'm1'), minute(0), space)
  const claim = { key: 'k', fingerprint: space, command: 'c', now: minute(0), until: minute(1), expires: minute(9) }
  await service.claimRequest(space, claim)
  await service.settleRequest(space, 'k', { status: 200, body: space })
  await service.setPresence(space, { agent: 'ann', status: space, until: null })
  await service.addEndpoint(space, endpoint('a', { secret: space }))
  await service.saveRuleDraft(space, { author: space, at: minute(0), sets: [] })
  await service.publishRules(space, { version: space, author: null, note: null, at: minute(0), sets: [] })
}

async function everything(store: ServedStore, space: string): Promise<unknown> {
  const { service } = store
  return [
    (await readOn(store, await beginning(store, space), 10, space)).entries.map(({ place: _, ...entry }) => entry),
    await service.keys(space),
    await service.presence(space, minute(0)),
    await service.endpoints(space),
    await service.letters(space, { endpoint: 'a', limit: 10 }),
    await service.ruleDraft(space),
    await service.currentRules(space),
    await service.ruleVersion(space, 1),
    await service.ruleVersions(space, { limit: 10 }),
    await service.journalOfCommand(space, ANNA.key, `${ANNA.key}/1/${minute(0)}`),
  ]
}

/** Nothing crosses a workspace. */
export const SERVED_WORKSPACES: readonly ContractCase<ServedStore>[] = [
  promised('shows and gives nothing of one workspace to another', async (store) => {
    const { service } = store
    const nothing = await everything(store, OTHER)
    same('nothing', nothing, [[], [], [], [], [], null, { number: 0, rollout: null }, null, [], null])
    await fill(store, SPACE)
    const before = await everything(store, SPACE)
    same('what is there', await everything(store, OTHER), nothing)
    const claim = { now: minute(0), until: minute(9), limit: 10 }
    same('endpoints to claim there', await service.claimEndpoints(OTHER, claim), [])
    const own = await claimOne(service, 0)
    const letter = { event: '1.1.1.0', endpoint: 'a', at: minute(0), error: '', body: '' }
    const stolen = settlement(own, { deadLetters: [letter], place: '9.9.9' })
    same('settled there', await service.settleEndpoint(OTHER, stolen, minute(9)), false)
    same('changed there', await service.changeEndpoint(OTHER, 'a', { url: '' }), false)
    same('discarded there', await service.discardLetter(OTHER, 'a', '1.1.1.0'), false)
    same('removed there', await service.removeEndpoint(OTHER, 'a'), false)
    await service.dropRequest(OTHER, 'k')
    await service.settleRequest(OTHER, 'k', { status: 500, body: '' })
    same('pruned there', await service.pruneRequests(OTHER, minute(99), 10), 0)
    same('a journal there', (await store.prune(OTHER, { journalBefore: minute(99), limit: 10 })).journal, 0)
    same('what is here', await everything(store, SPACE), before)
    same('still claimed', await claimed(service, 0), [])
  }),
  promised('has the same keys of requests, endpoints and versions in two workspaces', async (store) => {
    const { service } = store
    await fill(store, SPACE)
    const here = await everything(store, SPACE)
    await fill(store, OTHER)
    same('what is here', await everything(store, SPACE), here)
    const claim = { key: 'k', command: 'c', now: minute(0), until: minute(1), expires: minute(9) }
    for (const space of [SPACE, OTHER]) {
      const found = await service.claimRequest(space, { ...claim, fingerprint: space })
      same('the answer', found, { state: 'answered', answer: { status: 200, body: space } })
      same('the draft', (await service.ruleDraft(space))?.author, space)
      same('the version', (await service.ruleVersion(space, 1))?.version, space)
      same('the endpoint', (await service.endpoint(space, 'a'))?.secret, space)
    }
    await service.removeEndpoint(OTHER, 'a')
    same('the endpoint here', (await service.endpoint(SPACE, 'a'))?.secret, SPACE)
  }),
  promised('gives a place of one workspace’s log no entry of another’s', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'), message(ANNA, 'm2'))
    const from = await beginning(store)
    const { entries } = await readOn(store, from)
    same('here', entries.length, 2)
    for (const { place } of entries) {
      same('there', (await readOn(store, place, 10, OTHER)).entries, [])
      same('the entry there', await store.service.logEntry(OTHER, place), null)
    }
    same('from the beginning', (await readOn(store, from, 10, OTHER)).entries, [])
  }),
]
