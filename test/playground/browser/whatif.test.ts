import { expect } from 'chai'
import { type Bench, openBench } from './playground-page.js'

const NIGHT = [
  '{"type":"customer.message","at":"2026-03-02T23:00:00Z","channel":"tg","customer":{"id":"7","name":"Ann"},"id":"1","text":"Hi"}',
  'no line',
].join('\n')

describe('what-if in the playground', function () {
  this.timeout(120_000)
  let bench: Bench
  before(async () => {
    bench = await openBench()
  })
  after(() => bench?.close())

  it('compares the session and a dropped history under the draft, side by side from where they part', async () => {
    const visit = await bench.visit()
    const { page } = visit
    await page.fill('[data-composer="customer"]', 'Hello! Where is my order?')
    await page.keyboard.press('Enter')
    await page.getByText('Chat #1 begins').waitFor()
    await page.getByRole('tab', { name: 'What-if' }).click()
    expect(await page.getByRole('button', { name: 'Compare' }).isDisabled()).to.equal(true)
    await page.getByRole('tab', { name: 'Rules' }).click()
    await page.locator('.cm-content').click()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.insertText(
      '{ "rules": [ { "id": "hi", "on": "chat.started", "then": [ { "do": "send-message", "text": "Welcome!" } ] } ] }',
    )
    await page.locator('.rules-state', { hasText: 'Nothing speaks against it' }).waitFor()
    await page.getByRole('tab', { name: 'What-if' }).click()
    await page.getByRole('button', { name: 'Compare' }).click()
    await page.getByText('1 of 1 chats go another way').waitFor()
    await page.locator('.whatif-columns', { hasText: 'Welcome!' }).waitFor()
    await visit.picture('whatif')
    expect(await visit.violations()).to.deep.equal([])

    await page.locator('input[type="file"][aria-label="History"]').setInputFiles({
      name: 'night.jsonl',
      mimeType: 'application/jsonl',
      buffer: Buffer.from(NIGHT),
    })
    await page.getByText('night.jsonl').waitFor()
    await page.getByRole('button', { name: 'Compare' }).click()
    await page.getByText('1 line was left out: line 2').waitFor()
    await page.locator('.whatif-columns').waitFor()
    await visit.leave()
  })
})
