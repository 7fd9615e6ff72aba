import { expect } from 'chai'
import type { RuleSet } from '../../src/core/rules/rule-set.js'
import { coveredIn } from '../../src/testing/coverable.js'
import { runScenario } from '../../src/testing/run-scenario.js'
import type { Step } from '../../src/testing/scenario.js'

const option = (label: string, next: string) => ({ label, next })
const RULES: RuleSet = {
  workflows: [
    {
      id: 'survey',
      start: 'first',
      steps: {
        first: {
          menu: { text: 'Old question?', options: [option('Yes', 'second'), option('Old', 'second')] },
          timeout: { after: 'PT1M', next: 'second' },
          interrupted: 'end',
          gaveUp: 'end',
        },
        second: { menu: { text: 'And now?', options: [option('One', 'end'), option('Two', 'other')] } },
        other: { wait: { for: 'PT1H' }, interruptedBy: ['customer'], interrupted: 'end', next: 'end' },
        end: { end: {} },
      },
    },
  ],
  rules: [{ id: 'start', on: 'chat.started', then: [{ do: 'start-workflow', workflow: 'survey' }] }],
}
const run = (steps: Step[]) => runScenario({ name: 'x', steps }, { rules: RULES })

describe('a scenario with a workflow', () => {
  it('presses a button of the question that was shown', async () => {
    const { differences } = await run([
      { customer: 'Hello', expect: { workflow: { step: 'first' } } },
      { presses: 'Yes', expect: { workflow: { step: 'second' }, walked: ['first', 'second'] } },
    ])
    expect(differences).to.eql([])
  })

  it('presses one of an older question, which answers nothing', async () => {
    const { differences } = await run([
      { customer: 'Hello' },
      { presses: 'Yes' },
      { presses: 'Old', expect: { workflow: { step: 'second' }, messages: [] } },
    ])
    expect(differences).to.eql([])
  })

  it('is told that there is no such button, and expects so by its code', async () => {
    expect((await run([{ customer: 'Hello' }, { presses: 'Nope' }])).differences).to.have.length(1)
    expect((await run([{ presses: 'Yes', expect: { refused: 'not-found' } }])).differences).to.eql([])
  })

  it('covers steps, and of the ways between them those that are written and were taken', async () => {
    const { coverage } = await run([{ customer: 'Hello' }, { presses: 'Yes' }, { agent: 'ann', says: 'Hi' }])
    const items = coveredIn(RULES, coverage).filter(({ kind }) => kind === 'way' || kind === 'step')
    const taken = (isTaken: boolean) =>
      items.filter(({ ways }) => Object.values(ways).every((times) => times > 0 === isTaken)).map(({ label }) => label)
    expect(taken(true)).to.eql(['survey/first', 'survey/first → second (choice 1)', 'survey/second'])
    expect(taken(false)).to.eql([
      'survey/first → end (interrupted)',
      'survey/first → second (timeout)',
      'survey/first → second (choice 2)',
      'survey/first → end (gave up)',
      'survey/second → end (choice 1)',
      'survey/second → other (choice 2)',
      'survey/other',
      'survey/other → end (due)',
      'survey/other → end (customer wrote)',
      'survey/end',
    ])
    expect(items.find(({ label }) => label.includes('timeout'))?.pointer).to.equal(
      '/workflows/0/steps/first/timeout/next',
    )
  })
})
