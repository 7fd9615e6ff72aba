import type { ServedStore } from '../ports/service-store.js'
import { CHANNEL_ACCOUNTS } from './contract/channels/channel-accounts.js'
import { CONVERSATIONS } from './contract/channels/conversations.js'
import { PROFILES } from './contract/channels/profiles.js'
import type { ContractCase } from './contract/contract.js'
import { DEAD_EVENTS } from './contract/service/dead-events.js'
import { ENDPOINTS } from './contract/service/endpoints.js'
import { FIGURES } from './contract/service/figures.js'
import { HISTORIES } from './contract/service/histories.js'
import { KEYS } from './contract/service/keys.js'
import { LEASES } from './contract/service/leases.js'
import { LOG } from './contract/service/log.js'
import { LOG_GAPS } from './contract/service/log-gaps.js'
import { PRESENCE } from './contract/service/presence.js'
import { REQUESTS } from './contract/service/requests.js'
import { RULE_VERSIONS } from './contract/service/rule-versions.js'
import { SERVED_WORKSPACES } from './contract/service/served-workspaces.js'

/**
 * Everything that `ServiceStore` and `ChannelStore` promise, beside what `storeContract` tries; used as that is. One store and one process:
 * what several nodes must not do to each other has to be tried with several nodes.
 */
export function serviceStoreContract(): readonly ContractCase<ServedStore>[] {
  return [
    ...KEYS,
    ...REQUESTS,
    ...LOG,
    ...LOG_GAPS,
    ...PRESENCE,
    ...LEASES,
    ...ENDPOINTS,
    ...DEAD_EVENTS,
    ...RULE_VERSIONS,
    ...HISTORIES,
    ...FIGURES,
    ...SERVED_WORKSPACES,
    ...CONVERSATIONS,
    ...CHANNEL_ACCOUNTS,
    ...PROFILES,
  ]
}
