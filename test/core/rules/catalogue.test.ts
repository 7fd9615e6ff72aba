import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { DIAGNOSTIC_CODES } from '../../../src/core/rules/diagnostic.js'
import { FACTS } from '../../../src/core/rules/facts.js'
import { ruleSetSchema } from '../../../src/core/rules/generated/rule-set-schema.js'
import { operatorTable } from '../../../src/core/rules/operators/engine-operators.js'

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')

describe('the catalogue of diagnostics', () => {
  it('is the same in code and docs', () => {
    const rows = [...read('docs/reference/diagnostics.md').matchAll(/^\| `([a-z-]+)` \| (.+) \|$/gm)]
    expect(Object.fromEntries(rows.map(([, code = '', line = '']) => [code, line]))).to.deep.equal(DIAGNOSTIC_CODES)
  })
})

describe('the schema file', () => {
  it('is what the types say', function () {
    this.timeout(120_000)
    const script = new URL('../../../scripts/schemas.mjs', import.meta.url).pathname
    expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.to.throw()
  })

  it('describes every property', () => {
    const bare: string[] = []
    const visit = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return
      for (const [key, value] of Object.entries(node)) {
        if (key === 'properties') {
          for (const [name, schema] of Object.entries(Object(value))) {
            const isTag = name === 'do' || path.endsWith('/if')
            if (!isTag && !Object.hasOwn(Object(schema), 'description')) bare.push(`${path}/${name}`)
          }
        }
        visit(value, `${path}/${key}`)
      }
    }
    visit(ruleSetSchema, '')
    expect(bare).to.deep.equal([])
  })

  it('suggests every fact and operator', () => {
    const text = JSON.stringify(ruleSetSchema)
    for (const name of [...FACTS.keys(), ...operatorTable().keys()]) expect(text).to.include(`"${name}"`)
  })
})
