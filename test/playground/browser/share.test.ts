import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { unzipSync } from 'fflate'
import { type Bench, openBench } from './playground-page.js'

describe('sharing a session of the playground', function () {
  this.timeout(120_000)
  let bench: Bench
  before(async () => {
    bench = await openBench()
  })
  after(() => bench?.close())

  it('by a link that another browser plays to the same end and says so; by a zip with a scenario', async () => {
    const sender = await bench.visit()
    await sender.page.fill('[data-composer="customer"]', 'Hello! Where is my order?')
    await sender.page.keyboard.press('Enter')
    await sender.page.getByText('Chat #1 begins').waitFor()
    await sender.page.getByRole('button', { name: 'Share' }).click()
    await sender.picture('share-menu')
    await sender.page.getByRole('menuitem', { name: /Copy a link/ }).click()
    await sender.page.waitForFunction(() => location.hash.startsWith('#s='))
    const fragment = await sender.page.evaluate(() => location.hash)

    await sender.page.getByRole('button', { name: 'Share' }).click()
    const [saved] = await Promise.all([
      sender.page.waitForEvent('download'),
      sender.page.getByRole('menuitem', { name: /Save as a scenario/ }).click(),
    ])
    const names = Object.keys(unzipSync(readFileSync(await saved.path())))
    expect(names.filter((name) => name.endsWith('.scenario.json'))).to.have.length(1)
    expect(names.some((name) => name.startsWith('rules/'))).to.equal(true)
    await sender.leave()

    const receiver = await bench.visit({ fragment: fragment.slice(1) })
    await receiver.page.getByText('came to the same end').waitFor()
    await receiver.page.getByText('Chat #1 begins').waitFor()
    expect(await receiver.page.evaluate(() => location.hash)).to.equal('')
    await receiver.picture('share-opened')
    expect(await receiver.violations()).to.deep.equal([])
    await receiver.leave()

    const stranger = await bench.visit({ fragment: `${fragment.slice(1, 60)}&d=0` })
    await stranger.page.getByText("The link isn't whole").waitFor()
    await stranger.leave()
  })
})
