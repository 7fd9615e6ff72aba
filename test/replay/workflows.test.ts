import { expect } from 'chai'
import type { RuleSet } from '../../src/core/rules/rule-set.js'
import type { Workflow } from '../../src/core/workflow/workflow.js'
import type { HistoryEntry } from '../../src/history/entry.js'
import { recordedHistory } from '../../src/replay/journal-history.js'
import { simulate } from '../../src/replay/simulate.js'
import { makeDesk, WORKSPACE } from '../desk/make-desk.js'

const ORDER: Workflow = {
  id: 'order',
  start: 'number',
  steps: {
    number: { ask: { text: 'Number?', as: 'number', retries: 0 }, next: 'look', gaveUp: 'agents' },
    look: { call: { name: 'crm', into: 'chat.fields.parcel' }, next: 'say', catch: 'agents' },
    say: { send: { text: 'It is {{ chat.fields.parcel }}.' }, next: 'end' },
    agents: { handoff: { note: 'No parcel' } },
    end: { end: {} },
  },
}
const RULES: RuleSet = { workflows: [ORDER] }
const STRICTER: RuleSet = {
  workflows: [
    {
      ...ORDER,
      steps: {
        ...ORDER.steps,
        number: { ask: { text: 'Number?', as: 'number', retries: 0, min: 100 }, next: 'look', gaveUp: 'agents' },
      },
    },
  ],
}

/** What people did on a desk, and what its functions returned. */
async function recorded(): Promise<readonly HistoryEntry[]> {
  const { desk, store, clock } = await makeDesk({ rules: RULES, functions: { crm: () => 'on its way' } })
  const write = (id: string, text: string) => desk.receive({ channel: 'tg', customer: { id }, text })
  for (const id of ['anna', 'boris', 'clara']) {
    const { chat } = await write(id, 'Where is it?')
    clock.advance('PT1M')
    await desk.startWorkflow(chat.number, { workflow: 'order', agent: 'ann' })
  }
  clock.advance('PT1M')
  await write('anna', '7')
  await write('boris', '200')
  await desk.runDue()
  await desk.cancelWorkflow(3, { agent: 'ann' })
  const { entries, left } = await recordedHistory(store, WORKSPACE, { chats: 10, limit: 100 })
  expect(left).to.equal(0)
  return entries
}

describe('a history with workflows', () => {
  it('comes to the same when it is played again: starts, cancels and what functions returned', async () => {
    const entries = await recorded()
    const kinds = entries.map(({ type }) => type)
    expect(kinds.filter((kind) => kind !== 'customer.message').sort()).to.eql([
      ...['call.outcome', 'call.outcome', 'workflow.cancel'],
      ...['workflow.start', 'workflow.start', 'workflow.start'],
    ])
    const { after, refused, differences } = await simulate(entries, { before: RULES, after: RULES })
    expect([refused.after, differences]).to.eql([0, []])
    expect(after.workflows).to.eql({ 'order: cancelled': 1, 'order: ended': 2, 'order: started': 3 })
  })

  it('shows where another version of the workflow goes another way', async () => {
    const entries = await recorded()
    const { after, differences, refused } = await simulate(entries, { before: RULES, after: STRICTER })
    expect(differences).to.have.length(1)
    expect(differences[0]).to.include({ customer: 'anna' })
    expect(differences[0]?.before?.events.at(-1)).to.deep.include({ type: 'workflow.waiting', step: 'look' })
    expect(differences[0]?.after?.events.at(-1)).to.deep.include({ type: 'workflow.ended', how: 'handed-over' })
    // Nobody waits for what the function returned to her.
    expect(refused).to.eql({ before: 0, after: 1 })
    expect(after.workflows).to.include({ 'order: ended': 1, 'order: handed-over': 1 })
  })

  it('under rules without it refuses what names it', async () => {
    const { refused, after } = await simulate(await recorded(), { before: RULES, after: { rules: [] } })
    expect([refused.after, after.workflows]).to.eql([6, {}])
  })
})
