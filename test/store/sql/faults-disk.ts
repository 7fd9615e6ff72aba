// A disk that is small enough to be filled: tmpfs, where this process may mount one.
import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

export interface SmallDisk {
  /** An empty folder on it. */
  readonly folder: string
  /** Takes all room that is left. */
  readonly fill: () => void
  readonly makeRoom: () => void
  readonly unmount: () => void
}

/** Programs of the system; false where they aren't, or refuse. */
function run(program: string, ...args: readonly string[]): boolean {
  return spawnSync(program, args).status === 0
}

/** Below a folder that everybody can enter: as root, the server is another user. */
function mounted(megabytes: number): string | null {
  const path = mkdtempSync('/tmp/caseline-disk-')
  if (run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', path)) return path
  rmSync(path, { recursive: true })
  return null
}

function unmount(path: string): void {
  // Lazily: what still holds a file there ends by itself.
  run('umount', '-l', path)
  rmSync(path, { recursive: true, force: true })
}

/** Why there can be no such disk here; `null` where there can. */
export function noDiskBecause(): string | null {
  if (process.platform !== 'linux') return 'needs Linux'
  if (process.getuid?.() !== 0) return 'needs root'
  const path = mounted(1)
  if (path === null) return 'mounting is not allowed here'
  unmount(path)
  return null
}

export function smallDisk(megabytes: number): SmallDisk {
  const path = mounted(megabytes)
  if (path === null) throw new Error('No disk could be mounted')
  const folder = join(path, 'data')
  const filler = join(path, 'filler')
  mkdirSync(folder)
  return {
    folder,
    fill: () => {
      const file = openSync(filler, 'a')
      // Large pieces first, then what is left between them.
      for (const size of [1_048_576, 4_096]) {
        try {
          for (;;) writeSync(file, new Uint8Array(size))
        } catch (error) {
          if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
        }
      }
      closeSync(file)
    },
    makeRoom: () => rmSync(filler, { force: true }),
    unmount: () => unmount(path),
  }
}
