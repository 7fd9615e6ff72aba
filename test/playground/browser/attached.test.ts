import { expect } from 'chai'
import { keyFor } from '../../http/live-place.js'
import { type DeskPlace, deskPlace } from './desk-place.js'
import { type Bench, openBench, type Visit } from './playground-page.js'

describe('the playground at a running desk', function () {
  this.timeout(120_000)
  let bench: Bench
  let place: DeskPlace
  before(async function () {
    this.timeout(300_000)
    bench = await openBench()
  })
  after(() => bench?.close())
  beforeEach(async () => {
    place = await deskPlace([bench.server.url.replace(/\/[^/]*\/?$/u, '').replace(/^(https?:\/\/[^/]+).*$/u, '$1')])
  })
  afterEach(() => place.stop())

  const desk = async () => (await place.desks.get('default')).desk
  const says = async (id: string, text: string, customer = { id: 'anna', name: 'Anna' }) =>
    (await desk()).receive({ channel: 'tg', customer, id, text })
  async function article(): Promise<void> {
    const { reply, finish, split } = await desk()
    await says('m1', 'Where is my order?')
    await reply(1, { agent: 'olga', text: 'On its way.' })
    await finish(1, { agent: 'olga', status: 'pending' })
    await says('m2', 'How do I return it? It is urgent')
    await split(1, { agent: 'olga' })
    await says('b1', 'Good day', { id: 'boris', name: 'Boris' })
  }
  const attached = (page: Visit['page']) => page.locator('.place[data-line="live"]').waitFor()

  it('is one click away where no key is asked for, and shows what happens there at once', async () => {
    await article()
    const visit = await bench.visit({ url: place.url })
    const { page } = visit
    await page.getByRole('button', { name: 'In the browser' }).click()
    await visit.picture('attach-menu')
    await page.getByRole('menuitem', { name: 'A running desk' }).click()
    await attached(page)
    expect(await page.locator('.chat-row').count()).to.equal(3)
    expect(await page.locator('.chat-row-name').allTextContents()).to.include.members(['Anna', 'Boris'])
    await chat(page, 2).click()
    await page.locator('.bubble', { hasText: 'How do I return it?' }).waitFor()
    await page.getByText('Real time: a running desk').waitFor()
    expect(await page.locator('.timers-list').textContent()).to.contain('Automatic finish')
    await says('m3', 'Hello? Anybody?')
    await page.locator('.bubble', { hasText: 'Anybody?' }).waitFor()
    await visit.picture('attached-en-light')
    expect(await visit.violations()).to.deep.equal([])
    // A conversation can be taken along: the same acts, under the desk's rules, in a session of this page.
    await page.getByRole('button', { name: 'The desk at' }).click()
    await page.getByRole('menuitem', { name: 'Play this conversation' }).click()
    await page.getByRole('button', { name: 'In the browser' }).waitFor()
    await page.getByRole('button', { name: 'Share' }).waitFor()
    await page.locator('.chat-row').nth(1).waitFor()
    expect(
      await page.locator('.chat-row').evaluateAll((rows) => rows.map((row) => Reflect.get(row, 'dataset').stateName)),
    ).to.deep.equal(['active', 'finished-pending'])
    await page.getByRole('button', { name: 'In the browser' }).click()
    await page.getByRole('menuitem', { name: 'A running desk' }).click()
    await attached(page)
    // The way back and forth is in the palette too.
    await page.locator('.brand').click()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('back to the session')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'In the browser' }).waitFor()
    await visit.leave()
  })

  it('acts there: what people do is done at the desk now, also from the past, and refusals are told', async () => {
    await article()
    const visit = await bench.visit({ url: place.url, query: 'desk', mayFail: true })
    const { page } = visit
    await attached(page)
    await chat(page, 2).click()
    await page.locator('[data-composer="agent"]').fill('You can return it for free.')
    await page.keyboard.press('Enter')
    await page.locator('.bubble[data-author="agent"]', { hasText: 'for free' }).waitFor()
    const told = await (await desk()).messages(2)
    expect(told.at(-1)).to.deep.include({ author: 'agent', agent: 'agent', text: 'You can return it for free.' })
    await page.locator('.brand').click()
    await page.keyboard.press('f')
    await page.locator('.finish-choice[data-status="closed"]').click()
    await page.locator('.chat-head .state-badge[data-state-name="closed"]').waitFor()
    // In the past every panel is as it was; an act from there happens now. What the desk delivered meanwhile has moments too.
    const moment = page.locator('.scrubber-line .tabular')
    for (let steps = 0; steps < 8 && (await page.locator('.bubble', { hasText: 'for free' }).count()) > 0; steps += 1) {
      const before = await moment.textContent()
      await page.keyboard.press('ArrowLeft')
      await page.waitForFunction(
        (was) => document.querySelector('.scrubber-line .tabular')?.textContent !== was,
        before,
      )
    }
    expect(await page.locator('.bubble', { hasText: 'for free' }).count()).to.equal(0)
    await page.locator('.chat-head .state-badge[data-state-name="active"]').waitFor()
    await page.getByText('A desk can’t branch').waitFor()
    await visit.picture('attached-past')
    expect(await visit.violations()).to.deep.equal([])
    await page.keyboard.press('f')
    await page.locator('.finish-choice[data-status="open"]').click()
    await page.locator('.notice-passing', { hasText: 'finished already' }).waitFor()
    expect((await (await desk()).chat(2)).state).to.equal('closed')
    // As a customer: his next message begins a chat.
    await page.locator('select[aria-label="Customer"]').selectOption('anna')
    await page.locator('select[aria-label="Channel"]').selectOption('tg')
    await page.fill('[data-composer="customer"]', 'One more thing')
    await page.keyboard.press('Enter')
    await page.locator('.bubble', { hasText: 'One more thing' }).waitFor()
    expect((await (await desk()).chats({ customer: 'anna' })).length).to.equal(3)
    await visit.leave()
  })

  it('tells why: statechart, verdicts and condition trees of real messages', async () => {
    await article()
    const visit = await bench.visit({ url: place.url, query: 'desk', language: 'ru', theme: 'dark' })
    const { page } = visit
    await attached(page)
    await chat(page, 1).click()
    await page.locator('.bubble').first().waitFor()
    await page.getByRole('tab').first().click()
    await page.locator('.chart-state[data-is-current="true"][data-state-name="finished-pending"]').waitFor()
    expect(await page.locator('.walked-stop').count()).to.be.greaterThan(2)
    await visit.picture('attached-statechart-ru-dark')
    expect(await visit.violations()).to.deep.equal([])
    await chat(page, 2).click()
    await page.locator('.bubble', { hasText: 'urgent' }).locator('.bubble-act').last().click()
    const row = page.locator('.verdict-line', { hasText: 'urgent' }).first()
    await row.click()
    await page.locator('.rule-detail .tree-line').first().waitFor()
    await visit.picture('attached-verdicts-ru-dark')
    expect(await visit.violations()).to.deep.equal([])
    await visit.leave()
  })

  it('publishes rules with author and note after showing what changes, lists versions and rolls back', async () => {
    await article()
    const visit = await bench.visit({ url: place.url, query: 'desk' })
    const { page } = visit
    await attached(page)
    await page.getByRole('tab', { name: 'Rules' }).click()
    await page.getByText('the rules of the desk’s configuration').waitFor()
    expect(await page.getByRole('button', { name: 'Publish…' }).isDisabled()).to.equal(true)
    const publish = async (text: string, note: string) => {
      await page.locator('.cm-content').first().click()
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.insertText(text)
      await page.getByRole('button', { name: 'Publish…' }).click()
      await page.getByRole('dialog', { name: 'Publish the rules' }).waitFor()
      await page.getByLabel('Author').fill('vera')
      await page.getByLabel('Note: why').fill(note)
    }
    await jsonEditor(page)
    await publish(
      '{ "rules": [ { "id": "greet", "on": "chat.started", "then": [ { "do": "send-message", "text": "Welcome!" } ] } ] }',
      'shorter',
    )
    expect(await page.locator('.rule-changes').textContent()).to.match(/rule urgent/u)
    await visit.picture('publish-dialog')
    expect(await visit.violations()).to.deep.equal([])
    await page.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByText('In force: version 1').waitFor()
    await says('c1', 'Hi', { id: 'clara', name: 'Clara' })
    expect((await (await desk()).messages(4)).map(({ text }) => text)).to.include('Welcome!')
    await publish('{ "rules": [] }', 'none')
    await page.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByText('In force: version 2').waitFor()
    await page.getByRole('button', { name: 'Versions' }).click()
    await page.locator('.versions li', { hasText: 'shorter' }).getByRole('button', { name: 'Roll back' }).click()
    await visit.picture('versions-dialog')
    expect(await visit.violations()).to.deep.equal([])
    await page.getByRole('button', { name: 'Really back to 1' }).click()
    await page.getByText('In force: version 3').waitFor()
    await visit.leave()
  })

  it('asks for a key where one is needed, says what is wrong with it, keeps it for the tab only, and survives a lost line', async () => {
    await article()
    const admin = await keyFor(place.store, ['admin'])
    const ingest = await keyFor(place.store, ['ingest'])
    const secret = (key: typeof admin) => key.headers.authorization.replace('Bearer ', '')
    const visit = await bench.visit({ width: 390, height: 844, url: place.url, query: 'desk', mayFail: true })
    const { page } = visit
    const dialog = page.getByRole('dialog', { name: 'Show a running desk' })
    await dialog.getByRole('alert').waitFor()
    expect(await dialog.getByRole('alert').textContent()).to.contain('asks for a key')
    await visit.picture('attach-phone')
    expect(await visit.violations()).to.deep.equal([])
    await dialog.getByLabel('Key').fill(secret(ingest))
    await dialog.getByRole('button', { name: 'Attach' }).click()
    await dialog.getByText('doesn’t reach').waitFor()
    await dialog.getByLabel('Key').fill(secret(admin))
    await dialog.getByLabel('Your name').fill('vera')
    await dialog.getByRole('button', { name: 'Attach' }).click()
    await attached(page)
    expect(await page.evaluate(() => JSON.stringify(localStorage))).to.not.contain('cl_')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.be.at.most(390)
    await visit.picture('attached-phone')
    expect(await visit.violations()).to.deep.equal([])
    await page.reload()
    await attached(page)
    await place.sleep()
    await page.locator('.place[data-line="lost"]').waitFor()
    await page.getByRole('button', { name: 'Try now' }).waitFor()
    await visit.picture('attached-lost-phone')
    await place.wake()
    await says('m9', 'Are you back?')
    await page.getByRole('button', { name: 'Try now' }).click()
    await attached(page)
    await page.locator('.bubble', { hasText: 'Are you back?' }).waitFor()
    await visit.leave()
  })

  it('attaches from a static build elsewhere, where the desk allows it', async () => {
    await article()
    const visit = await bench.visit()
    const { page } = visit
    await page.getByRole('button', { name: 'In the browser' }).click()
    await page.getByRole('menuitem', { name: 'A running desk' }).click()
    await page.getByLabel('Address').fill(place.url)
    await page.getByRole('button', { name: 'Attach' }).click()
    await attached(page)
    expect(await page.locator('.chat-row').count()).to.equal(3)
    await visit.leave()
  })
})

async function jsonEditor(page: Visit['page']): Promise<void> {
  const json = page.getByRole('button', { name: 'JSON', exact: true })
  if ((await json.count()) > 0) await json.first().click()
  await page.locator('.cm-content').first().waitFor()
}

function chat(page: Visit['page'], number: number) {
  return page.locator('.chat-row', {
    has: page.locator('.chat-row-number', { hasText: new RegExp(`\\D${number}$`, 'u') }),
  })
}
