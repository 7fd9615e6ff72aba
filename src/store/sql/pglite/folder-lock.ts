// PGlite doesn't lock its folder, and two processes in one lose each other's committed rows without a word. So the folder
// is locked here, before it is opened, and a lock is never taken from a process that lives.
//
// The lock is the file `lock.N` with the highest N. Whoever finds its holder dead makes `lock.N+1`, which only one can
// (a link fails where the name exists), looks whether anybody has got further, and only then holds it.
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { StoreError } from '../../../ports/store-error.js'

interface Holder {
  readonly pid: number
  /** When the process began, in the kernel's own count: process ids are used again. */
  readonly started: string
  readonly host: string
  readonly since: string
}

export interface FolderLock {
  readonly release: () => void
}

/** Locks a folder, which is made if it isn't there. Throws `StoreError` `folder-in-use` that names the holder. */
export function lockFolder(folder: string): FolderLock {
  mkdirSync(folder, { recursive: true })
  const self: Holder = {
    pid: process.pid,
    started: statOf(process.pid)?.started ?? '',
    host: hostname(),
    since: new Date().toISOString(),
  }
  const draft = join(folder, `lock-draft.${process.pid}.${crypto.randomUUID()}`)
  writeFileSync(draft, JSON.stringify(self))
  try {
    for (;;) {
      const highest = numbersIn(folder).at(-1) ?? 0
      const holder = highest === 0 ? null : holderIn(join(folder, `lock.${highest}`))
      if (holder !== null && mayLive(holder)) throw inUse(folder, holder, highest)
      const mine = join(folder, `lock.${highest + 1}`)
      if (!linked(draft, mine)) continue
      if (numbersIn(folder).at(-1) === highest + 1) {
        for (const number of numbersIn(folder))
          if (number <= highest) rmSync(join(folder, `lock.${number}`), { force: true })
        return { release: () => rmSync(mine, { force: true }) }
      }
      rmSync(mine, { force: true })
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function numbersIn(folder: string): readonly number[] {
  return readdirSync(folder)
    .flatMap((name) => /^lock\.(\d+)$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((left, right) => left - right)
}

/** `null`: it was given up in this moment. */
function holderIn(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** Another machine's processes can't be seen from here: they count as alive. */
function mayLive({ pid, started, host }: Holder): boolean {
  if (host !== hostname()) return true
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  const now = statOf(pid)
  // Dead, only nobody has asked for its exit code: in containers without an init that lasts for ever.
  if (now !== null && (now.state === 'Z' || now.state === 'X')) return false
  return now === null || started === '' || now.started === started
}

/** Fields 3 and 22 of /proc/PID/stat; the name before them may hold blanks and brackets. `null` where there is no /proc. */
function statOf(pid: number): { readonly state: string; readonly started: string } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0] ?? '', started: fields[19] ?? '' }
  } catch {
    return null
  }
}

function inUse(folder: string, { pid, host, since }: Holder, number: number): StoreError {
  const where = host === hostname() ? `process ${pid}` : `process ${pid} on ${host}`
  const hint =
    host === hostname()
      ? 'Several processes share a desk through a Postgres server: caseline/postgres'
      : `If that machine is gone for good, delete ${join(folder, `lock.${number}`)}`
  return new StoreError('folder-in-use', `${folder} is in use by ${where} since ${since}. ${hint}`)
}
