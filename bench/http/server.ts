// A contestant in a process of its own: `server.ts bare|service <database url> <chats>`. Tells its parent its port, and
// what it used of the processor whenever it is asked.
import { bare } from './bare.js'
import { service } from './service.js'

const [name, url = '', chats = '1'] = process.argv.slice(2)
const { app, ...about } = name === 'bare' ? await bare(url, Number(chats)) : await service(url, Number(chats))
await app.listen({ port: 0, host: '127.0.0.1' })
const address = app.server.address()
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.({ cpuMicros: user + system })
})
process.on('disconnect', () => process.exit(0))
process.send?.({ port: typeof address === 'object' && address !== null ? address.port : 0, ...about })
