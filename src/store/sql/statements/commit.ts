import type { Statement } from './statement.js'

/** Rows of a list whose commit is good. An array of numbers, since joins of lists are quadratic without hashes, which are off. */
const IS_GOOD = `i = any((select array_agg(g.i) from good g)::int[])`

/** Gives way to nobody: the statement is undone when one of these counts falls short. */
const falls = (made: string, wanted: string): string =>
  `(select count(*) from ${made}) < (select count(*) from ${wanted})`

/**
 * Parts that a group of commits may do without. Setting up a part that finds nothing costs a lone commit as much as doing
 * it, so it is left out. `list`: the part takes a parameter with rows.
 */
const PARTS = {
  /** Threads, customers and chats that begin, customers who changed. */
  begin: {
    lists: ['contacts', 'newChats'],
    locks: `
locked_contact as materialized (
  select x.i, c.at from input x, lateral (
    select o.ctid as at from caseline.contact o
      where o.workspace = $1 and o.channel = x.channel and o.id = x.customer and o.version = x."contactExpected"
      limit 1 for no key update
  ) c where x."contactExpected" > 0 and x."contactChanged"
), locked_number as materialized (
  select x.i, h.at from input x, lateral (
    select o.ctid as at from caseline.number_hold o
      where o.workspace = $1 and o.number = x.number and o.token = x.token limit 1 for update
  ) h where x.number is not null
),`,
    writes: `, used_number as (
  delete from caseline.number_hold h using locked_number l where l.${IS_GOOD} and h.ctid = l.at
), new_thread as (
  insert into caseline.thread
    (workspace, key, channel, customer, root, version, last_seq, current_chat, last_command, automated_at)
  select $1, x.key, x.channel, x.customer, x.root, x.version, x."lastSeq", x.current, x.command, x."automatedAt"
    from input x where x.expected = 0 and x.${IS_GOOD}
  on conflict do nothing returning 1
), contact as materialized (
  select * from json_to_recordset($contacts::json)
    as c(i int, "isNew" boolean, channel text, id text, version bigint, doc json) where c.${IS_GOOD}
), new_contact as (
  insert into caseline.contact (workspace, channel, id, version, doc)
  select $1, c.channel, c.id, c.version, c.doc from contact c where c."isNew"
  on conflict do nothing returning 1
), changed_contact as (
  update caseline.contact o set version = c.version, doc = c.doc
    from (select c.*, l.at from contact c, lateral (select l.at from locked_contact l where l.i = c.i limit 1) l
      where not c."isNew") c
    where o.ctid = c.at
), begun as materialized (
  select * from json_to_recordset($newChats::json)
    as c(i int, number bigint, thread text, channel text, customer text, state text, status text,
      assignee text, tags json, "firstSeq" bigint, previous bigint, "mergedInto" bigint, absorbed json, doc json)
    where c.${IS_GOOD}
), new_chat as (
  insert into caseline.chat (workspace, number, thread, channel, customer, state, status, assignee, tags, first_seq,
      previous, merged_into, absorbed, doc)
  select $1, c.number, c.thread, c.channel, c.customer, c.state, c.status, c.assignee,
      array(select json_array_elements_text(c.tags)), c."firstSeq", c.previous, c."mergedInto",
      array(select json_array_elements_text(c.absorbed)::bigint), c.doc
    from begun c
  on conflict do nothing returning 1
)`,
    undone: [
      falls('new_thread', `input x where x.expected = 0 and x.${IS_GOOD}`),
      falls('new_contact', 'contact where "isNew"'),
      falls('new_chat', 'begun'),
    ],
  },
  /** Messages that changed: edits, deletions, fates. */
  edits: {
    lists: ['changedMessages'],
    locks: '',
    writes: `, changed_message as (
  update caseline.message o set doc = m.doc
    from (select m.doc, o.at from json_to_recordset($changedMessages::json) as m(i int, thread text, seq bigint, doc json),
      lateral (
        select o.ctid as at from caseline.message o
          where o.workspace = $1 and o.thread = m.thread and o.seq = m.seq limit 1
      ) o where m.${IS_GOOD}) m
    where o.ctid = m.at
)`,
    undone: [],
  },
  timers: {
    lists: ['timers'],
    locks: '',
    writes: `, timer as materialized (
  select * from json_to_recordset($timers::json)
    as t(i int, id text, thread text, chat bigint, kind text, key text, due timestamptz) where t.${IS_GOOD}
), set_timer as (
  insert into caseline.timer (workspace, id, thread, chat, kind, key, due)
  select $1, t.id, t.thread, t.chat, t.kind, t.key, t.due from timer t where t.due is not null
  on conflict (workspace, id) do update set thread = excluded.thread, due = excluded.due, claimed_until = null
), cancelled_timer as (
  delete from caseline.timer o using (select o.at from timer t, lateral (
      select o.ctid as at from caseline.timer o where o.workspace = $1 and o.id = t.id limit 1
    ) o where t.due is null) t
    where o.ctid = t.at
)`,
    undone: [],
  },
  outbox: {
    lists: ['outbox'],
    locks: '',
    writes: `, sent as materialized (
  select * from json_to_recordset($outbox::json)
    as o(i int, n int, id text, thread text, message text, at timestamptz, doc json) where o.${IS_GOOD}
), new_outbox as (
  insert into caseline.outbox (workspace, effect, thread, message, at, state, attempts, not_before, doc)
  select $1, o.id, o.thread, o.message, o.at, 'waiting', 0, o.at, o.doc from sent o order by o.i, o.n
  on conflict do nothing returning thread, at
), new_line as (
  insert into caseline.line as l (workspace, thread, due)
  select $1, o.thread, min(o.at) from new_outbox o group by o.thread order by o.thread
  on conflict (workspace, thread) do update set due = l.due
)`,
    undone: [],
  },
  journal: {
    lists: ['journal'],
    locks: '',
    writes: `, new_journal as (
  insert into caseline.journal (workspace, thread, version, at, doc)
  select $1, j.thread, j.version, j.at, j.doc from json_to_recordset($journal::json)
    as j(i int, thread text, version bigint, at timestamptz, doc json) where j.${IS_GOOD}
)`,
    undone: [],
  },
} as const satisfies { readonly [part: string]: Part }

interface Part {
  /** Parameters with the part's rows, in order. */
  readonly lists: readonly CommitList[]
  readonly locks: string
  readonly writes: string
  readonly undone: readonly string[]
}

export type CommitPart = 'begin' | 'edits' | 'timers' | 'outbox' | 'journal'
export const COMMIT_PARTS: readonly CommitPart[] = ['begin', 'edits', 'timers', 'outbox', 'journal']

/** Rows name their commit by `i`. */
export type CommitList =
  | 'commits'
  | 'chats'
  | 'messages'
  | 'contacts'
  | 'newChats'
  | 'changedMessages'
  | 'timers'
  | 'outbox'
  | 'journal'

/** The lists that a part has rows in. */
export function listsOf(part: CommitPart): readonly CommitList[] {
  return PARTS[part].lists
}

export interface CommitStatement extends Statement {
  /** The parameters after $1, the workspace. */
  readonly lists: readonly CommitList[]
}

/**
 * Several commits of different threads in one statement, each judged alone: those whose versions and number still stand
 * are written, the others answer `conflict` or `duplicate` and write nothing. Rows are locked in one order by everybody.
 * What is taken by somebody in the very same moment shows only as a missing row at the end; then all is undone (CL001)
 * and each commit is tried alone.
 *
 * Rows are looked up one by one, in lateral subqueries that `limit` keeps apart, and changed by their `ctid`: a join
 * would be planned while the tables are empty, as a walk through the whole workspace.
 */
export function commitStatement(parts: readonly CommitPart[]): CommitStatement {
  const lists: readonly CommitList[] = ['commits', 'chats', 'messages', ...parts.flatMap((part) => PARTS[part].lists)]
  const begins = parts.includes('begin')
  const undone = [falls('new_message', 'said'), ...parts.flatMap((part) => PARTS[part].undone)]
  const text = `
with input as materialized (
  select * from json_to_recordset($commits::json) as x(i int, key text, channel text, customer text, root text,
    expected bigint, version bigint, "lastSeq" bigint, current bigint, command text, "automatedAt" json,
    "contactExpected" bigint, "contactChanged" boolean, number bigint, token text, ids json)
), locked_thread as materialized (
  select x.i, t.at from input x, lateral (
    select o.ctid as at from caseline.thread o
      where o.workspace = $1 and o.key = x.key and o.version = x.expected limit 1 for no key update
  ) t where x.expected > 0
), known_contact as materialized (
  select x.i from input x, lateral (
    select from caseline.contact o
      where o.workspace = $1 and o.channel = x.channel and o.id = x.customer and o.version = x."contactExpected" limit 1
  ) c where x."contactExpected" > 0 and not x."contactChanged"
), doubled as materialized (
  select x.i from input x, json_array_elements_text(x.ids) as new(id), lateral (
    select from caseline.message o where o.workspace = $1 and o.id = new.id and o.channel = x.channel limit 1
  ) m
),${parts.map((part) => PARTS[part].locks).join('')} standing as materialized (
  select x.i from input x
  where (x.expected = 0 or x.i = any(array(select l.i from locked_thread l)))
    and (x."contactExpected" = 0 or x.i = any(array(select k.i from known_contact k))
      ${begins ? 'or x.i = any(array(select l.i from locked_contact l))' : ''})
    ${begins ? 'and (x.number is null or x.i = any(array(select l.i from locked_number l)))' : ''}
), good as materialized (
  select s.i from standing s where s.i <> all (array(select d.i from doubled d))
), changed_thread as (
  update caseline.thread t set version = x.version, last_seq = x."lastSeq", current_chat = x.current,
      last_command = x.command, automated_at = x."automatedAt"
    from (select x.*, l.at from locked_thread l, lateral (select * from input x where x.i = l.i limit 1) x
      where l.${IS_GOOD}) x
    where x.version > x.expected and t.ctid = x.at
), changed_chat as (
  update caseline.chat o set state = c.state, status = c.status, assignee = c.assignee,
      tags = array(select json_array_elements_text(c.tags)), first_seq = c."firstSeq", previous = c.previous,
      merged_into = c."mergedInto", absorbed = array(select json_array_elements_text(c.absorbed)::bigint), doc = c.doc
    from (select c.*, o.at from json_to_recordset($chats::json) as c(i int, number bigint, state text, status text,
        assignee text, tags json, "firstSeq" bigint, previous bigint, "mergedInto" bigint, absorbed json, doc json),
      lateral (
        select o.ctid as at from caseline.chat o where o.workspace = $1 and o.number = c.number limit 1
      ) o where c.${IS_GOOD}) c
    where o.ctid = c.at
), said as materialized (
  select * from json_to_recordset($messages::json)
    as m(i int, thread text, seq bigint, channel text, id text, born bigint, chat bigint, at timestamptz, doc json)
    where m.${IS_GOOD}
), new_message as (
  insert into caseline.message (workspace, thread, seq, channel, id, born, chat, at, doc)
  select $1, m.thread, m.seq, m.channel, m.id, m.born, m.chat, m.at, m.doc from said m order by m.id
  on conflict do nothing returning 1
)${parts.map((part) => PARTS[part].writes).join('')}
select case when ${undone.join(' or ')}
  then caseline.undo('taken in the same moment')::text
  else (select json_object_agg(x.i, case
      when x.${IS_GOOD} then 'committed'
      when x.i = any(array(select s.i from standing s)) then 'duplicate'
      else 'conflict' end)::text from input x)
  end as result`
  return {
    name: ['caseline_commit', ...parts].join('_'),
    isWrite: true,
    text: lists.reduce((written, list, index) => written.replaceAll(`$${list}::`, `$${index + 2}::`), text),
    lists,
  }
}
