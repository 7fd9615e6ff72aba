import { expect } from 'chai'
import { initialTransition, transition } from 'xstate'
import { loadRuleSet } from '../../../src/core/rules/load-rule-set.js'
import { waysOf } from '../../../src/core/workflow/ways.js'
import { FIRST_CONTACT } from '../../desk/workflow/make-workflow.js'

function compiled() {
  const loaded = loadRuleSet({ workflows: [FIRST_CONTACT] })
  const workflow = loaded.ok ? loaded.rules.workflows.get('first-contact') : undefined
  if (workflow === undefined) throw new Error('The workflow must load')
  return workflow
}

describe('the machine of a workflow', () => {
  it('begins at its start and is final where it ends', () => {
    const machine = compiled().machine()
    expect(initialTransition(machine)[0].value).to.equal('ask')
    const finals = Object.values(machine.states).filter(({ type }) => type === 'final')
    expect(finals.map(({ key }) => key)).to.have.members(['agent', 'done', '(agents)'])
  })

  it('and the table that runs chats answer alike, in every state to every event', () => {
    const workflow = compiled()
    const machine = workflow.machine()
    const events = new Set(
      Object.values(FIRST_CONTACT.steps).flatMap((step) => waysOf({ ...step }).map(({ event }) => event)),
    )
    expect(events.size).to.be.greaterThan(5)
    let compared = 0
    for (const step of Object.keys(FIRST_CONTACT.steps)) {
      const snapshot = machine.resolveState({ value: step, context: {} })
      for (const type of [...events, 'interrupted']) {
        if (snapshot.status !== 'active') continue
        const [next] = transition(machine, snapshot, { type })
        const to = workflow.target(step, type)
        expect(to ?? step, `${step}, ${type}`).to.equal(next.value)
        compared += 1
      }
    }
    expect(compared).to.be.greaterThan(20)
  })
})
