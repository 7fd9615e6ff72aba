import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { expect } from 'chai'
import { readScenario } from '../../src/testing/read-scenario.js'
import { packFiles } from '../rules-packs/scenario-files.js'

const schema: unknown = JSON.parse(readFileSync(new URL('../../schemas/scenario.schema.json', import.meta.url), 'utf8'))
const validate = new Ajv({ allErrors: true, strict: false, discriminator: true }).compile(schema as object)

/** Whether the editor's schema and the runner's own check take it. */
function verdicts(value: unknown): { readonly schema: boolean; readonly reader: boolean } {
  let reader = true
  try {
    readScenario(value)
  } catch {
    reader = false
  }
  return { schema: validate(value) === true, reader }
}

describe('the schema of scenario files', () => {
  it('takes every scenario that ships', () => {
    const files = packFiles('.scenario.json')
    expect(files).to.have.length.above(40)
    for (const path of files) {
      expect(verdicts(JSON.parse(readFileSync(path, 'utf8'))), path).to.deep.equal({ schema: true, reader: true })
    }
  })

  const good: readonly unknown[] = [
    { name: 'x', steps: [{ customer: 'a', expect: { chat: { assignee: null, fields: { a: [], b: 1 } } } }] },
    {
      name: 'x',
      rules: ['a', 'b'],
      steps: [
        { agent: 'o', splits: { from: 'm' } },
        { agent: 'o', splits: true },
      ],
    },
    {
      name: 'x',
      given: { channel: { id: 'a', kind: 'b', autoFinish: null }, facts: { a: { b: [] } } },
      steps: [{ wait: 'PT1M' }],
    },
    {
      name: 'x',
      steps: [{ deletes: 'm', expect: { messages: ['a', { contains: 'b' }], effects: [{ type: 'call', args: 5 }] } }],
    },
  ]
  const bad: readonly unknown[] = [
    { name: 'x' },
    { name: 'x', steps: [] },
    { name: 'x', steps: [{}] },
    { name: 'x', steps: [{ agent: 'o' }] },
    { name: 'x', steps: [{ agent: 'o', says: 'a', merges: true }] },
    { name: 'x', steps: [{ agent: 'o', merges: false }] },
    { name: 'x', steps: [{ agent: 'o', finishes: 'done' }] },
    { name: 'x', steps: [{ agent: 'o', sets: { assignee: {} } }] },
    { name: 'x', steps: [{ agent: 'o', sets: { tag: [] } }] },
    { name: 'x', steps: [{ customer: 'a', agents: 'b' }] },
    { name: 'x', steps: [{ customer: 'a', expect: { chat: { number: 'one' } } }] },
    { name: 'x', steps: [{ customer: 'a', expect: { effects: [{}] } }] },
    { name: 'x', steps: [{ customer: 'a', expect: { messages: [{ contain: 'a' }] } }] },
    { name: 'x', steps: [{ edits: 'm' }] },
    { name: 'x', given: { agents: { olga: 'here' } }, steps: [{ customer: 'a' }] },
    { name: 'x', given: { settings: { storm: { perDay: 1.5 } } }, steps: [{ customer: 'a' }] },
    { name: 'x', rules: [5], steps: [{ customer: 'a' }] },
  ]
  for (const value of good) {
    it(`and the reader take ${JSON.stringify(value)}`, () => {
      expect(verdicts(value)).to.deep.equal({ schema: true, reader: true })
    })
  }
  for (const value of bad) {
    it(`and the reader turn down ${JSON.stringify(value)}`, () => {
      expect(verdicts(value)).to.deep.equal({ schema: false, reader: false })
    })
  }
})
