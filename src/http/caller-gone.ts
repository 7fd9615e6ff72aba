import type { FastifyReply } from 'fastify'

/** Aborts when the caller hangs up, or when the answer is over. */
export function callerGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort(new Error('The caller has hung up')))
  return gone.signal
}
