// A process that locks the folder it is given when it is told to, says what came of it, and holds the lock until it is
// ended. Told to race, it locks and gives up again and again, and says how often it wasn't alone.
import { closeSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { StoreError } from '../../../src/ports/store-error.js'
import { lockFolder } from '../../../src/store/sql/pglite/folder-lock.js'

const folder = process.argv[2] ?? ''

async function lock(): Promise<object> {
  try {
    await lockFolder(folder)
    return { got: true, said: '' }
  } catch (error) {
    return { got: false, said: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }
  }
}

async function race(milliseconds: number): Promise<object> {
  const mark = join(folder, 'held')
  const end = performance.now() + milliseconds
  const told = { held: 0, refused: 0, notAlone: 0 }
  while (performance.now() < end) {
    try {
      const { release } = await lockFolder(folder)
      told.held += 1
      try {
        closeSync(openSync(mark, 'wx'))
        if (Math.random() < 0.5) await pause(Math.random() * 3)
        rmSync(mark)
      } catch {
        told.notAlone += 1
      }
      await release()
    } catch (error) {
      if (!(error instanceof StoreError && error.code === 'folder-in-use')) throw error
      told.refused += 1
    }
  }
  return told
}

process.on('message', async (told: { readonly race?: number }) => {
  process.send?.(await (told.race === undefined ? lock() : race(told.race)))
})
process.on('disconnect', () => process.exit())
process.send?.('ready')
