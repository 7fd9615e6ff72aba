// Durable messages per second: the desk on Postgres and on PGlite, and their store alone, beside pgbench with the same
// statements (the limit of one transaction per message) and the obvious service written by hand. `npm run bench:ingest`;
// `--json` for programs, `--quick` for a look, `--few` for pgbench, the desk and the store alone with nothing else on the
// server (autovacuum of a dozen databases takes its share of two cores). CASELINE_BENCH_SECONDS: seconds of a round, default 1; for figures that are
// to be told take 5. Exit code 1 when a database holds another number of messages than were acknowledged.
import { dirname } from 'node:path'
import { apart } from './ingest/apart.js'
import type { Contestant } from './ingest/contestant.js'
import { diskSpeed } from './ingest/disk.js'
import { pgbench } from './ingest/pgbench.js'
import { BY_HAND, type IngestReport, PGBENCH, printDisk, printIngest, SERVER, STORE_ALONE } from './ingest/report.js'
import { takeTurns } from './ingest/rounds.js'
import { benchServer } from './ingest/server.js'

const flags = new Set(process.argv.slice(2))
const known = ['--json', '--quick', '--few']
const unknown = [...flags].filter((flag) => !known.includes(flag))
if (unknown.length > 0) {
  console.error(`bench/ingest takes ${known.join(', ')}, not ${unknown.join(' ')}`)
  process.exit(2)
}
const isQuick = flags.has('--quick')
const isFew = flags.has('--few')
const rounds = 3
const seconds = Number(process.env.CASELINE_BENCH_SECONDS ?? 1)
const all = isFew ? [16, 200] : isQuick ? [1, 16, 200] : [1, 8, 16, 32, 200]
const some = all.filter((count) => count === 16 || count === 200)

const say = (what: string): void => console.error(`… ${what}`)
const server = await benchServer()
try {
  const disk = diskSpeed(dirname(server.dataFolder), 1)
  if (!flags.has('--json')) printDisk(disk)
  const contestants: Contestant[] = []
  if (server.pgbench === null) say('no pgbench here, so its column is left out: apt-get install postgresql')
  else {
    say('filling the databases')
    contestants.push(await pgbench(PGBENCH, server.pgbench, await server.database('pgbench'), all))
  }
  if (!isFew) {
    const url = await server.database('by_hand')
    contestants.push(await apart({ kind: 'by-hand', name: BY_HAND, url, callers: all }))
  }
  const desks = [
    { name: SERVER, callers: all, journal: 'full', rules: 0 },
    { name: 'desk, journal lean', callers: some, journal: 'lean', rules: 0 },
    { name: 'desk, journal off', callers: some, journal: 'off', rules: 0 },
    { name: 'desk, journal full, 10 rules', callers: some, journal: 'full', rules: 10 },
    { name: 'desk, every customer new', callers: some, journal: 'full', rules: 0, isNew: true },
  ] as const
  for (const [n, desk] of desks.slice(0, isFew ? 1 : desks.length).entries()) {
    contestants.push(await apart({ kind: 'desk', ...desk, url: await server.database(`desk_${n}`) }))
  }
  const plain = { journal: 'full', rules: 0 } as const
  const alone = { name: STORE_ALONE, callers: some, url: await server.database('store') }
  contestants.push(await apart({ kind: 'store', ...alone, ...plain }))
  const embedded = [
    { name: 'PGlite on disk', callers: all, isOnDisk: true },
    { name: 'PGlite on disk, store alone', callers: some, isOnDisk: true, isStoreAlone: true },
    { name: 'PGlite in memory', callers: some, isOnDisk: false },
  ]
  for (const one of isFew ? [] : embedded) contestants.push(await apart({ kind: 'embedded', ...one, ...plain }))

  const { measured, disagreements } = await takeTurns(contestants, {
    rounds,
    seconds,
    serverCpu: server.cpuMicros,
    say,
  })
  const report: IngestReport = { node: process.version, postgres: server.version, rounds, seconds, disk, measured }
  if (flags.has('--json')) console.log(JSON.stringify(report, null, 2))
  else printIngest(report)
  for (const one of disagreements) console.error(one)
  process.exitCode = disagreements.length > 0 ? 1 : 0
} finally {
  await server.stop()
}
