// The built playground in a real browser. One browser and one server serve a whole test file; each page is a visitor of
// its own, with nothing kept. `CASELINE_SCREENS=folder` keeps pictures of what tests looked at.
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { Session } from '../../../playground/src/session/session.js'
import { buildPlayground } from '../../../scripts/setup/build-playground.mjs'
import { root } from '../../architecture/module-graph.js'
import { openBrowser } from '../../browser/page.js'
import { type StaticServer, staticServer } from './static-server.js'

export interface VisitOptions {
  readonly language?: 'en' | 'ru'
  readonly theme?: 'light' | 'dark'
  readonly width?: number
  readonly height?: number
  /** Part of the address behind `#`. */
  readonly fragment?: string
  /** Show the tour, as on a first visit. Default: the visitor knows it. */
  readonly isFirst?: boolean
  /** The session that the visitor's browser has kept. */
  readonly kept?: Session
  /** Another place than the static server. */
  readonly url?: string
  /** Part of the address behind `?`, beside language and theme. */
  readonly query?: string
  /** Calls that a desk refuses, or doesn't answer, are what the test is about: the browser's words on them count for nothing. */
  readonly mayFail?: boolean
}

export interface Bench {
  readonly server: StaticServer
  readonly browser: Browser
  /** A page that is ready to be used; its console errors and failed requests fail the test at `leave`. */
  readonly visit: (options?: VisitOptions) => Promise<Visit>
  readonly close: () => Promise<void>
}

export interface Visit {
  readonly page: Page
  /** What axe finds, one line per violation; `within`: in a part of the page. */
  readonly violations: (within?: string) => Promise<readonly string[]>
  /** Keeps a picture where `CASELINE_SCREENS` says so. */
  readonly picture: (name: string) => Promise<void>
  /** Closes the page; throws what went wrong in it unnoticed. */
  readonly leave: () => Promise<void>
}

export async function openBench(): Promise<Bench> {
  const folder = join(root, 'dist/playground')
  if (process.env.CASELINE_TEST_BUILT !== '1' && !(await buildPlayground()))
    throw new Error('The playground does not build')
  if (!existsSync(join(folder, 'index.html'))) throw new Error('dist/playground is missing: npm run build')
  const browser = await openBrowser()
  const server = await staticServer(folder)
  return {
    server,
    browser,
    visit: (options = {}) => visit(browser, server, options),
    close: async () => {
      await browser.close()
      await server.close()
    },
  }
}

async function visit(browser: Browser, server: StaticServer, options: VisitOptions): Promise<Visit> {
  const {
    language = 'en',
    theme = 'light',
    width = 1440,
    height = 900,
    fragment = '',
    isFirst = false,
    url,
    query = '',
  } = options
  const context = await browser.newContext({
    viewport: { width, height },
    locale: language,
    colorScheme: theme,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(error.stack ?? error.message))
  page.on('console', (message) => {
    if (options.mayFail === true && message.text().startsWith('Failed to load resource')) return
    if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text())
  })
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') troubles.push(`asked ${request.url()}`)
  })
  if (!isFirst)
    await page.addInitScript(() => {
      if (localStorage.getItem('caseline.preferences') === null)
        localStorage.setItem('caseline.preferences', JSON.stringify({ knowsTour: true }))
    })
  if (options.kept !== undefined)
    await page.addInitScript((text) => localStorage.setItem('caseline.session', text), JSON.stringify(options.kept))
  await page.goto(
    `${url ?? server.url}?lang=${language}&theme=${theme}${query === '' ? '' : `&${query}`}${fragment === '' ? '' : `#${fragment}`}`,
  )
  await page.waitForSelector('.screen')
  return {
    page,
    violations: (within) => violationsOn(page, within),
    picture: async (name) => {
      const to = process.env.CASELINE_SCREENS
      if (to === undefined) return
      mkdirSync(to, { recursive: true })
      await page.screenshot({ path: join(to, `${name}.png`) })
    },
    leave: async () => {
      await context.close()
      if (troubles.length > 0) throw new Error(`In the page:\n${troubles.join('\n')}`)
    },
  }
}

async function violationsOn(page: Page, within = 'html'): Promise<readonly string[]> {
  const path = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
  // Not as a script of the page: its policy would not have it.
  await page.evaluate(readFileSync(path, 'utf8'))
  return page.evaluate(async (part) => {
    const axe = Reflect.get(globalThis, 'axe') as {
      run: (context: string) => Promise<{ violations: readonly Violation[] }>
    }
    const { violations } = await axe.run(part)
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((one) => one.html).join(' | ')}`)
    interface Violation {
      readonly id: string
      readonly help: string
      readonly nodes: readonly { readonly html: string }[]
    }
  }, within)
}
