import { channelContract } from '../../../src/testing/channel-contract.js'
import { skypeBench } from './bench.js'

const runs = Number(process.env.CASELINE_RUNS ?? 300)

describe('Bot Framework activities keep the contract of channels', () => {
  for (const { name, run } of channelContract({ runs })) it(name, () => run(skypeBench))
})
