import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect } from 'chai'
import { unzipSync } from 'fflate'
import { scenarioArchive } from '../../../playground/src/panels/scenarios/scenario-archive.js'
import { SAMPLES } from '../../../playground/src/session/samples/samples.js'
import { fileName, scenarioOf } from '../../../playground/src/session/scenario-of.js'
import { caselineHere } from '../../cli/in-process.js'

describe('a session saved as a scenario', () => {
  let folder = ''
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'caseline-saved-'))
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('passes `caseline test` as it comes out of the zip, every ready session but the one of thousands of messages', async () => {
    const told = SAMPLES.filter((sample) => sample.session('ru').acts.length < 100)
    for (const sample of told) {
      const { bytes } = await scenarioArchive({ ...sample.session('ru'), name: sample.id })
      for (const [name, content] of Object.entries(unzipSync(bytes))) {
        const path = join(folder, sample.id, name)
        mkdirSync(dirname(path), { recursive: true })
        writeFileSync(path, content)
      }
    }
    const { code, out, err } = await caselineHere(['test', folder])
    expect({ code, err }, out).to.deep.equal({ code: 0, err: '' })
    expect(out).to.contain(`${told.length} scenarios passed`)
  })

  it('expects what happened: a changed rule makes it fail', async () => {
    const sample = SAMPLES.find(({ id }) => id === 'article') ?? SAMPLES[0]
    if (sample === undefined) throw new Error('there are no samples')
    const { scenario } = await scenarioOf(sample.session('en'))
    const expected = scenario.steps.flatMap((step) => step.expect?.messages ?? [])
    expect(expected.length).to.be.greaterThan(0)
    expect(scenario.steps.some((step) => step.expect?.chat?.state === 'awaiting-split')).to.equal(true)
  })

  it('uses the rules of the end, with what was switched off, and says so', async () => {
    const base = SAMPLES[0]?.session('en')
    if (base === undefined) throw new Error('there are no samples')
    const ids = base.rules.flatMap(({ text }) => (JSON.parse(text) as { rules?: { id: string }[] }).rules ?? [])
    const rule = ids[0]?.id ?? ''
    const saved = await scenarioOf({ ...base, acts: [{ type: 'switch-rule', rule, isOn: false }, ...base.acts] })
    expect(saved.lost).to.deep.equal(['rules-changed'])
    expect(saved.rules.map(({ text }) => text).join('')).to.contain('"enabled": false')
  })

  it('names files so that they stay in their folder', () => {
    expect(['../../etc/passwd', 'a b.json', '..', 'away/away.rules.json', '\\\\host\\x'].map(fileName)).to.deep.equal([
      'passwd.rules.json',
      'a-b.rules.json',
      'rules.rules.json',
      'away.rules.json',
      'x.rules.json',
    ])
  })
})
