import { ACCOUNTS } from './channel-contract/accounts.js'
import type { ChannelContractCase } from './channel-contract/bench.js'
import { hostileCases } from './channel-contract/hostile.js'
import { INCOMING } from './channel-contract/incoming.js'
import { OUTGOING } from './channel-contract/outgoing.js'

export interface ChannelContractOptions {
  /** Disturbed deliveries in the fuzzing case. Default 300. */
  readonly runs?: number
  /** Of the fuzzing case; a failure names it. Default 1. */
  readonly seed?: number
}

/**
 * Everything that `ChannelAdapter` promises, as cases bound to no test runner:
 * `for (const { name, run } of channelContract()) it(name, () => run(makeBench))`.
 * A broken promise rejects with a `ContractError`. Cases about what a channel hasn't got (batches, handshakes) pass.
 */
export function channelContract({ runs = 300, seed = 1 }: ChannelContractOptions = {}): readonly ChannelContractCase[] {
  return [...ACCOUNTS, ...INCOMING, ...hostileCases(runs, seed), ...OUTGOING]
}
