// Letters in a folder, one file each, named by the hash of what they hold: the same letter twice is one file.
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { ArchivePort } from '../../ports/channel-adapter.js'

/** Nothing is ever deleted from it; whoever prunes it loses attachments only. */
export function folderArchive(folder: string): ArchivePort {
  const pathOf = (key: string): string => join(folder, key.slice(0, 2), `${key}.eml`)
  return {
    keep: async (bytes) => {
      const key = createHash('sha256').update(bytes).digest('hex')
      const path = pathOf(key)
      if (await hasSize(path, bytes.byteLength)) return key
      await mkdir(join(folder, key.slice(0, 2)), { recursive: true })
      // Written beside and renamed: a crash leaves no half letter under the name.
      const draft = `${path}.${randomUUID()}`
      try {
        const file = await open(draft, 'wx', 0o600)
        try {
          await file.writeFile(bytes)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(draft, path)
      } catch (error) {
        await unlink(draft).catch(() => undefined)
        throw error
      }
      return key
    },
    read: async (key) => {
      if (!/^[0-9a-f]{64}$/u.test(key)) return null
      return readFile(pathOf(key)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null
        throw error
      })
    },
  }
}

async function hasSize(path: string, size: number): Promise<boolean> {
  return stat(path).then(
    (found) => found.size === size,
    () => false,
  )
}
