import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import type { StaticServer } from '../../test/playground/browser/static-server.js'

export interface ScriptBytes {
  /** Compressed bytes of the scripts that the screen waits for. */
  readonly first: number
  /** Of those that a visit loads behind it. */
  readonly later: number
}

/** The scripts of a first visit with gzip: those asked for before the screen was drawn, and what came until the first message was answered. */
export async function firstScreen(browser: Browser, server: StaticServer, folder: string): Promise<ScriptBytes> {
  const page = await browser.newPage()
  await page.addInitScript(() => localStorage.setItem('caseline.preferences', '{"knowsTour":true}'))
  await page.addInitScript(() => {
    const observer = new MutationObserver(() => {
      if (document.querySelector('.screen') === null) return
      performance.mark('screen')
      observer.disconnect()
    })
    observer.observe(document, { childList: true, subtree: true })
  })
  await page.goto(server.url)
  await page.waitForSelector('.screen')
  await page.locator('[data-composer="customer"]').fill('Hello')
  await page.locator('[data-composer="customer"]').press('Enter')
  await page.locator('.bubble').first().waitFor()
  const asked = await page.evaluate(() => {
    const drawn = performance.getEntriesByName('screen')[0]?.startTime ?? 0
    return performance
      .getEntriesByType('resource')
      .filter(({ name }) => /\.m?js$/.test(name))
      .map(({ name, startTime }) => ({ name, isFirst: startTime < drawn }))
  })
  await page.close()
  const sum = (isFirst: boolean): number =>
    asked
      .filter((one) => one.isFirst === isFirst)
      .reduce(
        (bytes, { name }) => bytes + gzipSync(readFileSync(join(folder, name.slice(server.url.length)))).length,
        0,
      )
  return { first: sum(true), later: sum(false) }
}
