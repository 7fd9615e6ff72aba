export type {
  ChannelBench,
  ChannelContractCase,
  Deliveries,
  ExpectedFailure,
  Outgoing,
  ProviderStandIn,
} from './channel-contract/bench.js'
export { type ChannelContractOptions, channelContract } from './channel-contract.js'
export type { Difference } from './compare.js'
export { ContractError } from './contract/check.js'
export type { ContractCase } from './contract/contract.js'
export { type Coverable, type Covered, coveredIn } from './coverable.js'
export { addCoverage, type Coverage, NO_COVERAGE, type RuleCoverage } from './coverage.js'
export { type FakeChannel, fakeChannel } from './fake-channel.js'
export {
  type Came,
  type Expected,
  type Given,
  type GivenCommand,
  type GivenPlace,
  given,
  UnexpectedError,
} from './given-when-then.js'
export { type ManualClock, manualClock } from './manual-clock.js'
export { readScenario, ScenarioError } from './read-scenario.js'
export { type RunScenarioOptions, runScenario, type ScenarioResult } from './run-scenario.js'
export type { Expectation, Scenario, Step } from './scenario.js'
export type { ScenarioOptions } from './scenario-desk.js'
export { serviceStoreContract } from './service-store-contract.js'
export type { Fault } from './shape.js'
export { standIns } from './stand-ins.js'
export type { StepRecord } from './step-record.js'
export { storeContract } from './store-contract.js'
