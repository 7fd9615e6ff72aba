import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import type { RuleSet } from '../../src/core/rules/rule-set.js'
import { caselineHere } from './in-process.js'

const RULES: RuleSet = {
  workflows: [
    {
      id: 'order',
      start: 'number',
      steps: {
        number: { ask: { text: 'Number?', as: 'number', into: 'chat.fields.order' }, next: 'which', gaveUp: 'end' },
        which: {
          choose: [
            {
              when: { all: [{ fact: 'workflow', path: '$.answers.number', operator: 'greaterThan', value: 1000 }] },
              next: 'end',
            },
          ],
          otherwise: 'tag',
        },
        tag: { do: [{ do: 'add-tags', tags: ['small'] }], next: 'look' },
        look: { call: { name: 'crm' }, next: 'end', catch: 'end', timeout: { after: 'PT1H', next: 'end' } },
        end: { end: {} },
      },
    },
  ],
  rules: [{ id: 'start', on: 'chat.started', then: [{ do: 'start-workflow', workflow: 'order' }] }],
}
const said = (minute: number, id: string, text: string) =>
  JSON.stringify({
    type: 'customer.message',
    at: `2026-03-02T09:0${minute}:00Z`,
    channel: 'tg',
    customer: '42',
    id,
    text,
  })

describe('caseline explain, of a message that a workflow took,', () => {
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'caseline-explain-'))
    writeFileSync(join(folder, 'a.rules.json'), JSON.stringify(RULES))
    const agent = { type: 'agent.message', at: '2026-03-02T09:03:00Z', channel: 'tg', customer: '42', agent: 'ann' }
    const lines = [said(0, 'm1', 'Hi'), said(1, 'm2', 'it is 7'), JSON.stringify({ ...agent, id: 'm3', text: 'Hello' })]
    writeFileSync(join(folder, 'history.jsonl'), lines.join('\n'))
  })
  after(() => rmSync(folder, { recursive: true }))

  async function explained(message: string): Promise<string> {
    const files = ['--history', join(folder, 'history.jsonl'), '--rules', join(folder, 'a.rules.json')]
    const { code, out } = await caselineHere(['explain', message, ...files])
    expect(code).to.equal(0)
    return out
  }

  it('says who started it, what it asked and where it waits', async () => {
    expect(await explained('m1')).to.match(
      /workflow order, chat #1: started by the rule start \(version [0-9a-f]+\)\n {2}number: waits; said \S+\n {2}waits at number\n/u,
    )
  })

  it('says what was understood, which case failed on what, what was done and what it waits for now', async () => {
    const text = await explained('m2')
    for (const line of [
      'workflow order, chat #1: the customer wrote',
      '  number: answered → which; took 7',
      '  which: otherwise → tag',
      '      case 1 ✖ workflow.answers.number greaterThan 1000, was 7',
      '  tag: next → look',
      '      1. add-tags: done',
      '  waits at look, until 2026-03-02 10:01 at most',
    ])
      expect(text).to.contain(line)
  })

  it('says what interrupted it', async () => {
    expect(await explained('m3'))
      .to.contain('workflow order, chat #1: interrupted by an agent')
      .and.to.contain('  interrupted: agent')
  })
})
