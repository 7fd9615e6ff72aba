// Figures of big desks on Postgres: statistics of a month among 10,000 chats, 100,000 and so on, beside what Postgres needs to
// read the same rows and beside reading every thread; of the biggest desk also all statistics and exports, with this
// process's memory, unless it is called with `--month`. `npm run bench:figures`. CASELINE_BENCH_CHATS: sizes, default
// 10000,100000. All durations are alike here; sorting as many different ones takes 0.1 s more for a month of 83,000 chats.
import { createDesk, type Desk } from 'caseline'
import { postgresStore } from 'caseline/postgres'
import pg from 'pg'
import { bigDesk } from './figures/big-desk.js'
import { measured } from './figures/measured.js'
import { monthFigures } from './figures/month.js'
import { benchServer } from './ingest/server.js'

const sizes = (process.env.CASELINE_BENCH_CHATS ?? '10000,100000').split(',').map(Number)
const isMonthOnly = process.argv.includes('--month')
const STALE = 1_000
const channels = [{ id: 'tg', kind: 'telegram' }]

const server = await benchServer()
try {
  for (const [index, size] of sizes.entries()) {
    const url = await server.database(`figures_${index}`)
    const { answer: made, seconds } = await measured(() => bigDesk(url, size))
    console.log(`${made.chats} chats of ${made.threads} threads with ${made.messages} messages, made in ${seconds} s`)
    const store = await postgresStore(url)
    const desk = await createDesk({ store, channels })
    const { figures: _, ...service } = store.service
    const withoutFigures = { ...store, service }
    const reading = await createDesk({ store: withoutFigures, channels })
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query(`set caseline.workspace = 'default'`)
    await tellMonth(desk, reading, client)
    await tellStale(desk, client)
    if (index === sizes.length - 1 && !isMonthOnly) await tellAll(desk)
    await client.end()
    await store.close()
  }
} finally {
  await server.stop()
}

async function tellMonth(desk: Desk, reading: Desk, client: pg.Client): Promise<void> {
  const { chats, kept, byDay, compared, limit, count, read } = await monthFigures(desk, reading, client)
  const times = (one: number, other: number): string => (one / other).toFixed(1)
  console.log(`  a month of ${chats} chats: ${kept} s; by day ${byDay} s; beside one endless chat ${compared} s`)
  console.log(`  the same rows in Postgres alone: read ${limit} s (${times(kept, limit)} times), counted ${count} s`)
  console.log(`  every thread that moved since read: ${read} s (${times(read, kept)} times)`)
}

async function tellStale(desk: Desk, client: pg.Client): Promise<void> {
  await client.query(
    `update caseline.thread set folded = null where key in (select key from caseline.thread order by key limit ${STALE})`,
  )
  const { seconds } = await measured(() => desk.stats({ from: '2026-12-31' }))
  const { seconds: all } = await measured(() => desk.stats({ from: '2026-01-01', to: '2026-01-02' }))
  console.log(`  ${STALE} threads that moved: passed over in ${seconds} s, counted anew in ${all} s`)
}

async function tellAll(desk: Desk): Promise<void> {
  const told = async (what: string, run: () => Promise<number>): Promise<void> => {
    const { answer, seconds: took, startMb, peakMb } = await measured(run)
    console.log(`  ${what}: ${took} s, ${answer} chats, memory ${startMb} → at most ${peakMb} MB`)
  }
  const started = async (request: Parameters<typeof desk.stats>[0]): Promise<number> =>
    (await desk.stats(request)).total.chats.started.total
  const rows = async (hasMessages: boolean): Promise<number> => {
    let count = 0
    for await (const page of desk.export({ hasMessages })) count += page.length
    return count
  }
  await told('export of the rows', () => rows(false))
  await told('export with messages', () => rows(true))
  await told('statistics of all', () => started({}))
  await told('statistics of all, beside one endless chat', () => started({ compare: true }))
}
