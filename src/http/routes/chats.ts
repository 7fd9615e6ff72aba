import type { FastifyInstance } from 'fastify'
import { etagOf } from '../command-answer.js'
import { cursorOf, placeOf } from '../cursor.js'
import { operation } from '../operation.js'
import type { Service } from '../service-context.js'
import type { ChatPage, ChatPath, ChatsQuery } from '../wire/chats.js'
import type { MessagePage, MessagesQuery } from '../wire/messages.js'

const CHATS_OF_A_PAGE = 50
const MESSAGES_OF_A_PAGE = 100

/** What is read of chats. */
export function chatRoutes(app: FastifyInstance, service: Service): void {
  app.get<{ Querystring: ChatsQuery }>(
    '/v1/chats',
    operation({
      id: 'listChats',
      tag: 'chats',
      summary: 'Chats, newest number first',
      scope: 'agent',
      query: 'ChatsQuery',
      answers: { 200: { description: 'One page', schema: 'ChatPage' } },
    }),
    async (request): Promise<ChatPage> => {
      const { desk } = await service.deskOf(request)
      const { cursor, limit = CHATS_OF_A_PAGE, ...filter } = request.query
      const list = listOf('chats', filter)
      const [below] = cursor === undefined ? [] : placeOf(list, cursor, 1)
      // One more tells whether there is a next page.
      const found = await desk.chats({ ...filter, limit: limit + 1, ...(below === undefined ? {} : { below }) })
      const items = found.slice(0, limit)
      const last = items.at(-1)
      return { items, next: found.length > limit && last !== undefined ? cursorOf(list, [last.number]) : null }
    },
  )

  app.get<{ Params: ChatPath }>(
    '/v1/chats/:number',
    operation({
      id: 'getChat',
      tag: 'chats',
      summary: 'One chat',
      description: 'Of a merged chat the tombstone, whose `mergedInto` leads on.',
      scope: 'agent',
      params: 'ChatPath',
      answers: { 200: { description: 'The chat', schema: 'ChatView', headers: ['ETag'] } },
      problems: ['not-found'],
    }),
    async (request, reply) => {
      const { desk } = await service.deskOf(request)
      const chat = await desk.chat(request.params.number)
      return reply.header('etag', etagOf(chat)).send(chat)
    },
  )

  app.get<{ Params: ChatPath; Querystring: MessagesQuery }>(
    '/v1/chats/:number/messages',
    operation({
      id: 'listMessages',
      tag: 'chats',
      summary: 'Messages and notes of a chat, in order',
      description:
        'The first page holds the latest, `next` leads to those before. The number of a merged chat leads to the one it went into.',
      scope: 'agent',
      params: 'ChatPath',
      query: 'MessagesQuery',
      answers: { 200: { description: 'One page', schema: 'MessagePage' } },
      problems: ['not-found'],
    }),
    async (request): Promise<MessagePage> => {
      const { desk } = await service.deskOf(request)
      const { previous = false, cursor, limit = MESSAGES_OF_A_PAGE } = request.query
      const { number } = request.params
      const list = listOf('messages', { number, previous })
      const all = await desk.messages(number, { previous })
      const before = cursor === undefined ? all : all.slice(0, indexOf(all, placeOf(list, cursor, 2)))
      const items = before.slice(-limit)
      const [first] = items
      const isLast = items.length === before.length || first === undefined
      return { items, next: isLast ? null : cursorOf(list, [rankOf(first), first.seq]) }
    },
  )
}

/** Shown along messages stand before the chat's own, each kind by seq: a note may be later than what stands behind it. */
function rankOf(message: { readonly previous?: true }): number {
  return message.previous ? 0 : 1
}

function indexOf(
  all: readonly { readonly previous?: true; readonly seq: number }[],
  [rank = 0, seq = 0]: readonly number[],
): number {
  const at = all.findIndex((one) => rankOf(one) > rank || (rankOf(one) === rank && one.seq >= seq))
  return at === -1 ? all.length : at
}

function listOf(name: string, filter: object): string {
  return JSON.stringify([name, ...Object.entries(filter).sort()])
}
