// A node in a process of its own: `node.ts URL`. Says `ready`, does what is due when it hears anything, says how much.
import { createDesk } from 'caseline'
import { postgresStore } from 'caseline/postgres'
import { CHANNEL } from './pending.js'

const [url = ''] = process.argv.slice(2)
const store = await postgresStore({ url, migrate: false })
const desk = await createDesk({ store, channels: [CHANNEL], journal: 'full' })
process.once('message', async () => {
  const { timers } = await desk.runDue()
  process.send?.(timers.length)
  await desk.stop()
  await store.close()
  process.disconnect()
})
process.send?.('ready')
