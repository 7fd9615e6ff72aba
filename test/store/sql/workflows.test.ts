// Workflows on databases: every node is a new one that remembers nothing, as after a restart; then two nodes in one instant.
import { expect } from 'chai'
import type { RuleSet } from '../../../src/core/rules/rule-set.js'
import type { Workflow } from '../../../src/core/workflow/workflow.js'
import type { EmbeddedFunction } from '../../../src/desk/options.js'
import type { ServedStore } from '../../../src/ports/service-store.js'
import { counter, makeDesk, type Place, refusalOf } from '../../desk/make-desk.js'
import { started } from '../../desk/workflow/make-workflow.js'
import { type PGlitePlace, pglitePlace } from './pglite-place.js'
import { type PostgresPlace, postgresPlace } from './postgres-place.js'
import { type RaceNode, raceNode, upTo } from './races-nodes.js'

const INNER: Workflow = {
  id: 'inner',
  start: 'number',
  steps: {
    number: { ask: { text: 'Number?', as: 'number', into: 'chat.fields.order' }, next: 'look', gaveUp: 'end' },
    look: { call: { name: 'crm', into: 'chat.fields.name' }, next: 'end', catch: 'end', retry: { times: 1 } },
    end: { end: {} },
  },
}
const OUTER: Workflow = {
  id: 'outer',
  name: 'Outer',
  start: 'mail',
  steps: {
    mail: {
      ask: { text: 'E-mail?', as: 'email', into: 'customer.email' },
      next: 'inside',
      timeout: { after: 'PT1H', next: 'remind' },
    },
    remind: { send: { text: 'Still there?' }, next: 'mail', atMost: 1, else: 'agents' },
    inside: { run: 'inner', next: 'pause' },
    pause: { wait: { for: 'P1D' }, next: 'thanks' },
    thanks: { send: { text: 'Thanks, {{ customer.email }}' }, next: 'end' },
    agents: { handoff: { note: 'Nobody there', group: 'night' } },
    end: { end: {} },
  },
}
const RULES: RuleSet = started(OUTER, { workflows: [INNER] })

const ASKS: Workflow = {
  id: 'asks',
  start: 'ask',
  steps: {
    ask: {
      ask: { text: '?', as: 'text', into: 'chat.fields.said' },
      next: 'thanks',
      timeout: { after: 'PT5M', next: 'late' },
    },
    thanks: { send: { text: 'Thanks' }, next: 'end' },
    late: { send: { text: 'Too late' }, next: 'end' },
    end: { end: {} },
  },
}

const PLACES: {
  readonly [name: string]: () => Promise<Pick<PGlitePlace, 'emptyStore' | 'node'> & { close: () => Promise<void> }>
} = {
  'in PGlite': pglitePlace,
  'on a Postgres server': async () => {
    const { drop, ...place } = await postgresPlace()
    return { ...place, close: drop }
  },
}

for (const [name, open] of Object.entries(PLACES))
  describe(`a workflow ${name}, with a new desk at every turn,`, function () {
    this.timeout(120_000)
    let place: Awaited<ReturnType<typeof open>>
    let store: () => ServedStore
    let now = '2026-03-02T12:00:00.000Z'
    let turns = 0
    const calls: string[] = []
    const crm: EmbeddedFunction = (_, { id }) => {
      calls.push(id)
      if (calls.length === 1) throw new Error('down')
      return 'Anna'
    }
    before(async () => {
      place = await open()
    })
    after(() => place.close())
    beforeEach(async () => {
      await place.emptyStore()
      store = () => place.node({ remembered: 0 })
      calls.length = 0
    })

    /** What another process does on what is there. */
    async function turn<T>(act: (desk: Place['desk']) => Promise<T>, rules = RULES): Promise<T> {
      turns += 1
      const here = await makeDesk({ store: store(), rules, functions: { crm }, ids: counter(`t${turns}-`) })
      here.clock.set(now)
      const result = await act(here.desk)
      now = here.clock.now()
      return result
    }
    const later = (minutes: number) => {
      now = new Date(Date.parse(now) + minutes * 60_000).toISOString()
    }
    const write = (text: string) => turn((desk) => desk.receive({ channel: 'tg', customer: { id: 'anna' }, text }))
    const due = () => turn((desk) => desk.runDue())
    const where = async () =>
      (await turn((desk) => desk.workflows())).map(({ chat, step, waitsFor, until, stack }) => {
        return { chat, step, waitsFor, until, depth: stack.length }
      })
    const said = (answer: { readonly effects: readonly { readonly type: string }[] }) =>
      answer.effects.flatMap((one) => (one.type === 'send-message' && 'text' in one ? [one.text] : []))

    it('goes through question, inner workflow, failed and tried call and pause to its end', async () => {
      expect(said(await write('Hello'))).to.eql(['E-mail?'])
      expect(await where()).to.eql([
        {
          chat: 1,
          step: 'mail',
          waitsFor: 'answer',
          until: new Date(Date.parse(now) + 3_600_000).toISOString(),
          depth: 1,
        },
      ])
      expect(said(await write('anna@example.com, please'))).to.eql(['Number?'])
      await write('7')
      expect((await where())[0]).to.deep.include({ step: 'look', waitsFor: 'outcome', depth: 2 })
      await due()
      expect((await where())[0]).to.deep.include({ step: 'look', waitsFor: 'retry' })
      later(1)
      await due()
      await due()
      expect(new Set(calls).size, 'each attempt has an id of its own').to.equal(2)
      expect((await where())[0]).to.deep.include({ step: 'pause', waitsFor: 'time', depth: 1 })
      later(24 * 60)
      expect(said(await due())).to.include('Thanks, anna@example.com')
      expect(await where()).to.eql([])
      expect((await turn((desk) => desk.chat(1))).fields).to.eql({ order: 7, name: 'Anna' })
      expect(await turn((desk) => desk.nextDue())).to.equal(null)
    })

    it('times out, reminds and is left to agents', async () => {
      await write('Hello')
      later(60)
      expect(said(await due())).to.eql(['Still there?', 'E-mail?'])
      later(60)
      await due()
      const chat = await turn((desk) => desk.chat(1))
      expect(chat).to.deep.include({ workflow: null, assignee: { group: 'night' } })
    })

    it('is listed page by page, explained, cancelled and begun again', async () => {
      for (const id of ['a', 'b', 'c'])
        await turn((desk) => desk.receive({ channel: 'tg', customer: { id }, id: `m-${id}`, text: 'Hello' }))
      const chats = (all: readonly { readonly chat: number }[]) => all.map(({ chat }) => chat)
      expect(chats(await turn((desk) => desk.workflows({ limit: 2 })))).to.eql([3, 2])
      expect(chats(await turn((desk) => desk.workflows({ below: 2, workflow: 'outer' })))).to.eql([1])
      expect(await turn((desk) => desk.workflows({ workflow: 'inner' }))).to.eql([])
      const { trace } = await turn((desk) => desk.explain('m-b', { channel: 'tg' }))
      expect(trace?.workflows?.[0]).to.deep.include({
        chat: 2,
        now: { state: 'waiting', step: 'mail', until: new Date(Date.parse(now) + 3_600_000).toISOString() },
      })
      await turn((desk) => desk.cancelWorkflow(2, { agent: 'ann' }))
      expect(chats(await turn((desk) => desk.workflows()))).to.eql([3, 1])
      const refused = await turn((desk) => refusalOf(desk.cancelWorkflow(2)))
      expect(refused.code).to.equal('no-workflow')
      await turn((desk) => desk.startWorkflow(2, { workflow: 'inner', agent: 'ann' }))
      expect(chats(await turn((desk) => desk.workflows({ workflow: 'inner' })))).to.eql([2])
    })

    it('finishes on the version it started with, and is left to agents when it is gone', async () => {
      await write('Hello')
      const fresh = started({ ...OUTER, steps: { ...OUTER.steps, inside: { send: { text: 'New' }, next: 'end' } } })
      const message = { channel: 'tg', customer: { id: 'anna' } }
      const answer = await turn((desk) => desk.receive({ ...message, text: 'a@b.co' }), {
        ...fresh,
        workflows: [...(fresh.workflows ?? []), INNER],
      })
      expect(said(answer)).to.eql(['Number?'])
      const gone = await turn((desk) => desk.receive({ ...message, text: '7' }), { rules: [] })
      expect(gone.chat.workflow).to.equal(null)
      expect((await turn((desk) => desk.messages(1))).at(-1)).to.include({ kind: 'note', author: 'automation' })
    })
  })

describe('two nodes on one server that move one workflow in one instant', function () {
  this.timeout(120_000)
  let place: PostgresPlace
  before(async () => {
    place = await postgresPlace()
  })
  after(() => place.drop())

  async function twoNodes(): Promise<readonly [RaceNode, RaceNode]> {
    await place.emptyStore()
    const rules = started(ASKS)
    return [await raceNode(place.url, 'one', { rules }), await raceNode(place.url, 'other', { rules })]
  }

  it('take the answer or the agent who steps in first, and the agent has the last word either way', async () => {
    const [one, other] = await twoNodes()
    const customers = upTo(12).map((index) => `c${index}`)
    const write = (id: string, text: string) => other.desk.receive({ channel: 'tg', customer: { id }, text })
    const chats = await Promise.all(customers.map(async (id) => (await write(id, 'Hello')).chat.number))
    await Promise.all([
      ...chats.map((chat) => one.desk.reply(chat, { agent: 'ann', text: 'I am here' })),
      ...customers.map((id) => write(id, 'me')),
    ])
    for (const number of chats) {
      const chat = await one.desk.chat(number)
      const said = (await one.desk.messages(number)).map(({ text }) => text)
      const order = said.filter((text) => text === 'I am here' || text === 'me')
      const isAnswered = order[0] === 'me'
      expect(said.includes('Thanks'), said.join(', ')).to.equal(isAnswered)
      expect([chat.workflow, chat.fields]).to.eql([null, isAnswered ? { said: 'me' } : {}])
    }
    await Promise.all([one.close(), other.close()])
  })

  it('take the answer or the time-out first, never both, and say one thing once', async () => {
    const [one, other] = await twoNodes()
    const customers = upTo(24).map((index) => `c${index}`)
    const write = (id: string, text: string) => other.desk.receive({ channel: 'tg', customer: { id }, text })
    for (const id of customers) await write(id, 'Hello')
    for (const { clock } of [one, other]) clock.advance('PT5M')
    await Promise.all([one.desk.runDue(), ...customers.map((id) => write(id, 'me'))])
    const seen = new Map<string, number>()
    for (const { number, fields, workflow } of await one.desk.chats({ limit: 100 })) {
      const texts = (await one.desk.messages(number))
        .filter(({ author }) => author === 'automation')
        .map(({ text }) => text)
      const [, what = ''] = texts
      seen.set(what, (seen.get(what) ?? 0) + 1)
      expect([texts, workflow]).to.deep.equal([['?', what], null])
      expect(fields).to.deep.equal(what === 'Thanks' ? { said: 'me' } : {})
    }
    expect([...seen.values()].reduce((sum, count) => sum + count, 0)).to.equal(customers.length)
    expect([...seen.keys()].filter((what) => what !== 'Thanks' && what !== 'Too late')).to.eql([])
    await Promise.all([one.close(), other.close()])
  })
})
