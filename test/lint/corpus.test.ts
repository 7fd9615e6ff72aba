import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect } from 'chai'
import { DIAGNOSTIC_CODES } from '../../src/core/rules/diagnostic.js'
import type { RuleSet } from '../../src/core/rules/rule-set.js'
import { loadRules, RuleSetError } from '../../src/desk/rule-files.js'
import type { LintFinding } from '../../src/lint/finding.js'
import { lintRules } from '../../src/lint/lint-rules.js'
import { parseRuleFile } from '../../src/lint/place.js'
import { playsOut, says, setOf } from './linting.js'

// One faulty set for each code, and the same set mended: corpus/<code>/{bad,good}.rules.json, several files where it takes
// several. docs/reference/diagnostics.md shows the faulty ones (node scripts/diagnostics.mjs).

const CORPUS = new URL('./corpus/', import.meta.url)
const DESK = { functions: ['refund'], secrets: ['main'], workflows: ['intake'] }
/** Of nothing that is wrong there is no other cause either. */
const REMARK = 'unindexed-rule'

const codes = Object.keys(DIAGNOSTIC_CODES)
const filesOf = (code: string, kind: 'bad' | 'good') =>
  readdirSync(new URL(`${code}/`, CORPUS)).filter((name) => name.startsWith(kind))

async function findings(code: string, kind: 'bad' | 'good'): Promise<readonly Pick<LintFinding, 'code'>[]> {
  const files = filesOf(code, kind).map((name) =>
    parseRuleFile(readFileSync(new URL(`${code}/${name}`, CORPUS), 'utf8'), name),
  )
  const syntax = files.flatMap(({ diagnostics }) => diagnostics)
  if (syntax.length > 0) return syntax
  const sources = files.map(({ file, value }) => ({ name: file, value }))
  const found = await lintRules(sources, DESK)
  const { value: set } = files[0] ?? {}
  if (files.length === 1) for (const one of found) await playsOut(one, set as RuleSet)
  return found.filter((one) => code === REMARK || one.severity !== 'info')
}

describe('the corpus of faulty rule sets', function () {
  this.timeout(60_000)

  it('has a folder for every code, and for nothing else', () => {
    expect(readdirSync(CORPUS).sort()).to.deep.equal(codes.toSorted())
  })

  for (const code of codes) {
    if (filesOf(code, 'bad').length === 0) continue
    it(`${code}: the faulty set gives exactly that, the mended one nothing`, async () => {
      const bad = await findings(code, 'bad')
      expect([...new Set(bad.map((one) => one.code))], JSON.stringify(bad)).to.deep.equal([code])
      expect(await findings(code, 'good')).to.deep.equal([])
    })
  }

  // What no file can show.
  const made: { readonly [code: string]: () => Promise<readonly Pick<LintFinding, 'code'>[]> } = {
    'unreadable-file': () => faultsOfPath('nowhere.rules.json'),
    'no-rule-files': () => faultsOfPath('unreadable-file'),
    'not-json': () => lintRules({ rules: [{ ...setOf([{ id: 'r' }]).rules?.[0], priority: Number.NaN }] }),
    'too-many-faults': async () =>
      (await lintRules({ rules: Array.from({ length: 1001 }, () => 7) })).filter((one) => one.code !== 'wrong-type'),
    'too-large': () =>
      lintRules(
        setOf([{ id: 'r', then: [{ do: 'webhook', url: 'https://example.com/', body: Array(10_001).fill(1) }] }]),
      ),
    'lint-limit': () =>
      lintRules(
        setOf([
          { id: 'a', then: [says()] },
          { id: 'b', then: [says('B')] },
        ]),
        { plays: 0 },
      ),
  }
  for (const [code, find] of Object.entries(made)) {
    it(`${code} is found where it can be`, async () => {
      expect(filesOf(code, 'bad')).to.deep.equal([])
      expect([...new Set((await find()).map((one) => one.code))]).to.deep.equal([code])
    })
  }

  it('is what the page of diagnostics shows', function () {
    this.timeout(120_000)
    const script = new URL('../../scripts/diagnostics.mjs', import.meta.url).pathname
    expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.to.throw()
  })

  it('says of every code how to mend it', () => {
    for (const code of codes) expect(existsSync(new URL(`${code}/mend.md`, CORPUS)), code).to.equal(true)
    expect(codes.filter((code) => filesOf(code, 'bad').length === 0).sort()).to.deep.equal(Object.keys(made).sort())
  })
})

async function faultsOfPath(path: string): Promise<readonly Pick<LintFinding, 'code'>[]> {
  try {
    await loadRules(new URL(path, CORPUS).pathname)
    return []
  } catch (error) {
    if (error instanceof RuleSetError) return error.diagnostics
    throw error
  }
}
