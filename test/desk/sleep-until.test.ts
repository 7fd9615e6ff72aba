import { getEventListeners } from 'node:events'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect } from 'chai'
import { sleepUntil } from '../../src/desk/sleep-until.js'
import { systemClock } from '../../src/desk/system-clock.js'
import { manualClock } from '../../src/testing/manual-clock.js'

describe('a sleep that several may end', () => {
  const clock = manualClock('2026-03-02T12:00:00Z')

  it('ends by time and by either of them', async () => {
    const [one, other] = [new AbortController(), new AbortController()]
    const signals = [one.signal, other.signal]
    const byTime = sleepUntil(clock, 1_000, signals)
    clock.advance('PT1S')
    await byTime
    const bySignal = sleepUntil(clock, 1_000, signals)
    other.abort()
    await bySignal
    await sleepUntil(clock, 1_000, signals)
    expect(getEventListeners(one.signal, 'abort')).to.deep.equal([])
    expect(getEventListeners(other.signal, 'abort')).to.deep.equal([])
  })

  it('leaves nothing behind, however often a loop sleeps while its service lives', async function () {
    this.timeout(60_000)
    setFlagsFromString('--expose-gc')
    const collect: unknown = runInNewContext('gc')
    const used = (): number => {
      if (typeof collect === 'function') collect()
      return process.memoryUsage().heapUsed
    }
    const lasting = new AbortController()
    const atOnce = { ...systemClock(), sleep: () => Promise.resolve() }
    const sleepOften = async (): Promise<void> => {
      for (let count = 0; count < 100_000; count += 1)
        await sleepUntil(atOnce, 0, [lasting.signal, new AbortController().signal])
      // Collected signals are cleared away in a turn of their own.
      await new Promise((resolve) => setImmediate(resolve))
    }
    await sleepOften()
    const before = used()
    await sleepOften()
    expect(used() - before).to.be.below(2_000_000)
  })
})
