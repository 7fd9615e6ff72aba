import { COMMITS } from './contract/commits.js'
import type { ContractCase } from './contract/contract.js'
import { DEAD_LETTERS } from './contract/dead-letters.js'
import { NUMBERS } from './contract/numbers.js'
import { OUTBOX_CLAIMS } from './contract/outbox-claims.js'
import { QUEUES } from './contract/queues.js'
import { READS } from './contract/reads.js'
import { SIDE_BY_SIDE } from './contract/side-by-side.js'
import { TIMER_CLAIMS } from './contract/timer-claims.js'
import { UPKEEP } from './contract/upkeep.js'
import { WORKSPACES } from './contract/workspaces.js'

/**
 * Everything that `Store` promises, as cases bound to no test runner:
 * `for (const { name, run } of storeContract()) it(name, () => run(makeStore))`.
 * `makeStore` must give a store that holds nothing each time. A broken promise rejects with a `ContractError`.
 */
export function storeContract(): readonly ContractCase[] {
  return [
    ...COMMITS,
    ...NUMBERS,
    ...SIDE_BY_SIDE,
    ...WORKSPACES,
    ...READS,
    ...QUEUES,
    ...TIMER_CLAIMS,
    ...OUTBOX_CLAIMS,
    ...DEAD_LETTERS,
    ...UPKEEP,
  ]
}
