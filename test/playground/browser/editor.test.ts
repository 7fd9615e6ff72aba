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

  it('shows a fault of two rules that meet by playing the conversation that the lint found', async () => {
    const visit = await bench.visit()
    const { page } = visit
    await page.getByRole('tab', { name: 'Rules' }).click()
    const code = page.locator('.cm-content')
    await code.click()
    await page.keyboard.press('ControlOrMeta+a')
    const rule = (id: string, word: string) => ({
      id,
      on: 'message.received',
      when: { all: [{ fact: 'message', path: '$.text', operator: 'containsText', value: word }] },
      then: [{ do: 'send-message', text: `About ${word}` }],
    })
    await page.keyboard.insertText(JSON.stringify({ rules: [rule('one', 'parcels'), rule('two', 'refunds')] }))
    // Rules of the other files may answer as well.
    const problem = page.locator('.problems li', { hasText: 'double-autoresponse' })
    const both = problem.filter({ hasText: 'parcels' }).filter({ hasText: 'refunds' }).first()
    await both.locator('.problem-story').waitFor()
    await both.getByRole('button').last().click()
    await page.locator('.bubble[data-author="automation"]', { hasText: 'About parcels' }).waitFor()
    await page.locator('.bubble[data-author="automation"]', { hasText: 'About refunds' }).waitFor()
    await visit.leave()
  })

  it('says each rule in a sentence, and edits it as a form with the text as the only truth', async () => {
    const visit = await bench.visit()
    const { page } = visit
    await page.getByRole('tab', { name: 'Rules' }).click()
    await page.locator('.cm-content').waitFor()
    await page.getByRole('combobox', { name: 'Rule file' }).selectOption('first-contact.rules.json')
    const sentence = page.locator('.sentence')
    await sentence.filter({ hasText: "only in the customer's first chat" }).waitFor()
    await page.getByRole('button', { name: 'Form', exact: true }).click()
    const form = page.locator('.rule-form')
    await form.waitFor()
    await visit.picture('form')
    expect(await visit.violations('.inspector')).to.deep.equal([])

    await form.getByRole('combobox', { name: 'First chat only' }).selectOption({ label: 'no' })
    await sentence.filter({ hasText: 'in later chats too' }).waitFor()
    await form.getByRole('checkbox', { name: 'a customer reopens a chat' }).check()
    await form.getByRole('button', { name: 'Add an action' }).click()
    const added = form.locator('.form-card').last()
    await added.getByRole('combobox', { name: 'Action' }).selectOption({ label: 'Set the priority' })
    await added.getByRole('combobox', { name: 'Priority' }).selectOption({ label: 'urgent' })
    await sentence
      .filter({ hasText: 'or a customer reopens a chat' })
      .filter({ hasText: 'set the priority to urgent' })
      .waitFor()
    await form.getByRole('button', { name: 'Comparison', exact: true }).first().click()
    const comparison = form.locator('.comparison').last()
    await comparison.getByRole('combobox', { name: 'What' }).selectOption('customer.tags')
    await comparison.getByRole('combobox', { name: 'Comparison' }).selectOption('hasNone')
    await comparison.getByLabel('Value').fill('vip')
    await page.keyboard.press('Enter')
    await sentence.filter({ hasText: 'tags do not include “vip”' }).waitFor()

    await form.getByRole('textbox', { name: 'Id' }).fill('not an id')
    await form.locator('.form-faults').first().waitFor()
    expect(await form.getByRole('textbox', { name: 'Id' }).getAttribute('aria-invalid')).to.equal('true')
    await visit.picture('form-faulty')
    await form.getByRole('textbox', { name: 'Id' }).fill('ask-address')
    await page.locator('.rules-state', { hasText: 'Nothing speaks against it' }).waitFor()

    await page.getByRole('button', { name: 'JSON', exact: true }).click()
    await page.locator('.cm-content', { hasText: '"chat.reopened"' }).waitFor()
    await page.getByRole('button', { name: 'Apply', exact: true }).click()
    await page.locator('.rules-state', { hasText: 'These rules decide here' }).waitFor()
    await sentence.filter({ hasText: 'tags do not include “vip”' }).waitFor()
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
    await page.getByRole('button', { name: 'Форма' }).click()
    await page.getByRole('combobox', { name: 'Файл правил' }).selectOption('away.rules.json')
    await page.locator('.sentence', { hasText: 'Когда сообщение клиента начинает чат' }).waitFor()
    await page.locator('.rule-form').waitFor()
    await visit.picture('form-ru-dark')
    expect(await visit.violations('.inspector')).to.deep.equal([])
    await visit.leave()
  })
})
