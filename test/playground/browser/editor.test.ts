import { expect } from 'chai'
import { type Bench, openBench } from './playground-page.js'

describe('the rule editor of the playground', function () {
  this.timeout(120_000)
  let bench: Bench
  before(async () => {
    bench = await openBench()
  })
  after(() => bench?.close())

  it('marks faults and keeps the former rules, mends by a click, completes from the schema, and applies from the beginning', async () => {
    const visit = await bench.visit()
    const { page } = visit
    await page.getByRole('tab', { name: 'Rules' }).click()
    const code = page.locator('.cm-content')
    await code.waitFor()
    await page.locator('.rules-state', { hasText: 'These rules decide here' }).waitFor()
    await page.fill('[data-composer="customer"]', 'Hello! Where is my order?')
    await page.keyboard.press('Enter')
    await page.getByText('Chat #1 begins').waitFor()
    expect(await page.locator('.bubble[data-author="automation"]').count()).to.equal(1)

    await code.click()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.insertText(
      '{ "rules": [ { "id": "hi", "on": "chat.startd", "then": [ { "do": "send-message", "text": "Welcome!" } ] } ] }',
    )
    await page.locator('.problems li[data-severity="error"]').first().waitFor()
    await page.locator('.rules-state', { hasText: 'former rules' }).waitFor()
    expect(await page.getByRole('button', { name: 'Apply', exact: true }).isDisabled()).to.equal(true)
    await visit.picture('editor-faulty')
    expect(await visit.violations()).to.deep.equal([])

    await page.locator('.problems .button').first().click()
    await page.locator('.rules-state', { hasText: 'Nothing speaks against it' }).waitFor()
    expect(await code.textContent()).to.contain('"chat.started"')
    await page.getByRole('button', { name: 'Apply', exact: true }).click()
    await page.getByText('Welcome!').first().waitFor()

    await code.click()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.insertText('{ "rules": [ { "id": "hi", "on": ')
    await page.keyboard.press('Control+Space')
    await page.locator('.cm-tooltip-autocomplete', { hasText: 'message.received' }).waitFor()
    await visit.picture('editor-completion')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Reset' }).click()
    await visit.leave()
  })

  it('reads well in Russian and in the dark', async () => {
    const visit = await bench.visit({ language: 'ru', theme: 'dark' })
    const { page } = visit
    await page.getByRole('tab', { name: 'Правила' }).click()
    await page.locator('.problems, .problems-none').first().waitFor()
    await page.locator('.cm-content').waitFor()
    await visit.picture('editor-ru-dark')
    expect(await visit.violations()).to.deep.equal([])
    await visit.leave()
  })
})
