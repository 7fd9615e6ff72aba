// Makes README's picture and the animated tour by driving the built page in Chromium: `node --import tsx scripts/tour.mjs`
// after `npm run build`. Both are PNG with a palette, the tour an animated one; nothing in them is drawn by hand.
import { writeFileSync } from 'node:fs'
import UPNG from 'upng-js'
import { openBrowser } from '../test/browser/page.ts'
import { staticServer } from '../test/playground/browser/static-server.ts'
import { inRoot, say } from './setup/place.mjs'

const SIZE = { width: 1280, height: 800 }
const TOUR_SIZE = { width: 1280, height: 800 }
const PICTURE_COLOURS = 128
const TOUR_COLOURS = 64
/** How long a picture of the tour stands: long enough to read its caption. */
const STANDS_MS = 3200
const MOST_PICTURE = 200_000
const MOST_TOUR = 2_000_000

const browser = await openBrowser()
const server = await staticServer(inRoot('dist/playground'))
try {
  const picture = palette([await still()], PICTURE_COLOURS, [])
  const tour = palette(await moving(), TOUR_COLOURS, (count) =>
    Array.from({ length: count }, (_, index) => (index === count - 1 ? 2 * STANDS_MS : STANDS_MS)),
  )
  keep('docs/images/playground.png', picture, MOST_PICTURE)
  keep('docs/images/playground-tour.png', tour, MOST_TOUR)
} finally {
  await browser.close()
  await server.close()
}

async function visit(viewport, preferences) {
  const page = await browser.newPage({ viewport, locale: 'en', colorScheme: 'light', reducedMotion: 'reduce' })
  await page.addInitScript((text) => localStorage.setItem('caseline.preferences', text), JSON.stringify(preferences))
  await page.goto(`${server.url}?lang=en&theme=light`)
  await page.waitForSelector('.screen')
  await page.evaluate(() => document.fonts.ready)
  return page
}

/** The article's conversation, and why the engine answered. */
async function still() {
  const page = await visit(SIZE, { knowsTour: true })
  await page.getByRole('button', { name: 'Scenarios' }).click()
  await page.locator('.menu-item', { hasText: /^The article/ }).click()
  await page.locator('.chat-row').nth(2).waitFor()
  await page.locator('.chat-row', { hasText: '#1' }).first().click()
  const bubble = page.locator('.bubble[data-author="customer"]').first()
  await bubble.hover()
  await bubble.locator('.bubble-act').last().click()
  await page.locator('.verdict-line').first().click()
  await page.locator('.rule-detail .tree').waitFor()
  await page.mouse.move(5, 5)
  await settled(page)
  const shot = await page.screenshot()
  await page.close()
  return shot
}

/** The tour as a first visitor sees it, step by step. */
async function moving() {
  const page = await visit(TOUR_SIZE, { knowsTour: false })
  const next = page.locator('[data-tour="next"]')
  await next.waitFor()
  const shots = [await page.screenshot()]
  for (;;) {
    const before = await page.locator('.tour h2').textContent()
    await next.click()
    await page.waitForFunction((text) => document.querySelector('.tour h2')?.textContent !== text, before)
    await settled(page)
    shots.push(await page.screenshot())
    if ((await page.locator('.tour-count').count()) === 0) break
  }
  await page.close()
  return shots
}

/** Nothing has changed for a while: panels load late, and the engine answers in its own time. */
async function settled(page) {
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        let timer = setTimeout(done, 400)
        const observer = new MutationObserver(() => {
          clearTimeout(timer)
          timer = setTimeout(done, 400)
        })
        function done() {
          observer.disconnect()
          resolve()
        }
        observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
      }),
  )
}

function palette(shots, colours, delays) {
  const decoded = shots.map((shot) => UPNG.decode(shot))
  const [first] = decoded
  const frames = decoded.map((one) => UPNG.toRGBA8(one)[0])
  return Buffer.from(
    UPNG.encode(
      frames,
      first.width,
      first.height,
      colours,
      typeof delays === 'function' ? delays(frames.length) : delays,
    ),
  )
}

function keep(path, bytes, most) {
  say(`${path}: ${(bytes.length / 1000).toFixed(0)} kB`)
  if (bytes.length > most) throw new Error(`${path} is larger than ${most / 1000} kB`)
  writeFileSync(inRoot(path), bytes)
}
