import { expect } from 'chai'
import fc from 'fast-check'
import { isLive } from '../../../src/core/chat/lifecycle.js'
import { activationsOf } from '../../../src/core/statistics/activations-of.js'
import { readThreads } from '../../../src/desk/read-threads.js'
import type { Place } from '../../desk/make-desk.js'
import { converse, steps, WORKSPACE } from './conversations.js'

const RUNS = Number(process.env.CASELINE_RUNS ?? 300)

/** What the fold of the journal says, and what the chats themselves say. */
async function compare({ store, desk }: Place): Promise<void> {
  for await (const { thread, journal } of readThreads(store, WORKSPACE, { since: 0 })) {
    const histories = activationsOf(journal)
    for (const chat of thread.chats) {
      const { activations = [] } = histories.get(chat.number) ?? {}
      const name = `chat ${chat.number} of ${thread.key}`
      if (chat.merge !== null) {
        expect(activations, name).to.deep.equal([])
        continue
      }
      const { counts, finishedAt, finishedBy, status, activation } = await desk.chat(chat.number)
      const said = activations.flatMap((one) => one.said)
      const by = (who: string) => said.filter((one) => one.by === who).length
      expect([by('customer'), by('agent'), by('automation')], `messages of ${name}`).to.deep.equal([
        counts.customer,
        counts.agent,
        counts.automation,
      ])
      const last = activations.at(-1)
      expect(last?.isPartial, name).to.equal(false)
      const isAlive = isLive(chat.lifecycle.state)
      expect(last?.finish === null, `live ${name}`).to.equal(isAlive)
      // A letter may cut into what was finished long ago. Finishes then go with what was said; the chat itself keeps its last one.
      if (!isAlive && thread.root === undefined)
        expect([last?.finish?.at, last?.finish?.by], `finish of ${name}`).to.deep.equal([finishedAt, finishedBy])
      // A split chat that was finished, reopened and merged back has one more than its origin then counts.
      if (thread.root === undefined) expect(activations.length, `stretches of ${name}`).to.be.at.least(activation)
      if (!isAlive && status === null) throw new Error(`${name} has no status`)
    }
  }
}

describe('the stretches of work that a journal tells of', () => {
  it('are those of the chats, whatever was split, merged and undone', async function () {
    this.timeout(60_000 + RUNS * 100)
    await fc.assert(
      fc.asyncProperty(steps, async (all) => compare(await converse(all))),
      { numRuns: RUNS, endOnFailure: false },
    )
  })
})
