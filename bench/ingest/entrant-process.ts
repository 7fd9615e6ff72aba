// The process of one contestant: does what `apart` asks, one thing after the other.
import type { Reply, Request } from './apart.js'
import type { Contestant } from './contestant.js'
import { entered } from './entrant.js'

let contestant: Contestant | null = null

process.on('message', async (request: Request) => {
  try {
    reply({ ok: true, value: await done(request) })
  } catch (error) {
    reply({ ok: false, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})

async function done(request: Request) {
  if (request.do === 'enter') {
    contestant = await entered(request.entrant)
    return null
  }
  if (contestant === null) throw new Error('Nobody has entered')
  if (request.do === 'run') return contestant.run(request.callers, request.seconds, request.label)
  if (request.do === 'stored') return contestant.stored()
  await contestant.close()
  return null
}

function reply(message: Reply): void {
  process.send?.(message)
}
