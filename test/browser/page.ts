// A real Chromium on a page of our own, served from this machine only.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, chromium } from 'playwright-core'
import { findChromium } from '../../scripts/setup/chromium.mjs'

/** Works as root and in a container, and calls nobody. */
const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run', '--disable-sync']

export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath)
    throw new Error(
      'The browser tests need Chromium: install `chromium` (Debian: apt-get install chromium) or set CHROME_PATH',
    )
  return chromium.launch({ executablePath, args: flags })
}

/** Runs the module in a page and gives what it left in `globalThis.answer`; throws what the page threw. */
export async function runInPage(browser: Browser, code: string): Promise<string> {
  const server = createServer((request, response) => {
    const script = request.url === '/page.js'
    response.setHeader('content-type', script ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8')
    response.end(script ? code : '<!doctype html><title>caseline</title><script type="module" src="/page.js"></script>')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const page = await browser.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message))
  try {
    await page.goto(`http://127.0.0.1:${port}/`)
    const answer = await page
      .waitForFunction(() => Reflect.get(globalThis, 'answer'), undefined, { timeout: 15_000 })
      .catch((error: unknown) => {
        throw new Error(errors.join('\n') || String(error))
      })
    return String(await answer.jsonValue())
  } finally {
    await page.close()
    server.close()
  }
}
