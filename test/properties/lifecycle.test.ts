import { expect } from 'chai'
import fc from 'fast-check'
import { MOVES, type Real } from './moves.js'
import { type Model, makePlace } from './place.js'
import { checkReplay } from './replay-journal.js'

const RUNS = Number(process.env.CASELINE_RUNS ?? 60)

describe('any sequence of what people and time do', () => {
  it('keeps one live chat a thread, the stream, the chain, the numbers, the listed actions and both identities', async function () {
    this.timeout(60_000 + RUNS * 1_000)
    let commands = 0
    await fc.assert(
      fc.asyncProperty(fc.commands([...MOVES], { maxCommands: 40, size: '+1' }), async (moves) => {
        const model: Model = new Map()
        const real: Real = { ...(await makePlace()), said: 0 }
        const order: string[] = []
        real.desk.subscribe(({ trace }) => order.push(trace?.command.id ?? ''))
        await fc.asyncModelRun(() => ({ model, real }), moves)
        commands += real.said
        await checkReplay(real, [...model.keys()], order)
      }),
      { numRuns: RUNS, endOnFailure: false },
    )
    expect(commands).to.be.greaterThan(RUNS)
  })
})
