import { channelContract } from '../../../src/testing/channel-contract.js'
import { emailBench } from './bench.js'

const runs = Number(process.env.CASELINE_RUNS ?? 300)

describe('e-mail keeps the contract of channels', () => {
  for (const { name, run } of channelContract({ runs })) it(name, () => run(emailBench))
})
