import { expect } from 'chai'
import { createDesk } from '../../../src/desk/create-desk.js'
import type { JournalEntry } from '../../../src/ports/store.js'
import { memoryStore } from '../../../src/store/memory/memory-store.js'
import { entryOf, type StoredEntry, storedEntry } from '../../../src/store/sql/journal-doc.js'

const CHANNELS = [{ id: 'tg', kind: 'telegram' }]

/** What a desk wrote of two messages and a finish. */
async function entries(): Promise<readonly JournalEntry[]> {
  const store = memoryStore()
  const desk = await createDesk({ store, channels: CHANNELS })
  for (const id of ['m1', 'm2']) await desk.receive({ channel: 'tg', customer: { id: 'anna' }, id, text: 'Hi' })
  await desk.finish(1, { agent: 'ann', status: 'pending' })
  return store.journal('default', 'tg:anna')
}
const throughJson = (stored: StoredEntry): StoredEntry => JSON.parse(JSON.stringify(stored))

describe('a journal entry as it is stored', () => {
  it('comes back whole', async () => {
    const all = await entries()
    expect(all.map(({ outcome }) => outcome)).to.deep.equal(['started', 'appended', 'finished'])
    for (const entry of all) expect(entryOf(throughJson(storedEntry(entry)))).to.deep.equal(entry)
  })

  it('is much shorter', async () => {
    const [, second] = await entries()
    if (second === undefined) throw new Error('There is no second entry')
    expect(JSON.stringify(storedEntry(second)).length).to.be.below(JSON.stringify(second).length * 0.6)
  })

  it('comes back whole in the form of the first version, with its command and its nulls', async () => {
    for (const entry of await entries()) {
      const { trace } = entry
      if (trace === null || trace.before === null || trace.after === null) continue
      const { after, ...rest } = trace
      const before: { readonly [name: string]: unknown } = { ...trace.before }
      const changed = Object.fromEntries(Object.entries(after).filter(([name, value]) => before[name] !== value))
      expect(entryOf(throughJson({ ...entry, trace: { ...rest, before: trace.before, changed } }))).to.deep.equal(entry)
    }
  })
})
