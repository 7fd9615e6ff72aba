import type { Browser, Page } from 'playwright-core'
import type { Session } from '../../playground/src/session/session.js'
import type { StaticServer } from '../../test/playground/browser/static-server.js'

export interface Opened {
  readonly page: Page
  /** Until all acts are played. */
  readonly openedMs: number
  /** Until the verdicts panel has looked at every rule, on top. */
  readonly surveyedMs: number
}

const MOST_MS = 220_000

/** A visitor whose browser has kept the session. No browser keeps one this large, so its answer is put in its mouth. */
export async function openBig(
  browser: Browser,
  server: StaticServer,
  session: Session,
  messages: number,
): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  page.setDefaultTimeout(MOST_MS)
  page.on('pageerror', (error) => console.error(error.stack ?? error.message))
  const text = JSON.stringify(session)
  await page.route('**/kept-session', (route) => route.fulfill({ contentType: 'application/json', body: text }))
  // tsx names functions by a helper that a page doesn't have.
  await page.addInitScript('globalThis.__name = (one) => one')
  await page.addInitScript(() => {
    const kept = Storage.prototype.getItem
    Storage.prototype.getItem = function (key) {
      if (key === 'caseline.preferences') return '{"knowsTour":true}'
      if (key !== 'caseline.session') return kept.call(this, key)
      const request = new XMLHttpRequest()
      request.open('GET', 'kept-session', false)
      request.send()
      return request.responseText
    }
  })
  const begun = performance.now()
  await page.goto(`${server.url}?lang=en`)
  await page.waitForSelector('.screen')
  await page.waitForFunction(
    (count) =>
      document.querySelector('.scrubber-line .tabular')?.textContent?.replace(/\D/g, '').startsWith(`${count}${count}`),
    messages,
    { polling: 100 },
  )
  const openedMs = performance.now() - begun
  const asked = performance.now()
  await page.getByRole('tab', { name: 'Verdicts' }).click()
  await page.locator('.verdicts-chip').nth(1).waitFor()
  await page.waitForFunction(() => document.querySelector('.verdicts-search output')?.textContent === '', null, {
    polling: 50,
  })
  return { page, openedMs, surveyedMs: performance.now() - asked }
}
