// The physical limit of one transaction per message: pgbench with the work of our per-message path as eight single
// statements, on our tables, with documents of our desk. It locks nothing and decides nothing; where two clients meet in
// a thread it gives the message a random place instead of the next one. With hundreds of clients it gets slower (each
// connection prepares for itself): in place of those it gets as many as it is best with, in the same rounds as the others.
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { postgresStore } from 'caseline/postgres'
import { percentiles } from './callers.js'
import { type Contestant, type Run, THREADS } from './contestant.js'
import { ask } from './sql.js'
import { storedIn } from './stored.js'
import { deskOn, fill, traffic } from './traffic.js'

/** A colon before a letter is a variable of pgbench, even inside quotes: so the documents come as variables. */
const SCRIPT = `\\set n random(0, ${THREADS - 1})
\\set seq random(1000000, 9000000000000000)
begin;
select channel, customer, root, version, last_seq, current_chat, last_command, automated_at from caseline.thread
  where workspace = 'default' and key = :prefix || :n::text \\gset
select version, doc from caseline.contact where workspace = 'default' and channel = 'tg' and id = 'customer-' || :n::text;
select seq from caseline.message
  where workspace = 'default' and id = :label || '-' || :client_id::text || '-' || :seq::text and channel = 'tg';
select doc from caseline.chat where workspace = 'default' and number = :current_chat;
insert into caseline.message (workspace, thread, seq, channel, id, born, at, doc) values ('default', :prefix || :n::text,
  :seq, 'tg', :label || '-' || :client_id::text || '-' || :seq::text, :version, now(), :message);
update caseline.thread set version = version + 1, last_seq = last_seq + 1, current_chat = :current_chat,
  last_command = 'in-' || :seq::text, automated_at = '[]' where workspace = 'default' and key = :prefix || :n::text;
update caseline.chat set state = 'active', status = null, assignee = null, tags = '{}', first_seq = 1, doc = :chat
  where workspace = 'default' and number = :current_chat;
insert into caseline.journal (workspace, thread, version, at, doc)
  values ('default', :prefix || :n::text, :version, now(), :journal);
commit;
`

/** It slows down beyond these. */
const MOST_CLIENTS = 32
const BEST_CLIENTS = 8

interface Documents {
  readonly message: string
  readonly chat: string
  readonly journal: string
}

export async function pgbench(
  name: string,
  program: string,
  url: string,
  callers: readonly number[],
): Promise<Contestant> {
  const documents = await prepare(url)
  const folder = mkdtempSync(join(tmpdir(), 'caseline-pgbench-'))
  const script = join(folder, 'message.sql')
  writeFileSync(script, SCRIPT)
  return {
    name,
    callers,
    run: async (count, seconds, label): Promise<Run> => {
      const variables = Object.entries({ ...documents, prefix: 'tg:customer-', label }).flatMap(([name, value]) => [
        '-D',
        `${name}=${value}`,
      ])
      // Its time begins before it connects, which takes 5 ms a client; its speed leaves that out.
      const time = String(Math.ceil(seconds + count / 100))
      const clients = count > MOST_CLIENTS ? BEST_CLIENTS : count
      const args = ['-n', '-M', 'prepared', '-c', String(clients), '-j', String(Math.min(clients, 2)), '-T', time, '-l']
      const output = await done(program, [...args, ...variables, '-f', script, url], folder)
      const number = (found: RegExp): number => Number(found.exec(output)?.[1])
      const messages = number(/transactions actually processed: (\d+)/)
      const times = readdirSync(folder)
        .filter((name) => name.startsWith('pgbench_log'))
        .flatMap((name) => {
          const lines = readFileSync(join(folder, name), 'utf8').trimEnd().split('\n')
          rmSync(join(folder, name))
          return lines.map((line) => Number(line.split(' ')[2]) / 1_000)
        })
      const perSecond = number(/tps = ([\d.]+)/)
      return { messages, seconds: messages / perSecond, ...percentiles(times), nodeCpu: 0 }
    },
    stored: () => storedIn(url, 'caseline.message'),
    close: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Our tables with our threads in them, and the documents of a second message. */
async function prepare(url: string): Promise<Documents> {
  const store = await postgresStore(url)
  const desk = await deskOn(store, { journal: 'full', rules: 0 })
  const { first } = traffic(0)
  await fill(desk, first)
  const [one] = first
  if (one === undefined) throw new Error('No messages')
  await desk.receive({ ...one, id: 'second' })
  await desk.stop()
  await store.close()
  const [documents] = await ask<Documents>(
    url,
    `select m.doc::text as message, c.doc::text as chat, j.doc::text as journal
     from caseline.message m
     join caseline.thread t on t.key = m.thread
     join caseline.chat c on c.number = t.current_chat
     join caseline.journal j on j.thread = m.thread and j.version = m.born
     where m.id = 'second'`,
  )
  await ask(url, 'analyze')
  if (documents === undefined) throw new Error('The second message is not there')
  return documents
}

function done(program: string, args: readonly string[], folder: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = { PATH: process.env.PATH ?? '', PGOPTIONS: '-c caseline.workspace=default' }
    const child = spawn(program, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    let said = ''
    child.stdout.on('data', (chunk) => {
      output += String(chunk)
    })
    child.stderr.on('data', (chunk) => {
      said += String(chunk)
    })
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve(output) : reject(new Error(`pgbench failed:\n${said}`))))
  })
}
