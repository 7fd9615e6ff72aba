import type { FastifyReply } from 'fastify'
import type { ChatView } from '../core/chat/view.js'
import type { Answer } from '../desk/answer.js'
import type { CommandAnswer } from './wire/answer.js'

/** What a command brought about; its trace is asked for with `explain`. */
export function commandAnswer(reply: FastifyReply, answer: Answer, status = 200): FastifyReply {
  const { chat, outcome, events, effects, warnings } = answer
  const body: CommandAnswer = { chat, outcome, events, effects, warnings }
  return reply.code(status).header('etag', etagOf(chat)).send(body)
}

export function etagOf({ version }: Pick<ChatView, 'version'>): string {
  return `"${version}"`
}
