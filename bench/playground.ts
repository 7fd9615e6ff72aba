// How quickly the playground answers with 100,000 rules and 10,000 messages in it, and what a first visit loads.
// `npm run bench:playground` builds first. `--json` for programs, `--quick` for a look (10,000 rules, 1,000 messages).
// Exit code 1 when an interaction's median takes more than 100 ms, or the first screen's script more than 400 kB.
import { join } from 'node:path'
import { buildPlayground } from '../scripts/setup/build-playground.mjs'
import { openBrowser } from '../test/browser/page.js'
import { staticServer } from '../test/playground/browser/static-server.js'
import { median } from './ingest/rounds.js'
import { show } from './ingest/table.js'
import { bigSession } from './playground/big-session.js'
import { firstScreen } from './playground/first-screen.js'
import { openBig } from './playground/open-big.js'
import { type Input, type Timed, timed } from './playground/timed.js'

const flags = new Set(process.argv.slice(2))
const unknown = [...flags].filter((flag) => flag !== '--json' && flag !== '--quick')
if (unknown.length > 0) {
  console.error(`bench/playground takes --json and --quick, not ${unknown.join(' ')}`)
  process.exit(2)
}
const isQuick = flags.has('--quick')
const [RULES, MESSAGES] = isQuick ? [10_000, 1_000] : [100_000, 10_000]
const STEPS = 40
const INPUTS: readonly Input[] = [
  { what: 'verdicts: scroll', kind: 'scroll', at: '.verdict-list' },
  { what: 'verdicts: open and shut a rule', kind: 'click', at: '.verdict-line' },
  { what: 'verdicts: filter by a group', kind: 'click', at: '.verdicts-chip' },
  { what: 'conversation: scroll', kind: 'scroll', at: '.timeline' },
  { what: 'message: ask for its verdicts', kind: 'click', at: '.bubble-act:first-of-type' },
  { what: 'chats: select', kind: 'click', at: '.chat-row' },
  { what: 'time: step back', kind: 'key', at: 'body', keys: ['ArrowLeft'] },
  { what: 'time: to the beginning and the end', kind: 'key', at: 'body', keys: ['Home', 'End'] },
]
const MOST_MS = 100
const MOST_BYTES = 400_000

if (!(await buildPlayground())) process.exit(1)
const folder = join(import.meta.dirname, '../dist/playground')
const browser = await openBrowser()
const server = await staticServer(folder)
try {
  const { first, later } = await firstScreen(browser, server, folder)

  console.error(`… opening ${RULES} rules and ${MESSAGES} messages`)
  const { page, openedMs, surveyedMs } = await openBig(browser, server, bigSession(RULES, MESSAGES), MESSAGES)
  console.error('… scrolling, selecting, scrubbing')
  const found: Timed[] = []
  for (const input of INPUTS) {
    const one = await timed(page, STEPS, input)
    console.error(`  ${one.what}: ${median(one.times).toFixed(0)} ms`)
    found.push(one)
  }
  const rows = found.map(({ what, times }) => ({ what, median: median(times), most: Math.max(...times) }))
  if (flags.has('--json')) {
    console.log(JSON.stringify({ rules: RULES, messages: MESSAGES, openedMs, surveyedMs, first, later, rows }))
  } else {
    console.log(
      `${RULES.toLocaleString('en')} rules, ${MESSAGES.toLocaleString('en')} messages; Node ${process.version}`,
    )
    console.log(
      `played in ${(openedMs / 1000).toFixed(1)} s; every rule looked at in ${(surveyedMs / 1000).toFixed(1)} s`,
    )
    console.log(`first screen ${kb(first)} of script with gzip, ${kb(later)} more until a first message is answered`)
    show(
      ['ms from input to picture', 'median', 'most'],
      rows.map((row) => [row.what, row.median.toFixed(0), row.most.toFixed(0)]),
    )
  }
  const faults = [
    ...rows.filter((row) => row.median > MOST_MS).map((row) => `${row.what} takes ${row.median.toFixed(0)} ms`),
    ...(first > MOST_BYTES ? [`the first screen's script is ${kb(first)}`] : []),
  ]
  for (const fault of faults) console.error(fault)
  process.exitCode = faults.length > 0 ? 1 : 0
} finally {
  await browser.close()
  await server.close()
}

function kb(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} kB`
}
