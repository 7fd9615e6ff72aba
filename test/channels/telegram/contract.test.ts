import { channelContract } from '../../../src/testing/channel-contract.js'
import { telegramBench } from './bench.js'

describe('telegram keeps the contract of channels', () => {
  for (const { name, run } of channelContract({ runs: Number(process.env.CASELINE_RUNS ?? 300) }))
    it(name, () => run(telegramBench)).timeout(0)
})
