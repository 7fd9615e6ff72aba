// Figures of a big desk on Postgres: statistics of a month and of all, and exports, with time and this process's memory.
// `npm run bench:figures`. CASELINE_BENCH_CHATS: chats that are made, default 50,000.
import { createDesk } from 'caseline'
import { postgresStore } from 'caseline/postgres'
import { bigDesk } from './figures/big-desk.js'
import { measured } from './figures/measured.js'
import { benchServer } from './ingest/server.js'

const asked = Number(process.env.CASELINE_BENCH_CHATS ?? 50_000)
const JUNE = { from: '2026-06-01', to: '2026-07-01' }

const server = await benchServer()
try {
  const url = await server.database('figures')
  const { answer: made, seconds } = await measured(() => bigDesk(url, asked))
  console.log(`${made.chats} chats of ${made.threads} threads with ${made.messages} messages, made in ${seconds} s`)
  const store = await postgresStore(url)
  const desk = await createDesk({ store, channels: [{ id: 'tg', kind: 'telegram' }] })
  const told = async (what: string, run: () => Promise<number>): Promise<void> => {
    const { answer, seconds: took, startMb, peakMb } = await measured(run)
    console.log(`${what}: ${took} s, ${answer} chats, memory ${startMb} → at most ${peakMb} MB`)
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
  await told('statistics of a month', () => started(JUNE))
  await told('statistics of all, beside one endless chat', () => started({ compare: true }))
  await store.close()
} finally {
  await server.stop()
}
