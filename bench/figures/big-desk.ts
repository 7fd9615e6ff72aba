// One thread of three chats is talked through by the engine, then copied in SQL for as many customers as are wanted, a
// twelfth of them in each month: numbers, ids and dates are changed in the documents' texts.
import { createDesk } from 'caseline'
import { postgresStore } from 'caseline/postgres'
import { manualClock } from 'caseline/testing'
import pg from 'pg'

/** Numbers of the original's chats, which nothing else in its documents looks like. */
const FIRST = 900_000_001
const CHATS = 3
const SEED = 'original'

export interface BigDesk {
  readonly chats: number
  readonly threads: number
  readonly messages: number
}

export async function bigDesk(url: string, chats: number): Promise<BigDesk> {
  await original(url)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`set caseline.workspace = 'default'`)
    const threads = Math.ceil(chats / CHATS)
    for (const statement of copies(threads)) await client.query(statement)
    // As autovacuum does by and by.
    await client.query('vacuum (analyze)')
    const { rows } = await client.query<{ messages: string }>('select count(*) as messages from caseline.message')
    return { chats: threads * CHATS, threads, messages: Number(rows[0]?.messages) }
  } finally {
    await client.end()
  }
}

async function original(url: string): Promise<void> {
  const store = await postgresStore(url)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`set caseline.workspace = 'default'`)
  await client.query(`insert into caseline.workspace (workspace, last_number) values ('default', ${FIRST - 1})`)
  await client.end()
  const clock = manualClock('2026-01-05T09:00:00Z')
  const desk = await createDesk({
    store,
    clock,
    channels: [{ id: 'tg', kind: 'telegram' }],
    rules: {
      rules: [
        { id: 'greet', on: 'chat.started', then: [{ do: 'send-message', text: 'We will be with you in a moment.' }] },
      ],
    },
  })
  for (let chat = 0; chat < CHATS; chat += 1) {
    const said = (id: string) => ({ channel: 'tg', customer: { id: SEED }, id: `${SEED}-${chat}-${id}` })
    const { chat: begun } = await desk.receive({
      ...said('1'),
      text: 'Where is my parcel? I have been waiting for days.',
    })
    clock.advance('PT2M')
    await desk.reply(begun.number, {
      agent: 'olga',
      id: `${SEED}-${chat}-2`,
      text: 'Good morning! Which number does it have?',
    })
    clock.advance('PT1M')
    await desk.receive({ ...said('3'), text: 'It is 4471-33, ordered on Monday.' })
    clock.advance('PT3M')
    await desk.reply(begun.number, { agent: 'olga', id: `${SEED}-${chat}-4`, text: 'It comes today before six.' })
    await desk.receive({ ...said('5'), text: 'Thank you!' })
    await desk.finish(begun.number, { agent: 'olga', status: 'closed' })
    clock.advance('P3D')
  }
  await desk.runDue()
  // Its facts are kept from now on: copied with the rest.
  await desk.stats()
  await desk.stop()
  await store.close()
}

function copies(threads: number): readonly string[] {
  const n = `generate_series(1, ${threads}) as n`
  const month = `lpad((n % 12 + 1)::text, 2, '0')`
  const later = `make_interval(months => (n % 12)::int)`
  const numbered = (sql: string): string =>
    [0, 1, 2].reduce(
      (text, chat) => `replace(${text}, '${FIRST + chat}', (${CHATS} * (n - 1) + ${chat + 1})::text)`,
      sql,
    )
  const doc = (column: string): string =>
    `replace(replace(${numbered(`${column}::text`)}, '2026-01', '2026-' || ${month}), '${SEED}', 'c' || n)::json`
  const number = (column: string): string => `(${CHATS} * (n - 1) + 1 + ${column} - ${FIRST})`
  const key = `'tg:c' || n`
  return [
    `insert into caseline.contact (workspace, channel, id, version, doc)
      select workspace, channel, 'c' || n, version, ${doc('doc')} from caseline.contact, ${n} where id = '${SEED}'`,
    `insert into caseline.thread (workspace, key, channel, customer, root, version, last_seq, current_chat, last_command, automated_at, folded)
      select workspace, ${key}, channel, 'c' || n, root, version, last_seq, ${number('current_chat')}, last_command, ${doc('automated_at')}, folded
      from caseline.thread, ${n} where key = 'tg:${SEED}'`,
    `insert into caseline.chat (workspace, number, thread, channel, customer, state, status, assignee, tags, first_seq, previous, merged_into, absorbed, doc)
      select workspace, ${number('number')}, ${key}, channel, 'c' || n, state, status, assignee, tags, first_seq, ${number('previous')}, null, absorbed, ${doc('doc')}
      from caseline.chat, ${n} where thread = 'tg:${SEED}' order by n, number`,
    `insert into caseline.message (workspace, thread, seq, channel, id, born, chat, at, doc)
      select workspace, ${key}, seq, channel, id || '-' || n, born, chat, at + ${later}, ${doc('doc')} from caseline.message, ${n} where thread = 'tg:${SEED}'`,
    `insert into caseline.journal (workspace, thread, version, at, doc)
      select workspace, ${key}, version, at + ${later}, ${doc('doc')} from caseline.journal, ${n} where thread = 'tg:${SEED}' order by n, version, place`,
    `insert into caseline.day_facts (workspace, thread, day, channel, facts, endless)
      select workspace, ${key}, day + ${later}, channel, ${doc('facts')}, endless from caseline.day_facts, ${n} where thread = 'tg:${SEED}'`,
    `insert into caseline.thread_figures (workspace, thread, channel, moved_at, chats, pruned_chats)
      select workspace, ${key}, channel, moved_at + ${later}, chats, pruned_chats from caseline.thread_figures, ${n} where thread = 'tg:${SEED}'`,
    ...['journal', 'message', 'chat', 'outbox', 'line', 'day_facts', 'thread_figures'].map(
      (table) => `delete from caseline.${table} where thread = 'tg:${SEED}'`,
    ),
    `delete from caseline.thread where key = 'tg:${SEED}'`,
  ]
}
