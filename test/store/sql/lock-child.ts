// A process that locks the folder it is given, says what came of it, and holds the lock until it is ended.
import { lockFolder } from '../../../src/store/sql/pglite/folder-lock.js'

export interface Told {
  readonly got: boolean
  readonly said: string
}

const tell = (told: Told): unknown => process.send?.(told)
const folder = process.argv[2] ?? ''
process.on('message', async () => {
  try {
    await lockFolder(folder)
    tell({ got: true, said: '' })
  } catch (error) {
    tell({ got: false, said: error instanceof Error ? `${error.name}: ${error.message}` : String(error) })
  }
})
process.on('disconnect', () => process.exit())
process.send?.('ready')
