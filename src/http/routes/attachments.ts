import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { Attachment, Message } from '../../core/thread/message.js'
import type { FileAnswer } from '../../desk/channel-host.js'
import { fewAtOnce } from '../few-at-once.js'
import { operation } from '../operation.js'
import { fail } from '../problem.js'
import type { Service } from '../service-context.js'
import type { AttachmentPath } from '../wire/attachments.js'
import type { OnChannelQuery } from '../wire/messages.js'

/** Each may take half a minute. */
const AT_ONCE = 20
const BYTES = 'application/octet-stream'
/** What a browser shows without running anything of it. */
const SHOWN = /^(?:image\/(?:png|jpeg|gif|webp)|audio\/[\w.+-]{1,60}|video\/[\w.+-]{1,60})$/u

/** Files that came with messages: fetched from the provider when they are asked for, never kept. */
export function attachmentRoutes(app: FastifyInstance, service: Service): void {
  const few = fewAtOnce(AT_ONCE, 'files')
  app.get<{ Params: AttachmentPath; Querystring: OnChannelQuery }>(
    '/v1/messages/:id/attachments/:n',
    operation({
      id: 'getAttachment',
      tag: 'messages',
      summary: 'A file that came with a message',
      description:
        'Fetched from the provider now. 410 where it no longer has it; addresses of private networks are refused.',
      scope: 'agent',
      params: 'AttachmentPath',
      query: 'OnChannelQuery',
      answers: { 200: { description: 'The file', schema: 'FileBytes', type: BYTES } },
      problems: ['not-found', 'conflict', 'gone', 'too-large', 'forbidden', 'rate-limited'],
    }),
    async (request, reply) => {
      const { workspace, host } = await service.deskOf(request)
      const { id, n } = request.params
      const { channel, attachment } = await attachmentOf(service, workspace, request.params, request.query.channel)
      if (host === null) return fail('not-found', 'This service fetches no files')
      const release = few.enter()
      const answer = await host.file(channel, attachment).catch((error: unknown) => {
        release()
        throw error
      })
      if ('trouble' in answer) {
        release()
        return refuse(answer.trouble)
      }
      const { body, size } = answer.file
      const stream = Readable.from(body, { objectMode: false })
      stream.on('close', release)
      const type = attachment.mimeType?.toLowerCase() ?? ''
      const isShown = SHOWN.test(type)
      request.log.info({ message: id, attachment: n }, 'file fetched')
      return reply
        .headers({
          'content-type': isShown ? type : BYTES,
          'content-disposition': dispositionOf(attachment, isShown),
          'x-content-type-options': 'nosniff',
          'content-security-policy': "sandbox; default-src 'none'",
          'cache-control': 'private, no-store',
          ...(size === null ? {} : { 'content-length': String(size) }),
        })
        .send(stream)
    },
  )
}

async function attachmentOf(
  { store }: Service,
  workspace: string,
  { id, n }: AttachmentPath,
  channel: string | undefined,
): Promise<{ readonly channel: string; readonly attachment: Attachment }> {
  const refs = await store.threadsOfMessage(workspace, id, channel)
  if (refs.length > 1) return fail('conflict', `${refs.length} channels have a message ${id}; name the channel`)
  const [ref] = refs
  const message: Message | null = ref === undefined ? null : await store.message(workspace, ref.key, id)
  const attachment = message?.attachments[n]
  if (ref === undefined || message === null || attachment === undefined)
    return fail('not-found', `There is no attachment ${n} of a message ${id}`)
  // What only a provider can say, nobody else may.
  if (message.author === 'customer') return { channel: ref.channel, attachment }
  const { providerFileId: _, auth: __, ...plain } = attachment
  return { channel: ref.channel, attachment: plain }
}

function refuse(trouble: Extract<FileAnswer, { trouble: string }>['trouble']): never {
  switch (trouble) {
    case 'gone':
      return fail('gone', 'The provider no longer has the file, or its address has ended')
    case 'not-fetchable':
      return fail('not-found', 'There is no file to fetch')
    case 'too-large':
      return fail('too-large', 'The file is larger than this service fetches')
    case 'refused-address':
      return fail('forbidden', 'The file stands at an address that this service doesn’t call')
    case 'unreachable':
      return fail('unavailable', 'The provider can’t be reached now', { retryAfter: 5 })
    default:
      return trouble satisfies never
  }
}

/** RFC 6266: an ASCII name for old browsers, the real one beside it. No path, no control signs. */
export function dispositionOf({ name = 'file' }: Pick<Attachment, 'name'>, isShown: boolean): string {
  const bare = name
    .replace(/^.*[/\\]/su, '')
    .replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, '')
    .trim()
    .slice(0, 150)
  const safe = bare === '' || /^\.+$/u.test(bare) ? 'file' : bare
  const ascii = safe.replace(/[^\w. ()-]/gu, '_')
  const encoded = encodeURIComponent(safe).replace(
    /['()*]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${isShown ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
