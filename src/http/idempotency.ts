// `Idempotency-Key` on commands: the same request with the same key is done once, and answered the same again for 24 hours.
//
// The claim and the answer are kept in the store; the command's id is made of key and request, so when a node dies between
// commit and answer, the next try makes the same command, and the desk finds it in the journal instead of doing it twice.
// Only successes are kept: what was refused changed nothing and may be tried anew under the same key.
import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { accessOf } from './access.js'
import { fail } from './problem.js'
import type { Service } from './service-context.js'

/** What a kept answer's text holds. */
interface Kept {
  readonly etag: string | null
  readonly body: unknown
}

export interface NamedCommand {
  /** Id for the desk's command. */
  readonly id: string
  /** Under which the request is kept. */
  readonly key: string
}

/** How long nobody else may take over a request; ours takes seconds at most. */
const LEASE_MS = 60_000
const KEPT_MS = 24 * 3_600_000
/** Seconds. */
const BUSY_PAUSE = 1
const PREFIX = 'http:'
const FORM = /^[\x21-\x7e]{1,255}$/

declare module 'fastify' {
  interface FastifyRequest {
    /** `null` without an `Idempotency-Key`. */
    command: NamedCommand | null
  }
}

/** For a command of the desk: its id, where the caller named it. */
export function named(request: FastifyRequest): { readonly commandId?: string } {
  return request.command === null ? {} : { commandId: request.command.id }
}

/**
 * For what is made outside the desk's journal: 16 hexadecimal digits, the same at every try of a request that the caller
 * named, so that the next try after a node died finds what was made; else `undefined`.
 */
export function derivedId({ command }: FastifyRequest): string | undefined {
  return command?.id.slice(PREFIX.length, PREFIX.length + 16)
}

export function keepAnswers(app: FastifyInstance, { kept, clock }: Service): void {
  app.decorateRequest('command', null)

  app.addHook('preHandler', async (request, reply) => {
    const given = request.headers['idempotency-key']
    if (given === undefined || request.routeOptions.config.isCommand !== true) return
    if (typeof given !== 'string' || !FORM.test(given))
      fail('invalid', 'Idempotency-Key must be 1 to 255 visible ASCII characters')
    const { workspace, key: caller } = accessOf(request)
    // Callers don't share keys: another one's answers are not for everybody's scope.
    const key = `${caller ?? ''}:${given}`
    const fingerprint = fingerprintOf(request)
    const id = `${PREFIX}${hash(key, fingerprint)}`
    const now = clock.now()
    const claimed = await kept.claimRequest(workspace, {
      key,
      fingerprint,
      command: id,
      now,
      until: after(now, LEASE_MS),
      expires: after(now, KEPT_MS),
    })
    switch (claimed.state) {
      case 'new':
      case 'interrupted':
        request.command = { id, key }
        return
      case 'answered':
        return replay(reply, claimed.answer.status, JSON.parse(claimed.answer.body) as Kept)
      case 'busy':
        return fail('in-progress', 'The request with this Idempotency-Key is being worked on; ask again', {
          retryAfter: BUSY_PAUSE,
        })
      case 'mismatch':
        return fail('key-reused', 'This Idempotency-Key came with another method, path or body before')
      default:
        return claimed satisfies never
    }
  })

  app.addHook('onSend', async (request, reply, payload) => {
    const { command } = request
    if (command === null) return payload
    request.command = null
    const { workspace } = accessOf(request)
    try {
      if (reply.statusCode < 300) {
        const answer = { status: reply.statusCode, body: keptText(request, reply, payload) }
        await kept.settleRequest(workspace, command.key, answer)
      } else await kept.dropRequest(workspace, command.key)
    } catch (error) {
      // The command is done or refused all the same; the next try finds it by its id.
      request.log.error({ err: error }, 'the answer to an Idempotency-Key was not kept')
    }
    return payload
  })
}

function replay(reply: FastifyReply, status: number, { etag, body }: Kept): FastifyReply {
  if (etag !== null) reply.header('etag', etag)
  reply.code(status).header('idempotency-replayed', 'true')
  return body === null ? reply.send() : reply.send(body)
}

/** Secrets are shown once: the kept copy has `null` in their place. */
function keptText(request: FastifyRequest, reply: FastifyReply, payload: unknown): string {
  const body: unknown = typeof payload === 'string' && payload !== '' ? JSON.parse(payload) : null
  const { secrets = [] } = request.routeOptions.config.operation ?? {}
  const blank = Object.fromEntries(secrets.map((name) => [name, null]))
  const etag = reply.getHeader('etag')
  const kept: Kept = {
    etag: typeof etag === 'string' ? etag : null,
    body: secrets.length === 0 || typeof body !== 'object' ? body : { ...body, ...blank },
  }
  return JSON.stringify(kept)
}

function fingerprintOf({ method, url, headers, body }: FastifyRequest): string {
  return hash(method, url, headers['if-match'] ?? '', JSON.stringify(body ?? null))
}

/** Lengths go in, so that no two lists of parts read the same. */
function hash(...parts: readonly string[]): string {
  const digest = createHash('sha256')
  for (const part of parts) digest.update(`${part.length}:${part}`)
  return digest.digest('hex')
}

function after(moment: string, ms: number): string {
  return new Date(Date.parse(moment) + ms).toISOString()
}
