// How often a second this disk makes a page durable: what one commit after the other can't exceed.
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const PAGE = Buffer.alloc(8_192, 'x')

export interface DiskSpeed {
  readonly folder: string
  readonly syncsPerSecond: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
}

export function diskSpeed(folder: string, seconds: number): DiskSpeed {
  const path = join(folder, `caseline-bench-sync-${process.pid}`)
  const file = openSync(path, 'w')
  const times: number[] = []
  try {
    // As a write-ahead log: room that is there already, written over and over.
    for (let page = 0; page < 256; page += 1) writeSync(file, PAGE, 0, PAGE.length, page * PAGE.length)
    fdatasyncSync(file)
    const end = performance.now() + seconds * 1_000
    for (let n = 0; performance.now() < end; n += 1) {
      const begun = performance.now()
      writeSync(file, PAGE, 0, PAGE.length, (n % 256) * PAGE.length)
      fdatasyncSync(file)
      times.push(performance.now() - begun)
    }
  } finally {
    closeSync(file)
    rmSync(path, { force: true })
  }
  const sum = times.reduce((all, one) => all + one, 0)
  const sorted = times.toSorted((left, right) => left - right)
  return {
    folder,
    syncsPerSecond: (times.length / sum) * 1_000,
    p50: sorted[Math.floor(sorted.length * 0.5)] ?? 0,
    p99: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
  }
}
