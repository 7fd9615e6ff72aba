// A process that locks the folder it is given, says what came of it, and holds the lock until it is ended.
import { lockFolder } from '../../../src/store/sql/pglite/folder-lock.js'

const folder = process.argv[2] ?? ''
process.on('message', () => {
  try {
    lockFolder(folder)
    process.send?.({ got: true, said: '' })
  } catch (error) {
    process.send?.({ got: false, said: error instanceof Error ? `${error.name}: ${error.message}` : String(error) })
  }
})
process.on('disconnect', () => process.exit())
process.send?.('ready')
