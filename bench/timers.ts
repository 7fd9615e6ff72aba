// Timers: what they add to a message, what finding the due ones costs among a million, how late they are, how fast a
// backlog is worked off. `npm run bench:timers`; `--json` for programs, `--quick` for a look. CASELINE_BENCH_SECONDS:
// seconds of the lateness run, default 10. CASELINE_BENCH_WHOLE=1: each of the million has its chat, which takes minutes.
import { benchServer } from './ingest/server.js'
import { finding } from './timers/finding.js'
import { lateness } from './timers/lateness.js'
import { messageCost } from './timers/message-cost.js'
import { overdue } from './timers/overdue.js'
import { original, pendingSql } from './timers/pending.js'
import { embeddedPlace, type Place, serverPlace } from './timers/place.js'
import { printTimers, type TimersReport } from './timers/report.js'

const flags = new Set(process.argv.slice(2))
const unknown = [...flags].filter((flag) => flag !== '--json' && flag !== '--quick')
if (unknown.length > 0) {
  console.error(`bench/timers takes --json and --quick, not ${unknown.join(' ')}`)
  process.exit(2)
}
const isQuick = flags.has('--quick')
const isWhole = process.env.CASELINE_BENCH_WHOLE === '1'
const seconds = Number(process.env.CASELINE_BENCH_SECONDS ?? (isQuick ? 5 : 10))
const say = (what: string): void => console.error(`… ${what}`)

interface Amounts {
  readonly pending: number
  /** Of those, chats that could fire. */
  readonly whole: number
  readonly overdue: number
  readonly nodes: readonly number[]
  readonly duePerSecond: number
}

async function measured(place: Place, amounts: Amounts): Promise<TimersReport['places'][number]> {
  const store = await place.open()
  await original(store)
  await store.close()
  // Its own is overdue since 2001.
  await place.sql('delete from caseline.timer')
  say(`${place.name}: ${amounts.pending} pending timers`)
  // A second apart, from tomorrow on.
  const everyMs = 1_000
  const firstDue = Date.now() + 86_400_000
  const bare = amounts.pending - amounts.whole
  await place.sql(pendingSql({ from: 2, count: amounts.whole, firstDue, everyMs }))
  if (bare > 0) {
    const after = { from: 2 + amounts.whole, firstDue: firstDue + amounts.whole * everyMs }
    await place.sql(pendingSql({ ...after, count: bare, everyMs, isTimerOnly: true }))
  }
  await place.sql('analyze')
  say(`${place.name}: finding`)
  const open = await place.open()
  const found = await finding(open, firstDue, everyMs)
  await open.close()
  let from = 2 + amounts.pending
  const worked = []
  for (const nodes of amounts.nodes) {
    say(`${place.name}: ${amounts.overdue} overdue, ${nodes} at work`)
    worked.push(await overdue(place, from, amounts.overdue, nodes))
    from += amounts.overdue
  }
  say(`${place.name}: lateness`)
  const late = await lateness(place, from, amounts.duePerSecond, seconds)
  return { name: place.name, pending: amounts.pending, finding: found, overdue: worked, lateness: late }
}

const server = await benchServer()
const embedded = embeddedPlace()
try {
  say('what they add to a message')
  const urls = { without: await server.database('without'), with: await server.database('with_finish') }
  const cost = await messageCost(urls, isQuick ? 10 : 20)
  const pending = isQuick ? 200_000 : 1_000_000
  const onServer = await measured(serverPlace(await server.database('timers')), {
    pending,
    whole: isWhole ? pending : pending / 20,
    overdue: 20_000,
    nodes: [1, 2],
    duePerSecond: 1_000,
  })
  const inProcess = await measured(embedded, {
    pending: pending / 10,
    whole: isWhole ? pending / 10 : pending / 100,
    overdue: 2_000,
    nodes: [1],
    duePerSecond: 200,
  })
  const report: TimersReport = { node: process.version, cost, places: [onServer, inProcess] }
  if (flags.has('--json')) console.log(JSON.stringify(report, null, 2))
  else printTimers(report)
} finally {
  await embedded.remove()
  await server.stop()
}
