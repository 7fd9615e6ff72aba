import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { root } from './module-graph.js'

describe('the line of totals', () => {
  const folder = mkdtempSync(join(tmpdir(), 'caseline totals '))
  after(() => rmSync(folder, { recursive: true }))

  function mocha(text: string) {
    const [file, totals] = [join(folder, 'planted.mjs'), join(folder, 'totals.txt')]
    rmSync(totals, { force: true })
    writeFileSync(file, text)
    const args = ['--no-config', '--reporter', join(root, 'scripts/totals-reporter.cjs'), file]
    const env = { ...process.env, CASELINE_TOTALS: totals, NODE_OPTIONS: '' }
    const bin = join(root, 'node_modules/mocha/bin/mocha.js')
    const { status, stdout } = spawnSync(process.execPath, [bin, ...args], { cwd: root, env, encoding: 'utf8' })
    return { status, last: stdout.trimEnd().split('\n').at(-1), totals }
  }

  it('counts what passed, failed and was skipped, and the exit code is honest', () => {
    const skipped = `it${'.skip'}('three')`
    const { status, last, totals } = mocha(
      `it('one', () => {}); it('two', () => { throw new Error('no') }); ${skipped}`,
    )
    expect(last).to.equal('1 passed, 1 failed, 1 skipped')
    expect(status).to.equal(1)
    expect(readFileSync(totals, 'utf8')).to.match(/^1 passed, 1 failed, 1 skipped\n✘ two\n {4}Error: no\n/)
  })

  it('leaves skipped ones out when there are none', () => {
    const { status, last } = mocha("it('one', () => {})")
    expect(last).to.equal('1 passed, 0 failed')
    expect(status).to.equal(0)
  })

  it('is missing when a test file can not be loaded', () => {
    const { status, totals } = mocha("import 'nothing-of-that-name'")
    expect(status).to.not.equal(0)
    expect(() => readFileSync(totals)).to.throw('ENOENT')
  })
})
