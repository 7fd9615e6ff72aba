import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { type Bench, openBench } from './playground-page.js'

describe('the verdicts of a message in a browser', function () {
  this.timeout(120_000)
  let bench: Bench

  before(async () => {
    bench = await openBench()
  })
  after(() => bench?.close())

  it('tell what each rule said and why, what would flip it, and what if it were off', async () => {
    const { page, picture, violations, leave } = await bench.visit()
    await customerSays(page, 'Hello! Where is my order?')
    await page.getByRole('tab', { name: 'Verdicts' }).click()
    await page.locator('.verdicts-chip[data-verdict="almost"]').waitFor()
    await picture('verdicts-list')
    expect(await violations()).to.deep.equal([])

    await page.locator('.verdict[data-verdict="matched"] .verdict-line').first().click()
    await page.locator('.tree').waitFor()
    expect(await page.locator('.actions blockquote').first().textContent()).to.include('Please leave your e-mail')
    await page.locator('.flip').waitFor()
    await page.getByRole('button', { name: 'What if this rule were off?' }).click()
    await page.getByText('The first difference is at').waitFor()
    expect(await page.locator('.deeds[data-mark="−"] li').count()).to.be.greaterThan(0)
    await picture('verdicts-open')
    expect(await violations()).to.deep.equal([])
    await page.getByRole('button', { name: 'Switch it off' }).click()
    await page.locator('.verdicts-chip[data-verdict="disabled"]').waitFor()
    expect(await page.locator('.bubble[data-author="automation"]').count()).to.equal(0)

    await page.getByPlaceholder('Find a rule').fill('keep-email')
    await page.locator('.verdict-line').first().click()
    await page.getByRole('button', { name: 'Try it' }).click()
    await page.locator('.verdict[data-verdict="matched"]').waitFor()
    await picture('verdicts-tried')
    await leave()
  })

  it('are read in Russian, in the dark, on a phone, with the keyboard', async () => {
    const { page, picture, violations, leave } = await bench.visit({ language: 'ru', theme: 'dark', width: 390 })
    await page.locator('.pane-tab').first().click()
    await customerSays(page, 'Здравствуйте! Где мой заказ?')
    await page.locator('.pane-tab').last().click()
    await page.getByRole('tab', { name: 'Вердикты' }).click()
    const lines = page.locator('.verdict-line')
    await page.locator('.verdicts-chip[data-verdict="almost"]').waitFor()
    await lines.first().focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await page.locator('.tree').waitFor()
    await page.locator('.flip').waitFor()
    await picture('verdicts-ru-dark-phone')
    expect(await violations('.inspector')).to.deep.equal([])
    await leave()
  })
})

async function customerSays(page: Page, text: string): Promise<void> {
  await page.locator('[data-composer="customer"]').fill(text)
  await page.locator('[data-composer="customer"]').press('Enter')
  await page.waitForFunction(() => !document.querySelector('.scrubber-line .tabular')?.textContent?.startsWith('0'))
}
