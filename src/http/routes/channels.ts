import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ProviderAnswered } from '../../desk/channel-host.js'
import type { DeliveryHead, RawDelivery } from '../../ports/channel-adapter.js'
import type { ServedDesk } from '../desks.js'
import { operation } from '../operation.js'
import { fail } from '../problem.js'
import type { Service } from '../service-context.js'
import { BODY_LIMIT } from '../service-options.js'
import type { ChannelPath, ChannelWebhookQuery } from '../wire/channels.js'

/** Providers' own calls. They bring no key of ours: the channel's adapter proves who calls, by the very bytes that came. */
export function channelRoutes(app: FastifyInstance, service: Service): void {
  app.register((raw, _options, ready) => {
    raw.removeAllContentTypeParsers()
    raw.addContentTypeParser('*', async (request: FastifyRequest, payload: Readable) =>
      bytesOf(payload, request.headers['content-length'], await limitOf(service, request)),
    )
    for (const method of ['POST', 'GET'] as const)
      raw.route<{ Params: ChannelPath; Querystring: ChannelWebhookQuery; Body: Buffer | undefined }>({
        method,
        url: '/v1/channels/:id/webhook',
        ...operation({
          id: method === 'POST' ? 'receiveWebhook' : 'confirmWebhook',
          tag: 'messages',
          summary: method === 'POST' ? 'A provider’s own call' : 'A provider’s handshake',
          description:
            'What is answered is the provider’s own protocol. 404 where no adapter for the channel is there.',
          scope: 'none',
          params: 'ChannelPath',
          query: 'ChannelWebhookQuery',
          answers: { 200: { description: 'As the provider asks', type: 'text/plain', schema: 'ProviderAnswer' } },
          problems: ['not-found', 'too-large', 'conflict'],
        }),
        handler: async (request, reply) => {
          const { id } = request.params
          const served = await deskFor(service, request.query.workspace ?? 'default')
          const { response, reason } = await taken(service, served, id, rawOf(request, service.clock.now()))
          if (reason !== undefined) request.log.info({ channel: id, reason }, 'provider call')
          const { status, headers = {}, body } = response
          return reply
            .code(status)
            .headers({ 'content-type': 'text/plain; charset=utf-8', ...headers })
            .send(body)
        },
      })
    ready()
  })
}

/** As mail servers do. */
const LARGEST_LETTER = 40 * 1024 * 1024

/**
 * Strangers call here. Nothing is read of those whom the head gives away; only who has proved already that he may call
 * sends as much as letters have. What the query says isn't validated yet.
 */
async function limitOf(service: Service, request: FastifyRequest): Promise<number> {
  const { bodyLimit = BODY_LIMIT } = service.options
  const { id } = request.params as Partial<ChannelPath>
  const { workspace = 'default' } = request.query as { readonly workspace?: unknown }
  if (id === undefined || typeof workspace !== 'string') return bodyLimit
  const served = await deskFor(service, workspace)
  switch (served?.host?.headProof?.(id, headOf(request, service.clock.now()))) {
    case 'refused':
      return 0
    case 'proved':
      return served?.channels.get(id) === 'email' ? Math.max(bodyLimit, LARGEST_LETTER) : bodyLimit
    default:
      return bodyLimit
  }
}

async function bytesOf(payload: Readable, announced: string | undefined, most: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  // The adapter refuses it whatever the body says.
  if (most === 0) return Buffer.alloc(0)
  if (Number(announced) > most) fail('too-large', 'The body is larger than this service takes')
  // Leaving the loop must not end the connection: the answer goes out on it.
  for await (const chunk of payload.iterator({ destroyOnReturn: false })) {
    size += chunk.length
    if (size > most) break
    chunks.push(chunk)
  }
  if (size > most) {
    payload.resume()
    fail('too-large', 'The body is larger than this service takes')
  }
  return Buffer.concat(chunks)
}

function taken(
  { options }: Service,
  served: ServedDesk | null,
  id: string,
  delivery: RawDelivery,
): Promise<ProviderAnswered> {
  const own = served?.host?.receiver(id)
  if (own !== undefined) return own(delivery)
  const kind = served?.channels.get(id)
  const call = kind === undefined ? undefined : options.adapters?.[kind]
  if (served === null || call === undefined) return fail('not-found', 'No adapter listens for this channel')
  return call(delivery, { channel: id, desk: served.desk })
}

/** Anybody may call here, so no desk is made for a name that only the caller knows. */
async function deskFor({ options, kept }: Service, workspace: string): Promise<ServedDesk | null> {
  const isKnown =
    workspace === 'default' ||
    options.desks.all().some((one) => one.workspace === workspace) ||
    (await kept.workspaces()).includes(workspace)
  return isKnown ? options.desks.get(workspace) : null
}

function rawOf(request: FastifyRequest<{ Body: Buffer | undefined }>, receivedAt: string): RawDelivery {
  return { ...headOf(request, receivedAt), rawBody: request.body ?? Buffer.alloc(0) }
}

function headOf(request: FastifyRequest, receivedAt: string): DeliveryHead {
  const headers = Object.entries(request.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')])
  const url = new URL(request.url, 'http://localhost')
  const query = [...new Set(url.searchParams.keys())].map((name) => {
    const values = url.searchParams.getAll(name)
    return [name, values.length === 1 ? (values[0] ?? '') : values]
  })
  return {
    method: request.method,
    path: url.pathname,
    query: Object.fromEntries(query),
    headers: Object.fromEntries(headers),
    receivedAt,
  }
}
