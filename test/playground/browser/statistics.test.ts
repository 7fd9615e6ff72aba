import { gzipSync } from 'node:zlib'
import { expect } from 'chai'
import { type DeskPlace, deskPlace } from './desk-place.js'
import { type Bench, openBench, type Visit } from './playground-page.js'

const DAY = 86_400_000

/** Four weeks of a shop: people write by day, more on Mondays; an agent answers, often later the second time. */
function weeks(): readonly (readonly [at: string, customer: string, agent: string, text: string])[] {
  const said: (readonly [string, string, string, string])[] = []
  for (let day = 0; day < 28; day += 1) {
    const asked = day % 7 === 0 ? 12 : day % 7 > 4 ? 3 : 8
    for (let turn = 0; turn < asked; turn += 1) {
      const at = Date.parse('2026-03-02T06:00:00Z') + day * DAY + turn * (10 + (turn % 3)) * 240_000 + day * 61_000
      const customer = `c${(day * 5 + turn * turn) % 23}`
      said.push([new Date(at).toISOString(), customer, '', 'Where is my order?'])
      said.push([new Date(at + 60_000 * (1 + ((turn * 7) % 9))).toISOString(), customer, 'Olga', 'On its way'])
    }
  }
  return said.sort(([one], [other]) => (one < other ? -1 : 1))
}
const LINES = weeks()
  .map(([at, id, agent, text]) =>
    JSON.stringify(
      agent === ''
        ? { type: 'customer.message', at, channel: 'tg', customer: { id }, text }
        : { type: 'agent.message', at, channel: 'tg', customer: { id }, agent, text },
    ),
  )
  .join('\n')
const TABLE = `Date;Client;Body;Side\n${weeks()
  .map(([at, id, agent, text]) => [at, id, text, agent].join(';'))
  .join('\n')}`

const EXPORT = {
  name: 'Anna',
  type: 'personal_chat',
  id: 4,
  messages: [
    { id: 1, type: 'message', date: '2026-03-02T10:00:00', from: 'Anna', from_id: 'user4', text: 'Hi' },
    { id: 2, type: 'message', date: '2026-03-02T10:02:00', from: 'Olga', from_id: 'user9', text: 'Yes?' },
  ],
}

describe('statistics in the playground', function () {
  this.timeout(120_000)
  let bench: Bench
  before(async function () {
    this.timeout(300_000)
    bench = await openBench()
  })
  after(() => bench?.close())

  it('count the session up to the cursor, as charts and as tables, found by key and by palette', async () => {
    const visit = await bench.visit()
    const { page } = visit
    await scenario(page, 'The article')
    await page.locator('.chat-row').nth(2).waitFor()
    await page.keyboard.press('6')
    await figure(page, 'started', '2')
    await page.locator('.recharts-bar-rectangle').first().waitFor()
    await visit.picture('statistics-session-en-light')
    expect(await visit.violations()).to.deep.equal([])
    // A chart is walked by keys: each of its places tells what it holds.
    const moment = await page.locator('.scrubber-line .tabular').textContent()
    await page.locator('.figure-time [role="application"]').focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowLeft')
    await page.locator('.figure-time .recharts-default-tooltip', { hasText: 'Chats started' }).waitFor()
    expect(await page.locator('.scrubber-line .tabular').textContent()).to.equal(moment)
    await visit.picture('statistics-session-keys')
    const table = page.getByRole('table', { name: 'How chats are finished' })
    await page.getByRole('button', { name: 'How chats are finished: as a table' }).click()
    await table.getByRole('row', { name: 'Agents' }).waitFor()
    expect(await visit.violations()).to.deep.equal([])
    // In the past less had happened; nothing of it is kept from the present.
    await page.locator('.brand').click()
    await page.keyboard.press('Home')
    await page.getByText('so there is nothing to count').waitFor()
    expect(await visit.violations()).to.deep.equal([])
    await page.keyboard.press('ArrowRight')
    await figure(page, 'started', '1')
    await figure(page, 'live', '1')
    await page.keyboard.press('End')
    await figure(page, 'started', '2')
    await page.getByRole('button', { name: 'Back to the chats' }).click()
    await page.locator('.bubble').first().waitFor()
    await page.locator('.brand').click()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('statistics')
    await page.keyboard.press('Enter')
    await figure(page, 'started', '2')
    await visit.leave()
  })

  it('are of the period, channel and business hours that are chosen', async () => {
    const visit = await bench.visit()
    const { page } = visit
    await scenario(page, 'The article')
    await page.keyboard.press('6')
    await page.locator('.key-figures').waitFor()
    await page.getByLabel('Business hours').selectOption({ index: 1 })
    await page.getByText('In the hours of').waitFor()
    await page.getByLabel('Period').selectOption('own')
    await page.getByLabel('From', { exact: true }).fill('2031-01-01')
    await figure(page, 'started', '0')
    await page.getByText('Nothing in this period').first().waitFor()
    expect(await visit.violations()).to.deep.equal([])
    await page.getByLabel('To and with').fill('2030-01-01')
    await page.getByText('to must not be before from').waitFor()
    await visit.leave()
  })

  it('are those of the reader’s own history: files are played with the rules of the page', async () => {
    const visit = await bench.visit()
    const { page } = visit
    await page.keyboard.press('6')
    await page.getByText('so there is nothing to count').waitFor()
    const input = page.locator('.history-bar input[type="file"]')
    await input.setInputFiles({
      name: 'weeks.jsonl.gz',
      mimeType: 'application/gzip',
      buffer: gzipSync(LINES),
    })
    await page.getByText(`weeks.jsonl.gz: ${weeks().length} entries`).waitFor()
    await figure(page, 'wrote', '23')
    const responses = await page.locator('.endless tr', { hasText: 'can be measured' }).locator('td').allTextContents()
    const [cases, endless] = responses.map(Number)
    expect(endless).to.equal(23)
    expect(cases).to.be.greaterThan(100)
    await page.locator('.recharts-bar-rectangle').first().waitFor()
    await visit.picture('statistics-history-en-light')
    await page.locator('.figure-tall').scrollIntoViewIfNeeded()
    await visit.picture('statistics-history-en-light-below')
    expect(await visit.violations()).to.deep.equal([])
    const started = await page.locator('[data-figure="started"] dd').textContent()
    await page.getByRole('button', { name: 'Leave the history' }).click()
    await page.getByText('so there is nothing to count').waitFor()
    // The same as a table with columns of other names, which have to be said.
    await input.setInputFiles({ name: 'weeks.csv', mimeType: 'text/csv', buffer: Buffer.from(TABLE) })
    await page.getByRole('alert').getByText('no column is mapped to').waitFor()
    await page.getByLabel('Columns').fill('at=Date, customer=Client, text=Body, author=Side')
    await page.getByLabel('Who answers').fill('Olga')
    await page.getByRole('button', { name: 'Play again' }).click()
    await figure(page, 'started', started ?? '')
    await figure(page, 'wrote', '23')
    await visit.leave()
  })

  it('are those of a Telegram export that is dropped on the page, once it is said who answers', async () => {
    const visit = await bench.visit()
    const { page } = visit
    await page.keyboard.press('6')
    await page.locator('.history-bar').waitFor()
    const dropped = await page.evaluateHandle((text) => {
      const data = new DataTransfer()
      data.items.add(new File([text], 'result.json', { type: 'application/json' }))
      return data
    }, JSON.stringify(EXPORT))
    await page.locator('.statistics').dispatchEvent('drop', { dataTransfer: dropped })
    await page.getByLabel('Who answers').fill('Olga')
    await page.getByRole('button', { name: 'Play again' }).click()
    await figure(page, 'response', '2 mins')
    await figure(page, 'wrote', '1')
    await visit.leave()
  })

  it('fit a phone and a narrow window, in Russian and in the dark', async () => {
    for (const [name, options] of [
      ['phone-ru-dark', { language: 'ru', theme: 'dark', width: 390, height: 844 }],
      ['narrow-ru-light', { language: 'ru', theme: 'light', width: 1000, height: 800 }],
      ['wide-ru-dark', { language: 'ru', theme: 'dark' }],
    ] as const) {
      const visit = await bench.visit(options)
      const { page } = visit
      if (name.startsWith('phone')) await page.locator('.pane-tab', { hasText: 'Цифры' }).click()
      else await page.keyboard.press('6')
      await page
        .locator('.history-bar input[type="file"]')
        .setInputFiles({ name: 'weeks.jsonl', mimeType: 'text/plain', buffer: Buffer.from(LINES) })
      await figure(page, 'wrote', '23')
      await page.locator('.recharts-bar-rectangle').first().waitFor()
      await visit.picture(`statistics-${name}`)
      for (const [turn, card] of (await page.locator('.figure-card').all()).entries()) {
        await card.scrollIntoViewIfNeeded()
        if (turn % 2 === 1) await visit.picture(`statistics-${name}-${turn}`)
      }
      expect(await visit.violations(), name).to.deep.equal([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth), name).to.be.at.most(
        page.viewportSize()?.width ?? 0,
      )
      await visit.leave()
    }
  })

  describe('at a running desk', () => {
    let place: DeskPlace
    beforeEach(async () => {
      place = await deskPlace()
    })
    afterEach(() => place.stop())

    it('are the desk’s own, of its channel and up to where one looks', async () => {
      const { desk } = await place.desks.get('default')
      const says = (id: string, customer: string) =>
        desk.receive({ channel: 'tg', customer: { id: customer }, id, text: 'Hello' })
      await says('m1', 'anna')
      await desk.reply(1, { agent: 'olga', text: 'Yes?' })
      await desk.finish(1, { agent: 'olga', status: 'closed' })
      await says('b1', 'boris')
      const visit = await bench.visit({ url: place.url, query: 'desk', language: 'ru', theme: 'dark' })
      const { page } = visit
      await page.locator('.place[data-line="live"]').waitFor()
      await page.keyboard.press('6')
      await figure(page, 'started', '2')
      await figure(page, 'live', '1')
      await page.locator('.recharts-bar-rectangle').first().waitFor()
      await visit.picture('statistics-desk-ru-dark')
      expect(await visit.violations()).to.deep.equal([])
      await says('c1', 'clara')
      await page.getByRole('button', { name: 'Посчитать снова' }).click()
      await figure(page, 'started', '3')
      const { total } = await desk.stats()
      expect(total.chats.started.total).to.equal(3)
      // In the past it goes up to there; nobody had written before the first moment.
      await page.locator('.brand').click()
      await page.keyboard.press('Home')
      await page.getByText('до момента').waitFor()
      await figure(page, 'started', '0')
      await page.keyboard.press('End')
      await figure(page, 'started', '3')
      await page.locator('.counting').getByLabel('Канал').selectOption({ index: 2 })
      await page.getByText('За этот период на сервере').waitFor()
      await visit.leave()
    })
  })
})

async function figure(page: Visit['page'], name: string, value: string): Promise<void> {
  await page.locator(`[data-figure="${name}"] dd`, { hasText: new RegExp(`^${value}$`, 'u') }).waitFor()
}

async function scenario(page: Visit['page'], name: string): Promise<void> {
  await page.locator('.header .button').first().click()
  await page.locator('.menu-item', { hasText: new RegExp(`^${name}`) }).click()
  await page.locator('.bubble').first().waitFor()
}
