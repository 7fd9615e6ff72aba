import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { bundle, sizeOf } from './bundle.js'
import { conversation } from './conversation.js'
import { linting } from './linting.js'
import { openBrowser, runInPage } from './page.js'
import { simulation } from './simulation.js'

describe('in a browser', function () {
  this.timeout(120_000)
  let browser: Browser | undefined

  after(() => browser?.close())

  for (const entry of ['caseline/core', 'caseline', 'caseline/testing', 'caseline/replay', 'caseline/lint'])
    it(`${entry} bundles for a page with nothing of Node left in it`, async () => {
      const { code, leftover, inputs, warnings } = await bundle(`export * from '${entry}'`)
      expect(leftover).to.deep.equal([])
      expect(warnings).to.deep.equal([])
      expect(code).to.not.match(/from\s*["']node:|require\(["']node:/)
      expect(inputs.filter((path) => path.startsWith('src/'))).to.not.be.empty
      expect(inputs.filter((path) => path.endsWith('.node.ts'))).to.deep.equal([])
    })

  it('a bundle that wants the disk is not made', async () => {
    const made = await bundle("export { readFileSync } from 'node:fs'").then(
      () => 'made',
      (error: unknown) => String(error),
    )
    expect(made).to.include('node:fs')
  })

  it('a whole conversation with rules goes in a page as it goes in Node, byte for byte', async () => {
    const { code } = await bundle(`import { conversation } from './conversation.ts'
      conversation().then((told) => { globalThis.answer = told }, (error) => { globalThis.answer = 'failed: ' + (error?.stack ?? error) })`)
    browser = await openBrowser()
    const inPage = await runInPage(browser, code)
    const inNode = await conversation()
    expect(inNode).to.include('вторник').and.to.include('"money"').and.to.include('refused: ')
    expect(JSON.parse(inNode).outcomes).to.deep.equal(['started', 'reopened'])
    expect(inPage).to.equal(inNode)
  })

  it('a simulation goes in a page as it goes in Node', async () => {
    const { code } = await bundle(`import { simulation } from './simulation.ts'
      simulation().then((told) => { globalThis.answer = told }, (error) => { globalThis.answer = 'failed: ' + (error?.stack ?? error) })`)
    browser ??= await openBrowser()
    const inPage = await runInPage(browser, code)
    const { differences, before, after } = JSON.parse(inPage).found
    expect([differences.length, before.automated, after.automated]).to.deep.equal([1, 1, 0])
    expect(differences[0].timelines.before).to.have.length.greaterThan(1)
    expect(inPage).to.equal(await simulation())
  })

  it('rules are linted in a page as in Node, witnesses included', async () => {
    const { code } = await bundle(`import { linting } from './linting.ts'
      linting().then((told) => { globalThis.answer = told }, (error) => { globalThis.answer = 'failed: ' + (error?.stack ?? error) })`)
    browser ??= await openBrowser()
    const inPage = await runInPage(browser, code)
    expect(inPage).to.include('double-autoresponse').and.to.include('"line":6')
    expect(inPage).to.equal(await linting())
  })

  it('what a page has to load is of a bearable size', async () => {
    for (const entry of ['caseline/core', 'caseline']) {
      const { minified, gzipped } = await sizeOf(entry)
      console.log(`      ${entry}: ${kilobytes(minified)} minified, ${kilobytes(gzipped)} gzipped`)
      expect(gzipped).to.be.lessThan(400_000)
    }
  })
})

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`
}
