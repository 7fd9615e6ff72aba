import { channelContract } from '../../../src/testing/channel-contract.js'
import { chatraBench } from './bench.js'

describe('chatra keeps the contract of channels', () => {
  for (const { name, run } of channelContract({ runs: Number(process.env.CASELINE_RUNS ?? 300) }))
    it(name, () => run(chatraBench)).timeout(0)
})
