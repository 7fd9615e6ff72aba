// Each import in a process of its own, all entries in turn: what others do on the machine meets all of them alike.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execute = promisify(execFile)

export interface Entry {
  readonly entry: string
  readonly folder: string
}

export interface ImportTime {
  readonly entry: string
  /** Medians in milliseconds: of the clock, and of the processor in all threads. */
  readonly wall: number
  readonly processor: number
}

export async function importTimes(entries: readonly Entry[], rounds: number): Promise<readonly ImportTime[]> {
  const times = entries.map((): [number, number][] => [])
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, one] of entries.entries()) {
      const time = await importTime(one)
      // Round 0 brings the files into memory.
      if (round > 0) times[index]?.push(time)
    }
  }
  return entries.map(({ entry }, index) => ({
    entry,
    wall: medianOf((times[index] ?? []).map(([wall]) => wall)),
    processor: medianOf((times[index] ?? []).map(([, processor]) => processor)),
  }))
}

async function importTime({ entry, folder }: Entry): Promise<[number, number]> {
  const program = `const cpu = process.cpuUsage(), begun = performance.now()
await import('${entry}')
const wall = performance.now() - begun, { user, system } = process.cpuUsage(cpu)
console.log(JSON.stringify([wall, (user + system) / 1000]))`
  const env = { ...process.env, NODE_OPTIONS: '' }
  const { stdout } = await execute(process.execPath, ['--input-type=module', '-e', program], { cwd: folder, env })
  return JSON.parse(stdout)
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[values.length >> 1] ?? Number.NaN
}
