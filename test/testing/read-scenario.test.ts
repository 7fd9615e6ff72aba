import { expect } from 'chai'
import { readScenario, ScenarioError } from '../../src/testing/read-scenario.js'

const steps = [{ customer: 'Hello' }]

function faultsOf(value: unknown): readonly { pointer: string; message: string }[] {
  try {
    readScenario(value)
  } catch (error) {
    if (error instanceof ScenarioError) return error.faults
    throw error
  }
  return []
}

describe('reading a scenario file', () => {
  it('takes every kind of step', () => {
    const all = {
      name: 'all',
      given: {
        now: '2026-03-02T21:40',
        zone: 'Europe/Moscow',
        agents: { olga: 'online' },
        settings: { storm: { perDay: 3 } },
      },
      steps: [
        { customer: 'Hello', as: '7', channel: 'tg', id: 'm1', automated: true, sentAt: '2026-03-02T09:00:00Z' },
        { agent: 'olga', says: 'Hello' },
        { agent: 'olga', splits: { from: 'm1' } },
        { agent: 'olga', sets: { assignee: null, fields: { plan: 'gold' } }, chat: 1 },
        { agent: 'olga', starts: { text: 'Hello' } },
        { wait: 'PT10M', expect: { chat: { status: null }, messages: ['a', { contains: 'b' }] } },
        { until: '2026-03-03T09:00:00+03:00', expect: { effects: [{ type: 'notify', anything: 1 }] } },
        { agentIs: { olga: 'offline' } },
        { edits: 'm1', text: 'Hi' },
        { deletes: 'm1' },
        { presses: 'Yes', as: '7' },
      ],
    }
    expect(readScenario(all)).to.equal(all)
  })

  it('names every fault with its place, all at once', () => {
    const faults = faultsOf({
      nme: 'x',
      given: { zone: 'Europe/Moskau', channel: { id: 'tg' }, agents: { olga: 'here' } },
      steps: [
        { customer: 5 },
        { customers: 'Hello' },
        { agent: 'olga' },
        { agent: 'olga', says: 'a', merges: true },
        { agent: 'olga', finishes: 'done' },
        { wait: '10 minutes' },
        { wait: 'PT1M', expect: { chat: { stat: 'active' }, messages: 'none' } },
      ],
    })
    expect(faults.map((one) => one.pointer)).to.deep.equal([
      '',
      '/nme',
      '/given/zone',
      '/given/channel',
      '/given/agents/olga',
      '/steps/0/customer',
      '/steps/1',
      '/steps/2',
      '/steps/3',
      '/steps/4/finishes',
      '/steps/5/wait',
      '/steps/6/expect/chat/stat',
      '/steps/6/expect/messages',
    ])
  })

  it('turns down what is no scenario at all', () => {
    for (const value of [null, undefined, 'text', 5, [], {}])
      expect(faultsOf(value), String(value)).to.have.length.above(0)
  })

  it('turns down a scenario without steps, which could not fail', () => {
    expect(faultsOf({ name: 'nothing', steps: [] })).to.deep.equal([
      { pointer: '/steps', message: 'must have at least one step' },
    ])
  })

  it('turns down names that reach into the language', () => {
    const hostile: unknown = JSON.parse(
      '{"name":"x","given":{"agents":{"__proto__":"online"}},"steps":[{"customer":"a"}]}',
    )
    expect(faultsOf(hostile)).to.deep.equal([
      { pointer: '/given/agents/__proto__', message: 'is not allowed as a name' },
    ])
    expect(faultsOf(JSON.parse('{"name":"x","__proto__":{},"steps":[{"customer":"a"}]}'))).to.have.length(1)
  })

  it('turns down times that could be anywhere', () => {
    const faults = faultsOf({ name: 'x', given: { now: '2026-03-02T09:00' }, steps: [{ until: '2026-03-02' }] })
    expect(faults.map((one) => one.pointer)).to.deep.equal(['/given/now', '/steps/0/until'])
  })

  it('takes a scenario that expects nothing', () => {
    expect(faultsOf({ name: 'x', steps })).to.deep.equal([])
  })
})
