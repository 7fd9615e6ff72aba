import { COMMITS } from './contract/commits.js'
import type { ContractCase } from './contract/contract.js'
import { NUMBERS } from './contract/numbers.js'
import { QUEUES } from './contract/queues.js'
import { READS } from './contract/reads.js'
import { TIMER_CLAIMS } from './contract/timer-claims.js'

/**
 * Everything that `Store` promises, as cases bound to no test runner:
 * `for (const { name, run } of storeContract()) it(name, () => run(makeStore))`.
 * `makeStore` must give a store that holds nothing each time. A broken promise rejects with a `ContractError`.
 */
export function storeContract(): readonly ContractCase[] {
  return [...COMMITS, ...NUMBERS, ...READS, ...QUEUES, ...TIMER_CLAIMS]
}
