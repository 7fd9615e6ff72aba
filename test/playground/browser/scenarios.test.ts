import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { PACKS } from '../../../playground/src/panels/scenarios/packs.js'
import { root } from '../../architecture/module-graph.js'
import { type Bench, openBench } from './playground-page.js'

const pack = (name: string) => {
  const folder = join(root, 'rules', name)
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => join(folder, file))
}

describe('files opened in the playground', function () {
  this.timeout(120_000)
  let bench: Bench
  before(async () => {
    bench = await openBench()
  })
  after(() => bench?.close())

  it('scenarios run with their rules, show what came out otherwise after a change, and become the session', async () => {
    const visit = await bench.visit()
    const { page } = visit
    await page.getByRole('tab', { name: 'Scenarios' }).click()
    await page.getByText('Open scenario files or a pack').waitFor()
    expect(await visit.violations('.inspector')).to.deep.equal([])
    const input = page.locator('input[type="file"][multiple]')
    await input.setInputFiles(pack('tickets'))
    await page.getByText(/^All \d+ come out as expected/).waitFor()
    const life = page.locator('.scenarios-list > li', { hasText: 'life-of-a-ticket.scenario.json' })
    await life.locator('summary').click()
    await life.getByRole('button', { name: 'Show as the session' }).click()
    await page.locator('.bubble').first().waitFor()
    await life.locator('.scenario-steps button').first().click()
    await life.locator('.scenario-steps li[data-is-here="true"]').waitFor()
    await visit.picture('scenarios')
    expect(await visit.violations('.inspector')).to.deep.equal([])

    await page.getByRole('tab', { name: 'Rules' }).click()
    await page.getByRole('button', { name: 'Form', exact: true }).click()
    await page.getByRole('combobox', { name: 'Switched on' }).selectOption({ label: 'no' })
    await page.locator('.rules-state', { hasText: 'Nothing speaks against it' }).waitFor()
    await page.getByRole('button', { name: 'Apply', exact: true }).click()
    await page.locator('.rules-state', { hasText: 'These rules decide here' }).waitFor()
    await page.getByRole('tab', { name: 'Scenarios' }).click()
    await page.getByText(/come out otherwise\./).waitFor()
    await page.locator('.scenario-difference').first().waitFor()
    await visit.picture('scenarios-failed')
    await visit.leave()
  })

  it('rule files go into the editor, anything else is told with its place; a channel is set up on screen', async () => {
    const visit = await bench.visit()
    const { page } = visit
    const input = page.locator('input[type="file"][multiple]')
    await input.setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{ "acts": [\n 3') })
    await page.locator('.notice', { hasText: 'x.json:2:' }).waitFor()
    await input.setInputFiles(pack('hours'))
    await page.locator('.notice', { hasText: 'in the editor' }).waitFor()
    expect(await page.getByRole('combobox', { name: 'Rule file' }).inputValue()).to.equal('hours.rules.json')

    await page.getByRole('button', { name: 'Settings of Telegram' }).click()
    await page.getByRole('checkbox', { name: /Endless chat/ }).check()
    await page.getByRole('spinbutton', { name: /Automatic finish/ }).fill('3')
    await visit.picture('channel-settings')
    expect(await visit.violations()).to.deep.equal([])
    await page.getByRole('button', { name: 'Take', exact: true }).click()
    await page.locator('.notice', { hasText: 'Telegram works so' }).waitFor()
    await page.fill('[data-composer="customer"]', 'Hello!')
    await page.keyboard.press('Enter')
    await page.locator('.timer', { hasText: '3:00' }).waitFor()
    await visit.leave()
  })

  it('every pack that comes with the library is offered, runs, and its rules go into the editor', async () => {
    const names = readdirSync(join(root, 'rules'), { withFileTypes: true }).flatMap((one) =>
      one.isDirectory() && one.name !== 'together' ? [one.name] : [],
    )
    expect([...PACKS].sort()).to.deep.equal(names.sort())
    const visit = await bench.visit()
    const { page } = visit
    await page.getByRole('tab', { name: 'Scenarios' }).click()
    for (const name of PACKS) {
      await page.getByRole('tab', { name: 'Scenarios' }).click()
      await page.getByRole('button', { name: 'Packs' }).click()
      if (name === 'first-contact') {
        await visit.picture('packs')
        expect(await visit.violations('.menu')).to.deep.equal([])
      }
      await page.getByRole('menuitem', { name: new RegExp(`^${name}\\b(?!-)`) }).click()
      if (name === 'hours') {
        await page.locator('.notice', { hasText: 'hours.rules.json is in the editor' }).waitFor()
        continue
      }
      const count = pack(name).filter((file) => file.endsWith('.scenario.json')).length
      await page
        .locator('.scenarios-list > li')
        .nth(count - 1)
        .waitFor()
      await page.getByText(`All ${count} come out as expected`).waitFor()
    }
    await page.getByRole('button', { name: 'Rules to the editor' }).click()
    const files = page.getByRole('combobox', { name: 'Rule file' })
    expect(await files.locator('option').allTextContents()).to.include.members(['recontact.rules.json'])
    await visit.leave()
  })
})
