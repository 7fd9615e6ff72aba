import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { StoreError } from '../../../ports/store-error.js'

/**
 * Makes a folder and those above it. Not by `mkdirSync(…, { recursive: true })`: where a file system says ENOENT though the
 * folder above is there, as /proc does, Node 20 tries for ever. Throws `StoreError`.
 */
export function makeFolder(folder: string): void {
  if (isFolder(folder)) return
  const above = dirname(folder)
  if (above !== folder) makeFolder(above)
  try {
    mkdirSync(folder)
  } catch (error) {
    // Another process was faster.
    if (isFolder(folder)) return
    throw cannotMake(folder, error)
  }
}

function cannotMake(folder: string, error: unknown): StoreError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  const message = `The folder ${folder} can't be made (${code}). Name one that this user may make or write into`
  return new StoreError(code === 'ENOSPC' ? 'full' : 'permission', message, { cause: error })
}

function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
  } catch {
    // ENOTDIR: a file stands in the way; making it tells.
    return false
  }
}
