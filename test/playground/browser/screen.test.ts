import { gzipSync } from 'node:zlib'
import { expect } from 'chai'
import Fastify, { type FastifyInstance } from 'fastify'
import { playgroundPages } from '../../../src/cli/serve/playground-pages.js'
import { type Bench, openBench, type Visit } from './playground-page.js'

describe('the screen of the playground', function () {
  this.timeout(120_000)
  let bench: Bench

  before(async function () {
    // The page is built when it is stale.
    this.timeout(300_000)
    bench = await openBench()
  })
  after(() => bench?.close())

  it('leads a first visitor through the article, step by step and back', async () => {
    const { page, violations, picture, leave } = await bench.visit({ isFirst: true, language: 'ru', theme: 'dark' })
    const next = page.locator('[data-tour="next"]')
    expect(await violations()).to.deep.equal([])
    const chats = []
    for (const title of ['Первое обращение', 'Сотрудник', 'Завершить', 'снова', 'Другой вопрос', 'Решено']) {
      await next.click()
      await page.locator('.tour h2', { hasText: title }).waitFor()
      chats.push(await page.locator('.chat-row').count())
    }
    expect(chats).to.deep.equal([1, 1, 1, 1, 2, 2])
    await page.getByRole('button', { name: 'Назад', exact: true }).click()
    await page.locator('.tour h2', { hasText: 'Другой вопрос' }).waitFor()
    for (let step = 0; step < 4; step += 1) await next.click()
    await page.locator('.tour h2', { hasText: 'Объедините' }).waitFor()
    await page.locator('.chat-row[data-state-name="merged"]').waitFor()
    await picture('tour-ru-dark')
    await next.click()
    await next.click()
    await page.locator('.tour').waitFor({ state: 'detached' })
    await page.reload()
    await page.locator('.chat-row').nth(2).waitFor()
    expect(await page.locator('.tour').count()).to.equal(0)
    await leave()
  })

  it('moves time by the minute, to timers and to opening hours, and goes back without losing anything', async () => {
    const { page, violations, picture, leave } = await bench.visit()
    await scenario(page, 'Away at night')
    const clock = () => page.locator('.time-clock').textContent()
    const moment = page.locator('.scrubber-line .tabular')
    const end = await moment.textContent()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    expect(await moment.textContent()).to.not.equal(end)
    await page.getByText('You see the past.').waitFor()
    await picture('past-en-light')
    expect(await violations()).to.deep.equal([])
    await page.getByRole('button', { name: 'Back to the end' }).click()
    expect(await moment.textContent()).to.equal(end)
    const before = await clock()
    await page.getByRole('button', { name: '+10 min' }).click()
    await page.waitForFunction((was) => document.querySelector('.time-clock')?.textContent !== was, before)
    expect(await clock()).to.equal('09:25:00')
    await page.keyboard.press('o')
    await page.locator('.time-clock', { hasText: '14:00:00' }).waitFor()
    await leave()
  })

  it('is worked by keys alone: palette, shortcuts in both layouts, help', async () => {
    const { page, violations, leave } = await bench.visit()
    await page.keyboard.press('c')
    await page.keyboard.type('Hello!')
    await page.keyboard.press('Enter')
    await page.locator('.bubble').first().waitFor()
    await page.locator('.brand').click()
    await page.keyboard.press('f')
    await page.locator('.finish-choice').first().waitFor()
    expect(await violations()).to.deep.equal([])
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('.chat-head .state-badge[data-state-name="finished-pending"]').waitFor()
    await page.keyboard.press('Control+z')
    await page.locator('.chat-head .state-badge[data-state-name="active"]').waitFor()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('ten min')
    expect(await violations()).to.deep.equal([])
    await page.keyboard.press('Enter')
    await page.locator('.chat-head .state-badge[data-state-name="finished-open"]').waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Shortcuts' }).waitFor()
    expect(await violations()).to.deep.equal([])
    await page.keyboard.press('Escape')
    await leave()
  })

  it('tells its story to the keyboard: Tab to the button, Enter for each step, to the end', async () => {
    const { page, leave } = await bench.visit({ isFirst: true })
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-tour') ?? null)
    for (let tabs = 0; tabs < 60 && (await focused()) !== 'next'; tabs += 1) await page.keyboard.press('Tab')
    expect(await focused()).to.equal('next')
    const titles = [
      'First contact',
      'answers',
      'status',
      'again',
      'another case',
      'closed',
      'a new one',
      'lost',
      'Merge',
      'turn',
    ]
    for (const title of titles) {
      await page.keyboard.press('Enter')
      await page.locator('.tour h2', { hasText: title }).waitFor()
      expect(await focused(), title).to.equal('next')
    }
    await page.keyboard.press('Enter')
    await page.locator('.tour').waitFor({ state: 'detached' })
    expect(await page.locator('.chat-row').count()).to.equal(3)
    await leave()
  })

  it('fits a phone, in Russian and in the dark', async () => {
    const { page, violations, picture, leave } = await bench.visit({
      width: 390,
      height: 844,
      language: 'ru',
      theme: 'dark',
    })
    await scenario(page, 'Статья')
    for (const pane of ['Чаты', 'Чат', 'Почему']) {
      await page.locator('.pane-tab', { hasText: new RegExp(`^${pane}$`) }).click()
      expect(await violations(), pane).to.deep.equal([])
      await picture(`phone-${pane}`)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(wide, pane).to.be.at.most(390)
    }
    await leave()
  })

  it('is served at / with a policy that it keeps, and its first screen loads less than 400 kB of script', async () => {
    const app = Fastify()
    await playgroundPages(app)
    const url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/`
    try {
      const { headers } = await app.inject('/')
      expect(headers['content-security-policy']).to.include("script-src 'self'")
      expect((await app.inject('/assets/..%2f..%2fpackage.json')).statusCode).to.equal(404)
      const again = await app.inject({ url: '/', headers: { 'if-none-match': String(headers.etag) } })
      expect(again.statusCode).to.equal(304)
      const visit: Visit = await bench.visit({ url, isFirst: true })
      await visit.page.locator('.tour').waitFor()
      const first = await sizeOf(app, await scriptsOf(visit.page))
      // The engine comes behind the first screen; it is counted too.
      await visit.page.locator('.time-hours').waitFor()
      const whole = await sizeOf(app, await scriptsOf(visit.page))
      console.log(
        `      script compressed as sent: ${first.sent} kB for the first screen, ${whole.sent} kB with the engine (gzip: ${first.gzipped}, ${whole.gzipped})`,
      )
      expect(first.gzipped).to.be.greaterThan(80).and.lessThan(400)
      expect(whole.sent).to.be.greaterThan(first.sent)
      await scenario(visit.page, 'The article')
      await visit.leave()
    } finally {
      await app.close()
    }
  })
})

/** Addresses of all scripts that the page has loaded. */
async function scriptsOf(page: Visit['page']): Promise<readonly string[]> {
  return page.evaluate(() =>
    performance.getEntriesByType('resource').flatMap(({ name }) => (name.endsWith('.js') ? [name] : [])),
  )
}

/** Kilobytes of scripts. */
async function sizeOf(app: FastifyInstance, scripts: readonly string[]) {
  let [gzipped, sent] = [0, 0]
  for (const script of scripts) {
    const { pathname } = new URL(script)
    gzipped += gzipSync((await app.inject(pathname)).rawPayload, { level: 9 }).length
    sent += (await app.inject({ url: pathname, headers: { 'accept-encoding': 'br' } })).rawPayload.length
  }
  return { gzipped: Math.round(gzipped / 1000), sent: Math.round(sent / 1000) }
}

async function scenario(page: Visit['page'], name: string): Promise<void> {
  await page.locator('.header .button').first().click()
  await page.locator('.menu-item', { hasText: new RegExp(`^${name}`) }).click()
  // On a phone the list is behind another tab, and has no rows there.
  await page.locator('.bubble').first().waitFor()
}
