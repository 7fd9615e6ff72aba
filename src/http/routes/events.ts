import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { parseEventId } from '../../desk/event-id.js'
import { resume } from '../../desk/resume.js'
import { accessOf } from '../access.js'
import type { ServedDesk } from '../desks.js'
import { eventBlocks } from '../event-stream.js'
import { openStreams } from '../open-streams.js'
import { operation } from '../operation.js'
import { fail } from '../problem.js'
import type { Service } from '../service-context.js'
import type { EventsQuery } from '../wire/events.js'

const STREAMS_PER_KEY = 100
/** A client that takes nothing for so long, though there is something, is cut off; it resumes. Real time: it is about its socket. */
const STALLED_MS = 60_000

const EXAMPLE = `retry: 2000

id: 0.1042.7.1
event: chat.started
data: {"id":"0.1042.7.1","type":"chat.started","workspace":"default","at":"2026-03-02T12:00:00.000Z","chat":1,"channel":"tg-support","event":{"type":"chat.started","chat":1,"at":"2026-03-02T12:00:00.000Z","by":"customer"}}

`

/** What happens, for screens. */
export function eventRoutes(app: FastifyInstance, service: Service): void {
  const { kept, clock } = service
  const perKey = service.options.streamsPerKey ?? STREAMS_PER_KEY
  const streams = openStreams({ kept, clock, perKey, onError: (err) => app.log.error({ err }, 'key not looked up') })
  app.addHook('preClose', async () => streams.end())

  app.get<{ Querystring: EventsQuery }>(
    '/v1/events',
    {
      exposeHeadRoute: false,
      ...operation({
        id: 'streamEvents',
        tag: 'live',
        summary: 'What happens, as it happens',
        description:
          'Server-sent events. Without `Last-Event-ID` or `after` the stream begins now; with one of them it goes on behind that event, across restarts and nodes: nothing is left out, nothing comes twice. `gap` tells that events between were pruned. Every 15 seconds a comment keeps the connection alive.',
        scope: 'agent',
        query: 'EventsQuery',
        headers: ['Last-Event-ID'],
        answers: {
          200: { description: 'The stream', schema: 'EventStreamText', type: 'text/event-stream', example: EXAMPLE },
        },
      }),
    },
    async (request, reply) => {
      const { chat: chats, channel: channels, type: types, after } = request.query
      const served = await service.deskOf(request)
      const given = request.headers['last-event-id']
      const id = typeof given === 'string' && given !== '' ? given : after
      const start = await startOf(service, served, id)
      const stream = streams.open(accessOf(request).key)
      const reader = served.feed.follow(start.after)
      const close = (): void => {
        reader.close()
        stream.close()
      }
      stream.ending.addEventListener('abort', reader.close)
      const blocks = eventBlocks({
        workspace: served.workspace,
        reader,
        clock,
        filter: { ...named({ chats, channels, types }) },
        from: id ?? start.after,
        rest: start.rest,
        isGap: start.isGap,
        ending: stream.ending,
      })
      const body = Readable.from(watched(blocks, reply), { objectMode: false, highWaterMark: 16_384 })
      reply.raw.on('close', close)
      // It went away while its place was looked up: nobody will tell again.
      if (reply.raw.closed || reply.raw.destroyed) close()
      return reply
        .headers({ 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
        .send(body)
    },
  )
}

async function startOf({ kept }: Service, { workspace, feed }: ServedDesk, id: string | undefined) {
  if (id === undefined) return { rest: [], after: await feed.end(), isGap: false }
  const position = parseEventId(id, kept)
  const resumed = position === null ? null : await resume(kept, workspace, position)
  return resumed ?? fail('invalid', `${id.slice(0, 100)} is not the id of an event`, { pointer: '/after' })
}

/** The same blocks; cuts the connection when one isn't taken. */
async function* watched(blocks: AsyncIterable<string>, reply: FastifyReply): AsyncGenerator<string> {
  for await (const block of blocks) {
    const timer = setTimeout(() => reply.raw.destroy(), STALLED_MS)
    try {
      yield block
    } finally {
      clearTimeout(timer)
    }
  }
}

/** Without what isn't there. */
function named<T extends object>(filter: T): { readonly [name in keyof T]?: Exclude<T[name], undefined> } {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as T
}
