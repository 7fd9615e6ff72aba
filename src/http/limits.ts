// Rate limits, counted in this node's memory: per key (per address where no key is in use), per customer for what comes in,
// and per address for keys that aren't any, so that guessing is slow.
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { fail } from './problem.js'
import type { NewMessage } from './wire/messages.js'

/** Calls per minute; `false`: as many as come. */
export interface RateLimits {
  /** Of one key. Default 30,000. */
  readonly perKey?: number | false
  /** Messages of one customer on one channel. Default 120. */
  readonly perCustomer?: number | false
  /** Wrong keys from one address. Default 60. */
  readonly wrongKeys?: number | false
}

interface Verdict {
  readonly max: number
  readonly remaining: number
  readonly ttlInSeconds: number
  readonly isExceeded: boolean
}

interface Limiter {
  readonly count: (request: FastifyRequest, how?: { readonly increment?: boolean }) => Promise<Verdict>
}

/** Tells a wrong key's address from then on; called when a key was refused. */
export type WrongKeys = { readonly check: (request: FastifyRequest, isWrong: boolean) => Promise<void> }

export async function limitRates(app: FastifyInstance, limits: RateLimits | false): Promise<WrongKeys> {
  if (limits === false) return { check: async () => undefined }
  const { perKey = 30_000, perCustomer = 120, wrongKeys = 60 } = limits
  await app.register(rateLimit, { global: false })
  const limiter = (max: number | false, keyGenerator: (request: FastifyRequest) => string): Limiter | null =>
    max === false ? null : { count: counter(app.createRateLimit({ max, timeWindow: 60_000, keyGenerator })) }
  const ofKey = limiter(perKey, callerOf)
  const ofCustomer = limiter(perCustomer, customerOf)
  const ofAddress = limiter(wrongKeys, (request) => request.ip)

  app.addHook('preHandler', async (request, reply) => {
    const { scope, operation } = request.routeOptions.config
    if (scope === undefined || scope === 'none') return
    if (ofKey !== null) tell(reply, await ofKey.count(request), 'This key')
    if (ofCustomer !== null && operation?.id === 'receiveMessage')
      tell(reply, await ofCustomer.count(request), 'This customer')
  })
  return {
    check: async (request, isWrong) => {
      if (ofAddress === null) return
      const verdict = await ofAddress.count(request, { increment: isWrong })
      if (verdict.remaining === 0 && !isWrong) refuse('This address', verdict.ttlInSeconds)
    },
  }
}

function counter(limit: ReturnType<FastifyInstance['createRateLimit']>): Limiter['count'] {
  return async (request, how) => {
    const verdict = await limit(request, how)
    return verdict.isAllowed ? NO_LIMIT : verdict
  }
}

const NO_LIMIT: Verdict = { max: 0, remaining: 1, ttlInSeconds: 0, isExceeded: false }

function tell(reply: FastifyReply, verdict: Verdict, who: string): void {
  const { max, remaining, ttlInSeconds } = verdict
  reply.headers({ 'ratelimit-limit': max, 'ratelimit-remaining': remaining, 'ratelimit-reset': ttlInSeconds })
  if (verdict.isExceeded) refuse(who, ttlInSeconds)
}

function refuse(who: string, seconds: number): never {
  return fail('rate-limited', `${who} has asked too often; go on in ${seconds} s`, { retryAfter: Math.max(1, seconds) })
}

function callerOf(request: FastifyRequest): string {
  return request.access?.key ?? request.ip
}

function customerOf(request: FastifyRequest): string {
  const { channel, customer } = request.body as NewMessage
  return JSON.stringify([request.access?.workspace, channel, customer.id])
}
