import { channelContract } from '../../../src/testing/channel-contract.js'
import { viberBench } from './bench.js'

describe('viber keeps the contract of channels', () => {
  for (const { name, run } of channelContract({ runs: Number(process.env.CASELINE_RUNS ?? 300) }))
    it(name, () => run(viberBench)).timeout(0)
})
