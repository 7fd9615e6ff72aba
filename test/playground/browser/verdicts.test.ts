import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { newSession } from '../../../playground/src/session/samples/new-session.js'
import type { Session } from '../../../playground/src/session/session.js'
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

  it('of thousands of rules are all there, and only those in sight are drawn', async () => {
    const { page, leave } = await bench.visit({ kept: manyRules(4_000) })
    await page.getByRole('tab', { name: 'Verdicts' }).click()
    const chips = page.locator('.verdicts-chip')
    await chips.filter({ hasText: '2,000 ruled out' }).waitFor()
    expect(await chips.allTextContents()).to.deep.equal([
      '1 matched',
      '999 almost matched',
      '1,000 did not match',
      '2,000 ruled out',
    ])
    expect(await page.locator('.verdict').count()).to.be.lessThan(60)
    await page.locator('.verdict-list').evaluate((list) => list.scrollTo(0, list.scrollHeight))
    await page.getByText('rule-3999', { exact: true }).waitFor()
    expect(await page.locator('.verdict').count()).to.be.lessThan(60)
    await page.getByPlaceholder('Find a rule').fill('rule-1234')
    await page.locator('.verdict').nth(0).waitFor()
    expect(await page.locator('.verdict-name').allTextContents()).to.deep.equal(['rule-1234'])
    await leave()
  })

  it('are read in Russian, in the dark, on a phone, with the keyboard', async () => {
    const { page, picture, violations, leave } = await bench.visit({ language: 'ru', theme: 'dark', width: 390 })
    await page.locator('.pane-tab').first().click()
    await customerSays(page, 'Здравствуйте! Где мой заказ?')
    await page.locator('.pane-tab', { hasText: 'Почему' }).click()
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

/** Every other one is for e-mail; of the rest one matches and every other one of them misses a single comparison. */
function manyRules(count: number): Session {
  const on = (operator: string, value: string) => ({ fact: 'message', path: '$.text', operator, value })
  const rules = Array.from({ length: count }, (_, n) => ({
    id: `rule-${n}`,
    on: 'message.received',
    ...(n % 2 === 0 ? {} : { channels: ['email'] }),
    when: { all: [on('containsWord', `w${n}`), ...(n % 4 === 0 ? [on('containsText', 'word')] : [])] },
    then: [{ do: 'set-priority', priority: 'high' }],
  }))
  return {
    ...newSession('en'),
    rules: [{ name: 'many', text: JSON.stringify({ rules }) }],
    acts: [{ type: 'customer', channel: 'tg-support', customer: 'kate', text: 'a word w8' }],
  }
}

async function customerSays(page: Page, text: string): Promise<void> {
  const before = await page.locator('.scrubber-line .tabular').textContent()
  await page.locator('[data-composer="customer"]').fill(text)
  await page.locator('[data-composer="customer"]').press('Enter')
  await page.waitForFunction((was) => document.querySelector('.scrubber-line .tabular')?.textContent !== was, before)
  await page.locator('.bubble[data-author="automation"]').first().waitFor({ state: 'attached' })
}
