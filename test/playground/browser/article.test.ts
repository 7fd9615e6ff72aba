import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { type Bench, openBench } from './playground-page.js'

describe('the playground in a browser', function () {
  this.timeout(120_000)
  let bench: Bench

  before(async function () {
    // The page is built when it is stale.
    this.timeout(300_000)
    bench = await openBench()
  })
  after(() => bench?.close())

  it('plays the article by hand, on any path of any server, and shows the past as it was', async () => {
    const { page, picture, violations, leave } = await bench.visit()
    await customerSays(page, 'Hello! Where is my order?')
    await page.getByText('Chat #1 begins').waitFor()
    expect(await page.locator('.bubble[data-author="automation"]').count()).to.equal(1)
    await agentSays(page, 'On its way to you.')
    await picture('1-first-contact')
    expect(await violations()).to.deep.equal([])
    await finish(page, 'pending')
    expect(await state(page)).to.equal('finished-pending')
    await customerSays(page, 'Another question: how can I return it?')
    expect(await state(page)).to.equal('awaiting-split')
    await page.locator('.new-line').getByRole('button', { name: 'Split new messages' }).click()
    await page.getByText('splits chat #2 off #1').waitFor()
    expect(await state(page)).to.equal('active')
    await finish(page, 'closed')
    await customerSays(page, 'Me again')
    await page.getByText('Chat #3 begins').waitFor()
    await page.getByRole('button', { name: 'Show previous chat' }).click()
    await page.locator('.border-line').first().waitFor()
    await picture('2-previous-shown')
    await page.getByRole('button', { name: 'Merge with the previous chat' }).click()
    await page.getByText('merges #3 into #2').waitFor()
    await page.keyboard.press('Home')
    await page.getByText('Nobody has written yet').waitFor()
    await picture('3-beginning')
    expect(await violations()).to.deep.equal([])
    expect(bench.server.missing).to.deep.equal([])
    await leave()
  })
})

async function customerSays(page: Page, text: string): Promise<void> {
  const before = await page.locator('.scrubber-line .tabular').textContent()
  await page.locator('[data-composer="customer"]').fill(text)
  await page.locator('[data-composer="customer"]').press('Enter')
  await moved(page, before)
}

async function agentSays(page: Page, text: string): Promise<void> {
  const before = await page.locator('.scrubber-line .tabular').textContent()
  await page.locator('[data-composer="agent"]').fill(text)
  await page.locator('[data-composer="agent"]').press('Enter')
  await moved(page, before)
}

async function finish(page: Page, status: string): Promise<void> {
  const before = await page.locator('.scrubber-line .tabular').textContent()
  await page.getByRole('button', { name: 'Finish chat' }).click()
  await page.locator(`.finish-choice[data-status="${status}"]`).click()
  await moved(page, before)
}

async function moved(page: Page, before: string | null): Promise<void> {
  await page.waitForFunction((was) => document.querySelector('.scrubber-line .tabular')?.textContent !== was, before)
}

async function state(page: Page): Promise<string | null> {
  return page.locator('.chat-head .state-badge').getAttribute('data-state-name')
}
