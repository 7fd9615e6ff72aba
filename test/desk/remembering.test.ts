import { expect } from 'chai'
import type { RuleSet } from '../../src/core/rules/rule-set.js'
import type { Loaded, LoadRequest, Store } from '../../src/ports/store.js'
import { testStore } from '../store/sql/test-store.js'
import { counter, makeDesk, type Place, refusalOf } from './make-desk.js'

const anna = { channel: 'tg', customer: { id: 'anna' } }
const ann = { agent: 'ann' }

interface Remembering {
  /** A node whose store answers from what it once read, as long as it isn’t asked for what is stored now. */
  readonly place: Place
  readonly other: Place
  readonly asked: readonly LoadRequest[]
  /** From here on it remembers what is stored now. */
  readonly remember: () => Promise<void>
}

async function remembering(rules: RuleSet = {}, facts = {}): Promise<Remembering> {
  const base = await testStore()
  const asked: LoadRequest[] = []
  let memory: Loaded | null = null
  const store: Store = {
    ...base,
    load: async (space, request) => {
      asked.push(request)
      if (memory === null || request.isFresh) return base.load(space, request)
      return { ...memory, duplicateSeq: null, isRemembered: true }
    },
  }
  const place = await makeDesk({ store, ids: counter('one-'), rules, facts })
  return {
    place: { ...place, store: base },
    other: await makeDesk({ store: base, ids: counter('other-'), rules, facts }),
    asked,
    remember: async () => {
      memory = await base.load('default', { key: 'tg:anna', channel: 'tg', customer: 'anna', isFresh: true })
      asked.length = 0
    },
  }
}

const freshness = (asked: readonly LoadRequest[]) => asked.map(({ isFresh }) => isFresh ?? false)

describe('a desk whose store remembers', () => {
  it('writes on what is remembered without reading again when nobody else wrote', async () => {
    const { place, asked, remember } = await remembering()
    await place.desk.receive({ ...anna, text: 'Hi' })
    await remember()
    expect((await place.desk.reply(1, { ...ann, text: 'Hello' })).outcome).to.equal('appended')
    expect(freshness(asked)).to.deep.equal([false])
  })

  it('decides again on what is stored when somebody else wrote', async () => {
    const { place, other, asked, remember } = await remembering()
    await place.desk.receive({ ...anna, text: 'Hi' })
    await remember()
    await other.desk.reply(1, { ...ann, text: 'From the other node' })
    const { chat } = await place.desk.receive({ ...anna, text: 'More' })
    expect(chat.counts).to.include({ customer: 2, agent: 1 })
    expect(freshness(asked)).to.deep.equal([false, true])
  })

  it('refuses nothing on what it only remembers', async () => {
    const { place, other, asked, remember } = await remembering()
    await place.desk.receive({ ...anna, text: 'Hi' })
    await place.desk.finish(1, { ...ann, status: 'open' })
    await remember()
    await other.desk.receive({ ...anna, text: 'Again' })
    expect((await place.desk.finish(1, { ...ann, status: 'closed' })).outcome).to.equal('finished')
    expect(freshness(asked)).to.deep.equal([false, true])
  })

  it('refuses on what is stored, though what it remembers would allow it', async () => {
    const { place, other, remember } = await remembering()
    await place.desk.receive({ ...anna, text: 'Hi' })
    await remember()
    await other.desk.finish(1, { ...ann, status: 'open' })
    expect((await refusalOf(place.desk.finish(1, { ...ann, status: 'closed' }))).code).to.equal('already-finished')
    expect((await place.desk.chats({ state: 'finished-open' })).length).to.equal(1)
  })

  it('refuses after one more look when what it remembers is what is stored', async () => {
    const { place, asked, remember } = await remembering()
    await place.desk.receive({ ...anna, text: 'Hi' })
    await remember()
    expect((await refusalOf(place.desk.split(1, ann))).code).to.equal('nothing-to-split')
    expect(freshness(asked)).to.deep.equal([false, true])
  })

  it('answers no quiet “nothing to do” on what it only remembers', async () => {
    const { place, other, asked, remember } = await remembering()
    await place.desk.receive({ ...anna, text: 'Hi' })
    await place.desk.update(1, { tags: ['vip'] })
    await remember()
    await other.desk.update(1, { tags: [] })
    expect((await place.desk.update(1, { tags: ['vip'] })).chat.tags).to.deep.equal(['vip'])
    expect(freshness(asked)).to.deep.equal([false, true])
    expect((await other.desk.update(1, { priority: 'high' })).chat.tags).to.deep.equal(['vip'])
  })

  it('knows a message that came before, though what it remembers doesn’t', async () => {
    const { place, remember } = await remembering()
    await place.desk.receive({ ...anna, id: 'm1', text: 'Hi' })
    await remember()
    const again = await place.desk.receive({ ...anna, id: 'm1', text: 'Hi' })
    expect([again.outcome, again.chat.counts.customer]).to.deep.equal(['duplicate', 1])
  })

  it('asks a fact of the embedder once per message, however often it decides', async () => {
    let times = 0
    const rules: RuleSet = {
      rules: [
        {
          id: 'gold',
          on: 'message.received',
          when: { all: [{ fact: 'plan', operator: 'equal', value: 'gold' }] },
          then: [{ do: 'add-tags', tags: ['gold'] }],
        },
      ],
    }
    const plan = () => {
      times += 1
      return 'gold'
    }
    const { place, other, asked, remember } = await remembering(rules, { plan })
    await place.desk.receive({ ...anna, text: 'Hi' })
    await place.desk.update(1, { tags: [] })
    await remember()
    await other.desk.update(1, { priority: 'high' })
    times = 0
    const { chat } = await place.desk.receive({ ...anna, text: 'More' })
    expect([times, chat.tags, freshness(asked)]).to.deep.equal([1, ['gold'], [false, true]])
    await place.desk.receive({ ...anna, text: 'And more' })
    expect(times).to.equal(2)
  })
})
