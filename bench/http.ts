// Requests a second of `POST /v1/messages` and `GET /v1/chats/{n}`, beside a bare Fastify route that does one insert or
// one select on the same server. `npm run bench:http`; `--json` for programs, `--quick` for a look. CASELINE_BENCH_SECONDS:
// seconds of a round, default 3. The load comes from this process, on the same machine.

import { contestant } from './http/contestant.js'
import { type Call, type Load, load } from './http/load.js'
import { median } from './ingest/rounds.js'
import { benchServer } from './ingest/server.js'
import { show } from './ingest/table.js'

const flags = new Set(process.argv.slice(2))
const unknown = [...flags].filter((flag) => flag !== '--json' && flag !== '--quick')
if (unknown.length > 0) {
  console.error(`bench/http takes --json and --quick, not ${unknown.join(' ')}`)
  process.exit(2)
}
const seconds = Number(process.env.CASELINE_BENCH_SECONDS ?? (flags.has('--quick') ? 1 : 3))
const CHATS = 2_000
const ROUNDS = 3
const CALLS: readonly Call[] = ['POST /v1/messages', 'GET /v1/chats/{n}']
const CONNECTIONS = flags.has('--quick') ? [32] : [1, 32, 128]

const server = await benchServer()
const contestants = [
  await contestant('bare Fastify route, one statement', 'bare', await server.database('bare'), CHATS),
  await contestant('caseline serve', 'service', await server.database('service'), CHATS),
]
try {
  for (const one of contestants) for (const call of CALLS) await load(one, call, 32, 1)
  const rows: (readonly [call: Call, connections: number, name: string, found: Load])[] = []
  for (const call of CALLS) {
    for (const connections of CONNECTIONS) {
      console.error(`… ${call}, ${connections} connections`)
      const found = new Map<string, Load[]>()
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const one of round % 2 === 0 ? contestants : contestants.toReversed()) {
          found.set(one.name, [...(found.get(one.name) ?? []), await load(one, call, connections, seconds)])
        }
      }
      for (const [name, runs] of found) rows.push([call, connections, name, middle(runs)])
    }
  }
  if (flags.has('--json')) {
    console.log(JSON.stringify(rows.map(([call, connections, name, found]) => ({ call, connections, name, ...found }))))
  } else print(rows)
  const failures = rows.reduce((sum, [, , , one]) => sum + one.failures, 0)
  if (failures > 0) console.error(`${failures} requests failed`)
  process.exitCode = failures > 0 ? 1 : 0
} finally {
  for (const one of contestants) one.stop()
  await server.stop()
}

function middle(runs: readonly Load[]): Load {
  const of = (name: keyof Load): number => median(runs.map((run) => run[name]))
  return {
    perSecond: of('perSecond'),
    p50: of('p50'),
    p99: of('p99'),
    cpu: of('cpu'),
    failures: runs.reduce((sum, run) => sum + run.failures, 0),
  }
}

function print(rows: readonly (readonly [Call, number, string, Load])[]): void {
  const version = `${Math.floor(server.version / 10_000)}.${server.version % 10_000}`
  console.log(`Node ${process.version}, Postgres ${version} with fsync; medians of ${ROUNDS} rounds of ${seconds} s\n`)
  for (const call of CALLS) {
    console.log(call)
    const those = rows.filter(([one]) => one === call)
    show(
      ['', 'connections', 'requests/s', 'p50 ms', 'p99 ms', 'CPU µs: node', '× bare'],
      those.map(([, connections, name, found]) => {
        const beside = those.find(([, number, other]) => number === connections && other !== 'caseline serve')
        const ratio = found.perSecond / (beside?.[3].perSecond ?? 1)
        return [
          name,
          connections,
          Math.round(found.perSecond).toLocaleString('en'),
          found.p50.toFixed(1),
          found.p99.toFixed(1),
          found.cpu.toFixed(0),
          `${ratio.toFixed(2)} ×`,
        ]
      }),
    )
  }
}
