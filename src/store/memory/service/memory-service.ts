// What the HTTP service keeps, in maps; gone with the process as everything in memory.
import type { AgentPresence, ServiceStore } from '../../../ports/service-store.js'
import type { Workspace } from '../workspace.js'
import { decisionsIn } from './decisions.js'
import { type EndpointBook, endpointBook } from './endpoint-book.js'
import { isMemoryPlace } from './event-log.js'
import { historiesOf, historyPage } from './histories.js'
import { keyBook } from './key-book.js'
import { type LeaseBook, leaseBook } from './lease-book.js'
import { type RequestBook, requestBook } from './request-book.js'
import { type RuleBook, ruleBook } from './rule-book.js'

interface Books {
  readonly requests: RequestBook
  readonly presence: Map<string, AgentPresence>
  readonly leases: LeaseBook
  readonly endpoints: EndpointBook
  readonly rules: RuleBook
}

export function memoryService(spaceOf: (workspace: string) => Workspace): ServiceStore {
  const books = new Map<string, Books>()
  const of = (workspace: string): Books => {
    const known = books.get(workspace)
    if (known !== undefined) return known
    const fresh = {
      requests: requestBook(),
      presence: new Map(),
      leases: leaseBook(),
      endpoints: endpointBook(),
      rules: ruleBook(),
    }
    books.set(workspace, fresh)
    return fresh
  }

  return {
    ...keyBook(),
    claimRequest: async (workspace, claim) => of(workspace).requests.claim(claim),
    settleRequest: async (workspace, key, answer) => of(workspace).requests.settle(key, answer),
    dropRequest: async (workspace, key) => of(workspace).requests.drop(key),
    pruneRequests: async (workspace, now, limit) => {
      const { requests, presence } = of(workspace)
      for (const [agent, { until }] of presence) if (until !== null && until <= now) presence.delete(agent)
      return requests.prune(now, limit)
    },
    journalOfCommand: async (workspace, thread, command) =>
      spaceOf(workspace)
        .threads.get(thread)
        ?.journal.findLast((entry) => entry.command.id === command) ?? null,

    histories: async (workspace, page) => historyPage(spaceOf(workspace), page),
    decisions: async (workspace, period) => decisionsIn(spaceOf(workspace), period),
    historiesOf: async (workspace, threads) => historiesOf(spaceOf(workspace), threads),

    log: async (workspace, after, limit) => spaceOf(workspace).log.page(after, limit),
    logEntry: async (workspace, place) => spaceOf(workspace).log.entry(place),
    logEnd: async (workspace) => spaceOf(workspace).log.end(),
    logAt: async (workspace, moment) => spaceOf(workspace).log.at(moment),
    isLogPlace: isMemoryPlace,

    presence: async (workspace, now) =>
      [...of(workspace).presence.values()]
        .filter(({ until }) => until === null || until > now)
        .sort((left, right) => (left.agent < right.agent ? -1 : 1)),
    setPresence: async (workspace, presence) => void of(workspace).presence.set(presence.agent, presence),

    takeLease: async (workspace, claim) => of(workspace).leases.take(claim),
    dropLease: async (workspace, lease) => of(workspace).leases.drop(lease),

    addEndpoint: async (workspace, endpoint) => of(workspace).endpoints.add(endpoint),
    endpoints: async (workspace) => of(workspace).endpoints.all(),
    endpoint: async (workspace, id) => of(workspace).endpoints.one(id),
    changeEndpoint: async (workspace, id, changes) => of(workspace).endpoints.change(id, changes),
    removeEndpoint: async (workspace, id) => of(workspace).endpoints.remove(id),
    claimEndpoints: async (workspace, claim) => of(workspace).endpoints.claim(claim),
    settleEndpoint: async (workspace, settlement, until) => of(workspace).endpoints.settle(settlement, until),
    letters: async (workspace, filter) => of(workspace).endpoints.letters(filter),
    discardLetter: async (workspace, endpoint, event) => of(workspace).endpoints.discard(endpoint, event),

    ruleDraft: async (workspace) => of(workspace).rules.draft(),
    saveRuleDraft: async (workspace, draft) => of(workspace).rules.save(draft),
    publishRules: async (workspace, version) => of(workspace).rules.publish(version),
    shareRules: async (workspace, step) => of(workspace).rules.share(step),
    currentRules: async (workspace) => of(workspace).rules.current(),
    ruleVersion: async (workspace, number) => of(workspace).rules.version(number),
    ruleVersions: async (workspace, page) => of(workspace).rules.versions(page),
  }
}
