import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Linux counts in hundredths of a second. */
const TICK_MICROS = 10_000

/** Microseconds of CPU of a server's processes, those that ended included; 0 where there is no /proc. */
export function familyCpu(dataFolder: string): number {
  if (!existsSync('/proc/self')) return 0
  const postmaster = Number(readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n')[0])
  let ticks = 0
  for (const name of readdirSync('/proc')) {
    const fields = /^\d+$/.test(name) ? statOf(name) : null
    if (fields === null) continue
    const [, parent] = fields
    if (parent === postmaster) ticks += sum(fields, 11, 12)
    else if (Number(name) === postmaster) ticks += sum(fields, 11, 14)
  }
  return ticks * TICK_MICROS
}

/** Fields of /proc/PID/stat from the third on; utime, stime and those of ended children are 11 to 14. */
function statOf(pid: string): readonly number[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
  } catch {
    return null
  }
}

function sum(fields: readonly number[], from: number, to: number): number {
  return fields.slice(from, to + 1).reduce((all, one) => all + one, 0)
}
