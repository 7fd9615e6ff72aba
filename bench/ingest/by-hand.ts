// The obvious service: a transaction that locks the customer's row, written by a decent developer with node-postgres.
// No rules, no journal, no chain of chats; a JSON view of the chat is kept for the agents' screen.
import pg from 'pg'
import { callersFor } from './callers.js'
import { type Contestant, THREADS } from './contestant.js'
import { ask } from './sql.js'
import { storedIn } from './stored.js'
import { traffic } from './traffic.js'

const SCHEMA = `
create table chat (
  id bigint primary key generated always as identity,
  customer text not null, state text not null, updated_at timestamptz not null, view jsonb not null
);
create index on chat (customer);
create index on chat (state, id);
create table thread (
  key text primary key, customer jsonb not null, chat_id bigint not null references chat,
  last_seq bigint not null, last_message_at timestamptz not null, finish_at timestamptz not null
);
create index on thread (finish_at);
create table message (
  thread_key text not null references thread, seq bigint not null, chat_id bigint not null, channel text not null,
  id text not null, at timestamptz not null, text text not null, attachments jsonb not null,
  primary key (thread_key, seq), unique (channel, id)
);
insert into chat (customer, state, updated_at, view)
  select 'customer-' || n, 'active', now(), '{}' from generate_series(0, ${THREADS - 1}) n;
insert into thread select 'tg:' || c.customer, '{}', c.id, 0, now(), now() + interval '10 minutes' from chat c;
analyze`

/** As pools are set; 200 callers get no faster by 50 connections. */
const CONNECTIONS = 20

interface Locked {
  readonly chat_id: string
  readonly last_seq: string
}

export async function byHand(name: string, url: string, callers: readonly number[]): Promise<Contestant> {
  await ask(url, SCHEMA)
  const messages = traffic(0)
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS })
  return {
    name,
    callers,
    run: (count, seconds, label) =>
      callersFor(count, seconds, async () => {
        const message = messages.next(label)
        const client = await pool.connect()
        try {
          await client.query('begin')
          await take(client, message)
          await client.query('commit')
          client.release()
        } catch (error) {
          client.release(true)
          throw error
        }
      }),
    stored: () => storedIn(url, 'message'),
    close: () => pool.end(),
  }
}

async function take(client: pg.PoolClient, message: ReturnType<ReturnType<typeof traffic>['next']>): Promise<void> {
  const { channel, customer, id, text } = message
  const key = `${channel}:${customer.id}`
  const { rows } = await client.query<Locked>({
    name: 'lock',
    text: 'select chat_id, last_seq from thread where key = $1 for update',
    values: [key],
  })
  const [thread] = rows
  if (thread === undefined) throw new Error(`There is no thread ${key}`)
  const at = new Date().toISOString()
  const seq = Number(thread.last_seq) + 1
  const inserted = await client.query({
    name: 'message',
    text: `insert into message (thread_key, seq, chat_id, channel, id, at, text, attachments)
      values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
    values: [key, seq, thread.chat_id, channel, id, at, text, '[]'],
  })
  if (inserted.rowCount === 0) return
  const view = {
    id: thread.chat_id,
    customer,
    state: 'active',
    lastMessage: { id, text, at, from: 'customer' },
    messages: seq,
  }
  await client.query({
    name: 'chat',
    text: `update chat set state = 'active', updated_at = $2, view = $3 where id = $1`,
    values: [thread.chat_id, at, JSON.stringify(view)],
  })
  await client.query({
    name: 'thread',
    text: `update thread set last_seq = $2, last_message_at = $3, customer = $4 where key = $1`,
    values: [key, seq, at, JSON.stringify(customer)],
  })
}
