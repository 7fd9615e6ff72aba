import { expect } from 'chai'
import type { RuleSet } from '../../src/core/rules/rule-set.js'
import { runScenario } from '../../src/testing/run-scenario.js'
import type { Expectation, Scenario, Step } from '../../src/testing/scenario.js'

const rules: RuleSet = {
  rules: [
    {
      id: 'greet',
      on: 'chat.started',
      then: [
        { do: 'send-message', text: 'Hello {{ customer.name }}', onlyFirstChatOnChannel: false },
        { do: 'add-note', text: 'greeted' },
        { do: 'notify', to: { group: 'support' }, text: 'No. {{ chat.number }}' },
      ],
    },
    {
      id: 'refund',
      on: 'message.received',
      when: { all: [{ fact: 'message', path: '$.text', operator: 'containsText', value: 'refund' }] },
      then: [{ do: 'add-tags', tags: ['billing'] }],
    },
  ],
}
const customer = { id: '42', name: 'Anna' }

function run(steps: Step[], more: Partial<Scenario> = {}) {
  return runScenario({ name: 'test', given: { customer }, ...more, steps }, { rules })
}

async function pointersOf(steps: Step[]) {
  return (await run(steps)).differences.map((one) => one.pointer)
}

describe('running a scenario', () => {
  it('passes what is as expected', async () => {
    const result = await run([
      {
        customer: 'Hi',
        expect: {
          outcome: 'started',
          chat: { number: 1, state: 'active', tags: [], counts: { customer: 1, automation: 1, notes: 1 } },
          messages: ['Hello Anna'],
          notes: ['greeted'],
          effects: [{ type: 'notify', text: 'No. 1' }],
          events: ['chat.started', 'message.received'],
          verdicts: { greet: 'matched', refund: 'failed' },
          warnings: [],
        },
      },
      {
        customer: 'A refund, please',
        expect: { outcome: 'appended', messages: [], verdicts: { greet: 'not-judged' } },
      },
      { agent: 'olga', splits: true, expect: { refused: 'nothing-to-split', messages: [] } },
      { agent: 'olga', finishes: 'pending', expect: { warnings: ['customer-waiting'], chat: { finishedBy: 'agent' } } },
      { customer: 'Hm', expect: { chat: { state: 'awaiting-split', offers: ['split'] } } },
      {
        agent: 'olga',
        splits: true,
        expect: { chat: { number: 2, splitFrom: 1 }, chats: [{ number: 1 }, { number: 2 }] },
      },
    ])
    expect(result.differences).to.deep.equal([])
    expect(result.passed).to.equal(true)
  })

  const wrong: { [what: string]: Expectation } = {
    '/outcome': { outcome: 'reopened' },
    '/refused': { refused: 'not-current' },
    '/chat/state': { chat: { state: 'closed' } },
    '/chat/tags': { chat: { tags: ['billing'] } },
    '/chat/counts/agent': { chat: { counts: { agent: 1 } } },
    '/chat/startedAt': { chat: { startedAt: '2026-03-02T09:00:01Z' } },
    '/chat/offers/0': { chat: { offers: ['split'] } },
    '/chats': { chats: [] },
    '/chats/0/number': { chats: [{ number: 2 }] },
    '/messages': { messages: [] },
    '/messages/0': { messages: [{ contains: 'Goodbye' }] },
    '/notes/0': { notes: ['Greeted'] },
    '/effects': { effects: [] },
    '/effects/0/to/group': { effects: [{ type: 'notify', to: { group: 'sales' } }] },
    '/events/1': { events: ['message.received', 'chat.started'] },
    '/verdicts/refund': { verdicts: { refund: 'matched' } },
    '/verdicts/nobody': { verdicts: { nobody: 'failed' } },
    '/warnings': { warnings: ['customer-waiting'] },
  }
  for (const [pointer, expectation] of Object.entries(wrong)) {
    it(`finds a wrong ${pointer} and nothing else`, async () => {
      expect(await pointersOf([{ customer: 'Hi', expect: expectation }])).to.deep.equal([`/steps/0/expect${pointer}`])
    })
  }

  it('says what was expected and what there was', async () => {
    const { differences } = await run([{ customer: 'Hi', expect: { messages: ['Good morning'] } }])
    expect(differences).to.deep.equal([
      {
        pointer: '/steps/0/expect/messages/0',
        expected: 'Good morning',
        actual: 'Hello Anna',
        message: 'expected "Good morning", got "Hello Anna"',
      },
    ])
  })

  it('takes a refusal that nobody expected for a difference, and goes on', async () => {
    const pointers = await pointersOf([
      { customer: 'Hi' },
      { agent: 'olga', merges: true },
      { customer: 'Hm', expect: { outcome: 'started' } },
    ])
    expect(pointers).to.deep.equal(['/steps/1', '/steps/2/expect/outcome'])
  })

  it('says so when an agent means a chat that is not there', async () => {
    expect(await pointersOf([{ agent: 'olga', says: 'Anybody?' }])).to.deep.equal(['/steps/0'])
    expect(
      await pointersOf([{ agent: 'olga', says: 'Anybody?', chat: 7, expect: { refused: 'not-found' } }]),
    ).to.deep.equal([])
  })

  it('waits through every due moment and lands exactly on the end', async () => {
    const reminders: RuleSet = {
      rules: [2, 5, 7].map((minutes) => ({
        id: `after-${minutes}`,
        on: { after: `PT${minutes}M`, since: 'message.received' },
        then: [{ do: 'add-note', text: '{{ now }}' }],
      })),
    }
    const result = await runScenario(
      {
        name: 'x',
        given: { now: '2026-03-02T09:00:00Z' },
        steps: [
          { customer: 'Hi' },
          {
            wait: 'PT9M59S',
            expect: {
              notes: ['2026-03-02T09:02:00.000Z', '2026-03-02T09:05:00.000Z', '2026-03-02T09:07:00.000Z'],
              chat: { state: 'active' },
            },
          },
          { wait: 'PT1S', expect: { chat: { state: 'finished-open', finishedAt: '2026-03-02T09:10:00Z' } } },
          { until: '2026-03-02T09:00:00Z', expect: { refused: 'invalid' } },
          { until: '2026-03-02T12:00:00+02:00' },
          { wait: 'P3D' },
        ],
      },
      { rules: reminders },
    )
    expect(result.differences.map((one) => one.pointer)).to.deep.equal([])
    expect(result.steps.map((step) => step.at)).to.deep.equal([
      '2026-03-02T09:00:00.000Z',
      '2026-03-02T09:09:59.000Z',
      '2026-03-02T09:10:00.000Z',
      '2026-03-02T09:10:00.000Z',
      '2026-03-02T10:00:00.000Z',
      '2026-03-05T10:00:00.000Z',
    ])
  })

  it('gives the same records each time', async () => {
    const steps: Step[] = [
      { customer: 'Hi' },
      { wait: 'PT1H' },
      { customer: 'A refund, please' },
      { agent: 'olga', splits: true },
    ]
    expect((await run(steps)).steps).to.deep.equal((await run(steps)).steps)
  })

  it('counts what the rules, states and transitions saw', async () => {
    const { coverage } = await run([
      { customer: 'Hi' },
      { customer: 'A refund, please' },
      { agent: 'olga', finishes: 'closed' },
      { customer: 'Hm' },
    ])
    expect(coverage.rules.greet?.verdicts).to.deep.equal({ matched: 2 })
    expect(coverage.rules.greet?.actions[0]).to.deep.equal({ done: 2 })
    expect(coverage.rules.refund?.verdicts).to.deep.equal({ failed: 2, matched: 1 })
    expect(coverage.states).to.deep.equal({ active: 2, closed: 1 })
    expect(coverage.transitions).to.deep.equal({ '→ active': 2, 'active → closed': 1 })
  })

  it('rejects what is no scenario, with every fault', async () => {
    const bad: unknown = { name: 'x', steps: [{ wait: 'soon' }, { agent: 'olga' }] }
    const error: unknown = await runScenario(bad, { rules }).catch((thrown: unknown) => thrown)
    expect(error).to.have.property('code', 'bad-scenario')
    expect(error).to.have.property('faults').with.length(2)
  })

  it('finds a rule that an expectation names wrongly, even one that was not to be judged', async () => {
    const pointers = await pointersOf([{ customer: 'Hi', expect: { verdicts: { gret: 'not-judged' } } }])
    expect(pointers).to.deep.equal(['/steps/0/expect/verdicts/gret'])
  })

  it('rejects a scenario that names rule files when it is given none, instead of running it without rules', async () => {
    const scenario = { name: 'x', rules: 'away.rules.json', steps: [{ customer: 'Hi' }] }
    const error: unknown = await runScenario(scenario).catch((thrown: unknown) => thrown)
    expect(error).to.have.property('code', 'bad-scenario')
  })

  it('rejects faulty rules with their diagnostics', async () => {
    const faulty: RuleSet = {
      rules: [{ id: 'x', on: 'chat.started', then: [{ do: 'call', name: '' }], channels: [''], priority: 0 }],
    }
    const error: unknown = await runScenario({ name: 'x', steps: [{ customer: 'Hi' }] }, { rules: faulty }).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).to.have.property('code', 'faulty-rules')
  })
})
