// PGlite doesn't lock its folder, and two processes in one lose each other's committed rows without a word. So the folder
// is locked here, before it is opened, and a lock is never taken from a process that lives.
//
// The lock is the file `lock.N` with the highest N; an empty one is free. Whoever finds its holder dead, or it free, links
// `lock.N+1`, which only one can while it exists. Somebody who looked long ago may link a number that has been and gone.
// Therefore numbers never begin again (a lock is given up by emptying it), lower ones are deleted from the lowest up, by
// the holder alone, and a link counts only when there is no higher one and the file it followed is still as it was seen.
import { existsSync, linkSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { StoreError } from '../../../ports/store-error.js'
import { askLiveSocket, type LiveSocket, openLiveSocket } from './live-socket.js'
import { holderOf, mayLive, thisProcess } from './lock-holder.js'
import { makeFolder } from './make-folder.js'

export interface FolderLock {
  readonly release: () => Promise<void>
}

/** A lock file as it was read. Number 0 with `null`: the folder has none. An empty text: given up. */
export interface SeenLock {
  readonly number: number
  readonly text: string | null
}

/** Locks a folder, which is made if it isn't there. Rejects with `StoreError`: `folder-in-use` names the holder, `permission` the folder. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  makeFolder(folder)
  for (;;) {
    const seen = highestLock(folder)
    await refuseIfHeld(folder, seen)
    const lock = await takeOver(folder, seen)
    if (lock !== null) return lock
  }
}

export function highestLock(folder: string): SeenLock {
  for (;;) {
    const number = numbersIn(folder).at(-1) ?? 0
    const text = textOf(folder, number)
    // It was there when the folder was listed: somebody has got further meanwhile.
    if (number === 0 || text !== null) return { number, text }
  }
}

async function refuseIfHeld(folder: string, { number, text }: SeenLock): Promise<void> {
  if (text === null || text === '') return
  const file = fileOf(folder, number)
  const holder = holderOf(text)
  if (holder === null) {
    throw new StoreError('folder-in-use', `${file} is no lock that can be read. If nobody uses the folder, delete it`)
  }
  if (!(await mayLive(folder, holder))) return
  const { pid, host, since } = holder
  const isHere = host === hostname()
  const where = isHere ? `process ${pid}` : `process ${pid} on ${host}`
  const hint = isHere
    ? 'Several processes share a desk through a Postgres server: caseline/postgres'
    : `If that machine is gone for good, delete ${file}`
  throw new StoreError('folder-in-use', `${folder} is in use by ${where} since ${since}. ${hint}`)
}

/** The lock after one whose holder is known to be dead. `null`: somebody else was faster, look again. */
export async function takeOver(folder: string, seen: SeenLock): Promise<FolderLock | null> {
  const id = crypto.randomUUID()
  const name = `live.${id}`
  const number = seen.number + 1
  // Before the lock file names it: whoever reads of it must find it open.
  const socket = await openLiveSocket(folder, name)
  const text = JSON.stringify({ ...thisProcess(socket === null ? null : name), id })
  try {
    if (!isLinked(folder, number, text, id)) return await withoutLock(socket)
    const isFirst = numbersIn(folder).at(-1) === number && textOf(folder, seen.number) === seen.text
    // A holder sweeps sockets that don't answer, perhaps ours before it was open.
    if (!isFirst || (socket !== null && !existsSync(join(folder, name)))) {
      rmSync(fileOf(folder, number), { force: true })
      return await withoutLock(socket)
    }
    const release = async (): Promise<void> => {
      // Takes no room, on a full disk. Should it fail, the closed socket still tells.
      if (textOf(folder, number) === text) ignoring(() => truncateSync(fileOf(folder, number)))
      await socket?.close()
    }
    await sweep(folder, number, name).catch(async (error: unknown) => {
      await release()
      throw error
    })
    return { release }
  } catch (error) {
    await socket?.close()
    throw error
  }
}

async function withoutLock(socket: LiveSocket | null): Promise<null> {
  await socket?.close()
  return null
}

/** Whole or not at all: written beside, then linked, which fails where the name exists. */
function isLinked(folder: string, number: number, text: string, id: string): boolean {
  const draft = join(folder, `lock-draft.${id}`)
  writeDraft(draft, text)
  try {
    linkSync(draft, fileOf(folder, number))
    return true
  } catch (error) {
    // ENOENT: a holder swept the draft.
    if (isCode(error, 'EEXIST') || (isCode(error, 'ENOENT') && existsSync(folder))) return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/** What earlier holders left behind. Only whoever holds the folder may. */
async function sweep(folder: string, number: number, live: string): Promise<void> {
  for (const lower of numbersIn(folder)) if (lower < number) rmSync(fileOf(folder, lower), { force: true })
  for (const name of readdirSync(folder)) {
    if (name.startsWith('lock-draft.')) rmSync(join(folder, name), { force: true })
    const isOther = name.startsWith('live.') && name !== live
    if (isOther && (await askLiveSocket(folder, name)) === 'dead') rmSync(join(folder, name), { force: true })
  }
}

/** The first thing that is written into the folder. */
function writeDraft(draft: string, text: string): void {
  try {
    writeFileSync(draft, text)
  } catch (error) {
    ignoring(() => rmSync(draft, { force: true }))
    // A full disk says so itself. ENOENT: a file system of the kernel's, such as /proc.
    const isRefused = ['EACCES', 'EPERM', 'EROFS', 'ENOENT'].some((code) => isCode(error, code))
    if (!isRefused) throw error
    const folder = dirname(draft)
    throw new StoreError('permission', `Nothing can be written into the folder ${folder}. Name another`, {
      cause: error,
    })
  }
}

function fileOf(folder: string, number: number): string {
  return join(folder, `lock.${number}`)
}

function numbersIn(folder: string): readonly number[] {
  return readdirSync(folder)
    .flatMap((name) => /^lock\.(\d+)$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((left, right) => left - right)
}

function textOf(folder: string, number: number): string | null {
  try {
    return readFileSync(fileOf(folder, number), 'utf8')
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null
    throw error
  }
}

function ignoring(step: () => void): void {
  try {
    step()
  } catch {
    // What remains is told another way.
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
