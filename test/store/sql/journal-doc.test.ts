import { expect } from 'chai'
import fc from 'fast-check'
import type { RuleSet } from '../../../src/core/rules/rule-set.js'
import { createDesk } from '../../../src/desk/create-desk.js'
import type { JournalEntry } from '../../../src/ports/store.js'
import { memoryStore } from '../../../src/store/memory/memory-store.js'
import { entryOf, type StoredEntry, storedEntry } from '../../../src/store/sql/journal-doc.js'
import { manualClock } from '../../../src/testing/manual-clock.js'
import { counter, START } from '../../desk/make-desk.js'

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

/** Rules that fail on each kind of fact, some that change what later ones see, one of a cascade, one by time. */
const RULES: RuleSet = {
  name: 'stored',
  rules: [
    {
      id: 'vip',
      on: 'message.received',
      when: { all: [{ fact: 'customer', path: '$.fields.vip', operator: 'equal', value: true }] },
      then: [{ do: 'add-tags', tags: ['vip'] }],
    },
    {
      id: 'refund',
      on: 'message.received',
      when: { any: [{ fact: 'message', path: '$.text', operator: 'containsText', value: 'refund' }] },
      then: [{ do: 'add-tags', tags: ['money'] }],
    },
    {
      id: 'untagged',
      on: 'message.received',
      when: { all: [{ fact: 'chat', path: '$.tags', operator: 'hasAny', value: ['other'] }] },
      then: [{ do: 'send-message', text: 'Never' }],
    },
    {
      id: 'was-closed',
      on: 'chat.reopened',
      when: { all: [{ fact: 'before', path: '$.state', operator: 'equal', value: 'closed' }] },
      then: [{ do: 'send-message', text: 'Never' }],
    },
    {
      id: 'changed',
      on: 'chat.updated',
      when: { all: [{ fact: 'chat', path: '$.counts.agent', operator: 'greaterThan', value: 7 }] },
      then: [{ do: 'send-message', text: 'Never' }],
    },
    {
      id: 'waits',
      on: { after: 'PT5M', since: 'message.received' },
      when: { all: [{ fact: 'message', path: '$.text', operator: 'equal', value: 'x' }] },
      then: [{ do: 'send-message', text: 'Never' }],
    },
  ],
}

/** What a desk with rules wrote of what customers say, in new, live, finished and reopened chats, and of a timer. */
async function judged(texts: readonly string[], vip: boolean): Promise<readonly JournalEntry[]> {
  const store = memoryStore()
  const clock = manualClock(START)
  const desk = await createDesk({ store, channels: CHANNELS, clock, ids: counter(), rules: RULES })
  const customer = { id: 'anna', fields: { vip } }
  for (const [n, text] of texts.entries()) {
    const { chat } = await desk.receive({ channel: 'tg', customer, id: `m${n}`, text })
    if (n % 3 === 1) await desk.finish(chat.number, { agent: 'ann', status: n % 2 === 0 ? 'open' : 'pending' })
  }
  clock.advance('PT6M')
  await desk.runDue()
  return store.journal('default', 'tg:anna')
}

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

  it('comes back whole with what rules saw and found', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.constantFrom('a refund', 'Hi', `${'long '.repeat(150)}`), fc.string({ minLength: 1 })), {
          minLength: 4,
          maxLength: 8,
        }),
        fc.boolean(),
        async (texts, vip) => {
          const said = texts.map((text) => (text.trim() === '' ? 'Hi' : text))
          const all = await judged(said, vip)
          const passes = all.flatMap(({ trace }) => trace?.passes ?? [])
          const rules = passes.flatMap(({ verdicts }) => verdicts.map(({ rule }) => rule))
          expect(rules).to.include.members(['vip', 'was-closed', ...(said.length % 3 === 2 ? [] : ['waits'])])
          for (const entry of all) expect(entryOf(throughJson(storedEntry(entry)))).to.deep.equal(entry)
        },
      ),
      { numRuns: 30 },
    )).timeout(20_000)

  it('with rules is shorter by what it would say twice', async () => {
    const shares = (await judged(['A question about my order', 'Another one'], false)).slice(0, 2).map((entry) => {
      return JSON.stringify(storedEntry(entry)).length / JSON.stringify(entry).length
    })
    expect(shares[0], 'of a new customer').to.be.below(0.72)
    expect(shares[1], 'of one who is known').to.be.below(0.55)
  })

  it('comes back whole in the form of the version before, with whole facts', async () => {
    for (const entry of await judged(['a refund', 'Hi', 'Hi', 'Hi'], true)) {
      const { trace } = entry
      const stored = storedEntry(entry)
      if (trace === null || stored.trace === null) throw new Error('No trace')
      expect(entryOf(throughJson({ ...stored, trace: { ...stored.trace, passes: trace.passes } }))).to.deep.equal(entry)
    }
  })
})
