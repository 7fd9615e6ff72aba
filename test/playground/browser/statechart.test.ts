import { expect } from 'chai'
import { type Bench, openBench } from './playground-page.js'

describe('the statechart in the playground', function () {
  this.timeout(120_000)
  let bench: Bench
  before(async () => {
    bench = await openBench()
  })
  after(() => bench.close())

  it('shows where a chat stands, takes a way by a click, says what stands in the way of others, and goes back', async () => {
    const visit = await bench.visit()
    const { page } = visit
    await page.getByRole('tab', { name: 'Statechart' }).click()
    await page.fill('[data-composer="customer"]', 'Hello! Where is my order?')
    await page.keyboard.press('Enter')
    const current = page.locator('.chart-state[data-is-current="true"]')
    await page.waitForSelector('.chart-state[data-state-name="active"][data-is-current="true"]')
    expect(await page.locator('.ways-shut').textContent()).to.contain('nothing-to-split')
    await visit.picture('statechart-active')
    expect(await visit.violations()).to.deep.equal([])

    await page.getByRole('button', { name: 'The agent finishes: Pending' }).click()
    await page.waitForSelector('.chart-state[data-state-name="finished-pending"][data-is-current="true"]')
    expect(await page.locator('[data-arrow="last"]').getAttribute('data-state-name')).to.equal('finished-pending')
    await page.getByRole('button', { name: 'The customer writes' }).click()
    await page.waitForSelector('[data-composer="customer"]:focus')
    await page.keyboard.type('One more question')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.chart-state[data-state-name="awaiting-split"][data-is-current="true"]')
    expect(await page.locator('.ways-shut').textContent()).to.contain('Pending')
    await visit.picture('statechart-reopened')

    await page.locator('.walked-stop').first().click()
    expect(await current.getAttribute('data-state-name')).to.equal('active')
    await visit.leave()
  })

  it('draws the workflow that runs, with where the chat stands, step by step, and its timer', async () => {
    const visit = await bench.visit()
    const { page } = visit
    await page.getByRole('button', { name: 'Scenarios' }).click()
    await page.locator('.menu-item', { hasText: 'A workflow asks' }).click()
    await page.locator('.bubble').nth(4).waitFor()
    await page.getByRole('tab', { name: 'Statechart' }).click()
    const part = page.locator('.statechart-part', { hasText: 'Workflow contact' })
    await part.locator('.step-log').waitFor()
    expect(await part.locator('.step-log').textContent())
      .to.contain('taken: kate@example.com')
      .and.to.contain('ended')
    const moments = part.locator('.step-moment')
    await moments.first().click()
    await part.locator('.chart-state[data-is-current="true"]', { hasText: 'ask' }).waitFor()
    await part.getByText('Waits at ask').waitFor()
    await page.locator('.timer', { hasText: 'Workflow contact' }).waitFor()
    await part.scrollIntoViewIfNeeded()
    await visit.picture('workflow')
    expect(await visit.violations('.inspector')).to.deep.equal([])
    await part.getByRole('button', { name: 'Time left: 1:00:00' }).click()
    await part.locator('.step-moment', { hasText: 'The time ran out' }).waitFor()
    await visit.leave()
  })

  it('is as clear in Russian, in the dark and on a phone', async () => {
    const visit = await bench.visit({ language: 'ru', theme: 'dark', width: 390, height: 844 })
    const { page } = visit
    await page.keyboard.press('c')
    await page.waitForSelector('[data-composer="customer"]:focus')
    await page.keyboard.type('Здравствуйте!')
    await page.keyboard.press('Enter')
    await page.evaluate(() => document.querySelector<HTMLElement>('[data-composer="customer"]')?.blur())
    await page.keyboard.press('1')
    await page.locator('.chart').waitFor()
    await visit.picture('statechart-phone-ru-dark')
    expect(await visit.violations()).to.deep.equal([])
    await visit.leave()
  })
})
