import type { DiskSpeed } from './disk.js'
import type { Measured } from './rounds.js'
import { show } from './table.js'

export interface IngestReport {
  readonly node: string
  readonly postgres: number
  readonly rounds: number
  readonly seconds: number
  readonly disk: DiskSpeed
  readonly measured: readonly Measured[]
}

export const PGBENCH = 'pgbench, the same statements'
export const BY_HAND = 'by hand, BEGIN … COMMIT'
export const SERVER = 'desk, journal full'
/** Commits that were decided beforehand: pgbench decides nothing either. */
export const STORE_ALONE = 'store alone, journal full'

export function printIngest({ node, postgres, rounds, seconds, measured }: IngestReport): void {
  const version = `${Math.floor(postgres / 10_000)}.${postgres % 10_000}`
  console.log(
    `\nNode ${node}, Postgres ${version} with fsync; medians of ${rounds} rounds of ${seconds} s in which all take turns`,
  )
  for (const callers of [...new Set(measured.map((one) => one.callers))].sort((left, right) => left - right)) {
    const those = measured.filter((one) => one.callers === callers)
    const speedOf = (name: string): number | undefined => those.find((one) => one.name === name)?.perSecond
    console.log(`\n${callers} ${callers === 1 ? 'caller' : 'callers'}`)
    show(
      [
        '',
        'messages/s',
        'worst … best',
        'p50 ms',
        'p99 ms',
        'messages a commit',
        'CPU µs: node',
        'server',
        '× pgbench',
        '× by hand',
        '× desk on server',
        '× store on server',
      ],
      those.map((one) => [
        one.name,
        whole(one.perSecond),
        `${whole(one.worst)} … ${whole(one.best)}`,
        one.p50.toFixed(2),
        one.p99.toFixed(2),
        one.perCommit.toFixed(1),
        one.nodeCpu === 0 ? '' : whole(one.nodeCpu),
        one.name.startsWith('PGlite') ? '' : whole(one.serverCpu),
        ...[PGBENCH, BY_HAND, SERVER, STORE_ALONE].map((name) => ratio(one.perSecond, speedOf(name))),
      ]),
    )
  }
}

export function printDisk({ folder, syncsPerSecond, p50, p99 }: DiskSpeed): void {
  console.log(
    `The disk below ${folder}: ${whole(syncsPerSecond)} pages a second made durable one by one (fdatasync; p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms)`,
  )
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en')
}

function ratio(value: number, other: number | undefined): string {
  return other === undefined ? '' : `${(value / other).toFixed(2)} ×`
}
