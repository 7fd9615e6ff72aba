import { statSync } from 'node:fs'
import { Presets, SingleBar } from 'cli-progress'
import type { Terminal } from './terminal.js'

export interface Progress {
  readonly at: (done: number, what: string) => void
  readonly stop: () => void
}

/** A bar on standard error, drawn only when someone watches, and gone when the work is done. */
export function progressBar(terminal: Terminal, title: string, total: number, hasEta = false): Progress {
  if (!terminal.isWatched || total <= 0) return { at: () => {}, stop: () => {} }
  const bar = new SingleBar(
    {
      format: `${title} {bar} {percentage}% {what}${hasEta ? ' {eta_formatted} left' : ''}`,
      etaBuffer: 200,
      clearOnComplete: true,
      hideCursor: true,
      stream: process.stderr,
      fps: 8,
    },
    Presets.shades_classic,
  )
  bar.start(total, 0, { what: '' })
  return { at: (done, what) => bar.update(Math.min(done, total), { what }), stop: () => bar.stop() }
}

/** A running count on standard error for work whose end isn't known, drawn only when someone watches. */
export function progressCount(
  terminal: Terminal,
  title: string,
): { readonly at: (done: number) => void; readonly stop: () => void } {
  if (!terminal.isWatched) return { at: () => {}, stop: () => {} }
  return {
    at: (done) => terminal.err(`\r${title} ${done.toLocaleString('en-US')}`),
    stop: () => terminal.err('\r\u001b[2K'),
  }
}

/** Bytes of all files; 0 when one of them is standard input or can't be measured. */
export function sizeOf(paths: readonly string[]): number {
  let total = 0
  for (const path of paths) {
    const stats = path === '-' ? undefined : statSync(path, { throwIfNoEntry: false })
    if (stats === undefined) return 0
    total += stats.size
  }
  return total
}
