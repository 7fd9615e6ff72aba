// The least that a service could do for a message: one Fastify route, one insert; one row by its number.
import Fastify from 'fastify'
import pg from 'pg'
import type { Served } from './served.js'

const SCHEMA = `
create table message (
  id text primary key, channel text not null, customer text not null, text text not null, at timestamptz not null
);
create table chat (number bigint primary key, view json not null);`

interface Body {
  readonly channel: string
  readonly customer: { readonly id: string }
  readonly id: string
  readonly text: string
}

const BODY = {
  type: 'object',
  required: ['channel', 'customer', 'id', 'text'],
  properties: {
    channel: { type: 'string' },
    customer: { type: 'object', required: ['id'], properties: { id: { type: 'string' }, name: { type: 'string' } } },
    id: { type: 'string' },
    text: { type: 'string' },
  },
}

/** As large as a chat's view. */
const VIEW = {
  number: 1,
  state: 'active',
  channel: 'tg',
  customer: 'customer-1',
  subject: 'Здравствуйте',
  startedAt: '2026-03-02T12:00:00.000Z',
  autoFinishAt: '2026-03-02T12:10:00.000Z',
  counts: { customer: 1, agent: 0, automation: 0, notes: 0 },
  actions: ['reply', 'note', 'finish', 'postpone', 'set-subject', 'assign', 'tag'],
  fields: {},
  tags: [],
  more: '.'.repeat(300),
}

export async function bare(url: string, chats: number): Promise<Served> {
  const pool = new pg.Pool({ connectionString: url, max: 20 })
  await pool.query(SCHEMA)
  await pool.query('insert into chat select n, $1 from generate_series(1, $2::int) n', [JSON.stringify(VIEW), chats])
  await pool.query('analyze')
  const app = Fastify()
  app.post<{ Body: Body }>('/v1/messages', { schema: { body: BODY } }, async (request, reply) => {
    const { id, channel, customer, text } = request.body
    await pool.query({
      name: 'message',
      text: 'insert into message values ($1, $2, $3, $4, now()) on conflict do nothing',
      values: [id, channel, customer.id, text],
    })
    return reply.code(201).send({ id })
  })
  app.get<{ Params: { number: string } }>('/v1/chats/:number', async (request, reply) => {
    const { rows } = await pool.query<{ view: object }>({
      name: 'chat',
      text: 'select view from chat where number = $1',
      values: [request.params.number],
    })
    return rows[0] === undefined ? reply.code(404).send({}) : rows[0].view
  })
  return { app, ...{ authorization: '', chats } }
}
