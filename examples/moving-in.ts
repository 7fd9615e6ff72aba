// A helpdesk's own tables become a history, and the history cases: tickets, messages and their authors, as many helpdesks
// keep them. Put your own SELECT and names where they differ; `caseline import moved.jsonl` then begins a desk with it.
//   npm install caseline @electric-sql/pglite
//   node --import tsx examples/moving-in.ts
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'

const old = await PGlite.create()
await old.exec(`
create table users (id int primary key, name text, email text, staff boolean not null);
create table tickets (id int primary key, user_id int references users, source text, state text, closed_at timestamptz, closed_by int);
create table replies (id int primary key, ticket_id int references tickets, user_id int references users, body text, internal boolean, created_at timestamptz);
insert into users values (1, 'Anna', 'anna@example.com', false), (2, 'Boris', null, false), (7, 'Olga', null, true);
insert into tickets values
  (100, 1, 'telegram', 'solved', '2026-03-02 09:10:00Z', 7), (101, 2, 'telegram', 'open', null, null),
  (102, 1, 'telegram', 'solved', '2026-03-09 10:12:00Z', 7);
insert into replies values
  (1, 100, 1, 'Where is my parcel?', false, '2026-03-02 09:00:00Z'),
  (2, 100, 7, 'It comes today', false, '2026-03-02 09:04:00Z'),
  (3, 100, 7, 'The depot is slow again', true, '2026-03-02 09:05:00Z'),
  (4, 101, 2, 'Can I pay later?', false, '2026-03-03 12:00:00Z'),
  (5, 102, 1, 'And my refund?', false, '2026-03-09 10:00:00Z'),
  (6, 102, 7, 'Sent this morning', false, '2026-03-09 10:05:00Z');
`)

/** One row is one thing that happened: something was said, noted, or a ticket was closed. In order of time. */
interface Happened {
  readonly at: Date
  readonly what: 'said' | 'noted' | 'closed'
  readonly id: number
  readonly source: string
  readonly customer: number
  readonly name: string
  readonly email: string | null
  /** `null`: the customer wrote it. */
  readonly agent: string | null
  readonly body: string
}

const { rows } = await old.query<Happened>(`
select r.created_at as at, case when r.internal then 'noted' else 'said' end as what, r.id, t.source,
    c.id as customer, c.name, c.email, case when a.staff then a.name end as agent, r.body
  from replies r join tickets t on t.id = r.ticket_id join users c on c.id = t.user_id join users a on a.id = r.user_id
union all
select t.closed_at, 'closed', t.id, t.source, c.id, c.name, c.email, a.name, ''
  from tickets t join users c on c.id = t.user_id join users a on a.id = t.closed_by
  where t.closed_at is not null
order by at, id`)
await old.close()

const lines = rows.map(({ at, what, id, source, customer, name, email, agent, body }) => {
  const who = { channel: source, customer: { id: String(customer), name, email } }
  if (what === 'closed') return { type: 'finish', at, ...who, agent, status: 'closed' }
  if (what === 'noted') return { type: 'note', at, ...who, agent, text: body }
  if (agent === null) return { type: 'customer.message', at, ...who, id: `old:${id}`, text: body }
  return { type: 'agent.message', at, ...who, agent, id: `old:${id}`, text: body }
})
const folder = mkdtempSync(join(tmpdir(), 'caseline-'))
const history = join(folder, 'moved.jsonl')
writeFileSync(history, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))

// What comes out of it, before anything is imported.
const program = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
const told = execFileSync(process.execPath, [program, 'stats', '--history', history, '--json'], { encoding: 'utf8' })
rmSync(folder, { recursive: true })
const { total } = JSON.parse(told)
assert.equal(total.chats.started.total, 3)
assert.deepEqual(total.chats.finished.byStatus, { open: 1, pending: 0, closed: 2 })
assert.equal(total.firstResponse.count, 2)
console.log(`${lines.length} lines, ${total.chats.started.total} chats`)
