import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { parse } from 'yaml'
import { configPage } from '../../scripts/config-reference.mjs'
import { DEFAULTS } from '../../src/cli/config/defaults.js'
import { configSchema, keyPaths } from '../../src/cli/config/key-paths.js'
import { meaningComplaints } from '../../src/cli/config/meaning.js'
import { schemaCheck } from '../../src/cli/config/schema-findings.js'
import { blocks } from './pages.js'

const page = readFileSync(new URL('../../docs/reference/configuration.md', import.meta.url), 'utf8')

describe('the page about the configuration', () => {
  it('has every key as the schema says it (node scripts/config-reference.mjs)', () => {
    expect(configPage(page)).to.equal(page)
  })

  it('names the variable of every key', () => {
    const keys = keyPaths(configSchema()).filter(({ isSection }) => !isSection)
    expect(keys).to.have.length.above(30)
    for (const { variable } of keys) expect(page).to.contain(`\`${variable}\``)
  })

  it('tells the defaults that hold', () => {
    for (const key of keyPaths(configSchema())) {
      const [, quoted, plain] = /Default (?:`([^`]+)`|([\w,]+))/u.exec(String(key.schema.description ?? '')) ?? []
      const told = quoted ?? plain
      const holds = key.pointer
        .split('/')
        .slice(1)
        .reduce<unknown>(
          (at, step) => (typeof at === 'object' && at !== null ? Reflect.get(at, step) : undefined),
          DEFAULTS,
        )
      if (told === undefined || holds === undefined || Array.isArray(holds)) continue
      expect(told.replaceAll(',', ''), key.pointer).to.equal(String(holds))
    }
  })

  it('shows configurations that can be used', () => {
    const shown = blocks(page).filter(({ language }) => language === 'yaml')
    expect(shown).to.have.length.above(1)
    const check = schemaCheck(configSchema())
    for (const { text } of shown) {
      expect(check(parse(text))).to.deep.equal([])
      expect(meaningComplaints(parse(text))).to.deep.equal([])
    }
  })
})
