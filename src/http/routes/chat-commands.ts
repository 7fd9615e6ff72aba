import type { FastifyInstance } from 'fastify'
import type { Answer } from '../../desk/answer.js'
import type { Desk, Recallable } from '../../desk/desk.js'
import { RefusedError } from '../../desk/refused-error.js'
import { commandAnswer } from '../command-answer.js'
import type { WireName } from '../generated/wire-schemas.js'
import { named } from '../idempotency.js'
import { stale, versionOf } from '../if-match.js'
import { type Operation, operation } from '../operation.js'
import type { ProblemCode } from '../problem-codes.js'
import type { Service } from '../service-context.js'
import type {
  ByAgentBody,
  ChatChanges,
  ChatPath,
  FinishBody,
  NewChat,
  NewNote,
  NewReply,
  PostponeBody,
  SplitBody,
} from '../wire/chats.js'

const DONE = { description: 'It was done', schema: 'CommandAnswer', headers: ['ETag'] } as const

/** What agents do. */
export function chatCommandRoutes(app: FastifyInstance, service: Service): void {
  app.post<{ Body: NewChat }>(
    '/v1/chats',
    operation({
      ...command('startChat', 'An agent writes first', 'NewChat', ['not-current', 'conflict']),
      answers: {
        201: { description: 'A chat was begun', schema: 'CommandAnswer', headers: ['ETag'] },
        200: { description: 'It went into the chat that was there', schema: 'CommandAnswer', headers: ['ETag'] },
      },
    }),
    async (request, reply) => {
      const { desk } = await service.deskOf(request)
      const answer = await desk.start({ ...request.body, ...named(request) })
      return commandAnswer(reply, answer, answer.outcome === 'started' ? 201 : 200)
    },
  )

  app.patch<{ Params: ChatPath; Body: ChatChanges }>(
    '/v1/chats/:number',
    operation({
      ...command('updateChat', 'Changes what is written on a chat', 'ChatChanges', [
        'chat-is-live',
        'closed-not-offered',
        'merged',
        'conflict',
      ]),
      description: 'With `If-Match` it is changed only when it is still at that version.',
      params: 'ChatPath',
      headers: ['If-Match'],
      answers: { 200: DONE },
    }),
    async (request, reply) => {
      const { desk } = await service.deskOf(request)
      const ifVersion = versionOf(request.headers['if-match'])
      const changes = { ...request.body, ...(ifVersion === undefined ? {} : { ifVersion }), ...named(request) }
      const { number } = request.params
      return commandAnswer(
        reply,
        await desk.update(number, changes).catch((error: unknown) => whyRefused(desk, number, ifVersion, error)),
      )
    },
  )

  function onChat<Body>(
    path: string,
    of: Omit<Operation, 'scope' | 'answers'>,
    give: (desk: Desk, number: number, body: Body & Recallable) => Promise<Answer>,
    status: 200 | 201 = 200,
  ): void {
    app.post<{ Params: ChatPath; Body: Body | undefined }>(
      `/v1/chats/:number/${path}`,
      operation({ ...of, scope: 'agent', params: 'ChatPath', answers: { [status]: DONE } }),
      async (request, reply) => {
        const { desk } = await service.deskOf(request)
        const given: unknown = request.body ?? {}
        const body = { ...(given as Body), ...named(request) }
        return commandAnswer(reply, await give(desk, request.params.number, body), status)
      },
    )
  }

  onChat<NewReply>(
    'messages',
    command('replyToChat', 'An agent answers', 'NewReply', ['merged', 'not-current', 'conflict']),
    (desk, number, body) => desk.reply(number, body),
    201,
  )
  onChat<NewNote>(
    'notes',
    command('addNote', 'Writes a note that only agents see', 'NewNote', ['merged']),
    (desk, number, body) => desk.note(number, body),
    201,
  )
  onChat<FinishBody>(
    'finish',
    command('finishChat', 'Finishes a chat', 'FinishBody', ['already-finished', 'merged', 'closed-not-offered']),
    (desk, number, body) => desk.finish(number, body),
  )
  onChat<PostponeBody>(
    'postpone',
    {
      ...command('postponeFinish', 'Puts the automatic finish off', 'PostponeBody', [
        'already-finished',
        'merged',
        'no-automatic-finish',
      ]),
      isBodyOptional: true,
    },
    (desk, number, body) => desk.postpone(number, body),
  )
  onChat<SplitBody>(
    'split',
    {
      ...command('splitChat', 'Puts the new messages into a chat of their own', 'SplitBody', [
        'nothing-to-split',
        'merged',
        'not-current',
      ]),
      description: 'Answers with the new chat.',
    },
    (desk, number, body) => desk.split(number, body),
    201,
  )
  onChat<ByAgentBody>(
    'merge',
    {
      ...command('mergeChat', 'Joins the chat into the one before it', 'ByAgentBody', [
        'no-previous',
        'merged',
        'not-current',
      ]),
      description: 'Answers with the chat that lives on; this one becomes a tombstone that leads there.',
    },
    (desk, number, body) => desk.merge(number, body),
  )
  onChat<ByAgentBody>(
    'unmerge',
    {
      ...command('unmergeChat', 'Undoes the chat’s last merge', 'ByAgentBody', ['nothing-to-unmerge', 'merged']),
      description: 'Answers with the chat that lives again.',
    },
    (desk, number, body) => desk.unmerge(number, body),
  )
}

function command(id: string, summary: string, body: WireName, problems: readonly ProblemCode[]) {
  return {
    id,
    tag: 'chats',
    summary,
    scope: 'agent',
    isCommand: true,
    body,
    problems: ['not-found', 'conflict', ...problems],
  } as const
}

/** The desk says `conflict` of an old version too; over HTTP that is 412. */
async function whyRefused(desk: Desk, number: number, ifVersion: number | undefined, error: unknown): Promise<never> {
  if (ifVersion !== undefined && error instanceof RefusedError && error.code === 'conflict') {
    const { version } = await desk.chat(number)
    if (version !== ifVersion) return stale()
  }
  throw error
}
