import type { Statement } from './statement.js'

/** Rows of a list whose commit is good. An array of numbers, since joins of lists are quadratic without hashes, which are off. */
const IS_GOOD = `i = any ((select array_agg(g.i) from good g)::int[])`

/**
 * $1 workspace, then lists whose rows name their commit by \`i\`: $2 commits, $3 customers, $4 chats, $5 messages,
 * $6 timers, $7 outbox, $8 journal. Several commits of different threads in one statement, each judged alone: those whose
 * versions and number still stand are written, the others answer \`conflict\` or \`duplicate\` and write nothing. Rows are
 * locked in one order by everybody. What is taken by somebody in the very same moment shows only as a missing row at the
 * end; then all is undone (CL001) and each commit is tried alone.
 *
 * Rows are looked up one by one, in lateral subqueries that \`limit\` keeps apart, and changed by their \`ctid\`: a join
 * would be planned while the tables are empty, as a walk through the whole workspace.
 */
export const COMMIT: Statement = {
  name: 'caseline_commit',
  isWrite: true,
  text: `
with input as materialized (
  select * from json_to_recordset($2::json) as x(i int, key text, channel text, customer text, root text,
    expected bigint, version bigint, "lastSeq" bigint, current bigint, command text, "automatedAt" json,
    "contactExpected" bigint, "contactChanged" boolean, number bigint, token text, ids json)
), locked_thread as materialized (
  select x.i, t.at from input x, lateral (
    select o.ctid as at from caseline.thread o
      where o.workspace = $1 and o.key = x.key and o.version = x.expected limit 1 for no key update
  ) t where x.expected > 0
), locked_contact as materialized (
  select x.i, c.at from input x, lateral (
    select o.ctid as at from caseline.contact o
      where o.workspace = $1 and o.channel = x.channel and o.id = x.customer and o.version = x."contactExpected"
      limit 1 for no key update
  ) c where x."contactExpected" > 0 and x."contactChanged"
), known_contact as materialized (
  select x.i from input x, lateral (
    select from caseline.contact o
      where o.workspace = $1 and o.channel = x.channel and o.id = x.customer and o.version = x."contactExpected" limit 1
  ) c where x."contactExpected" > 0 and not x."contactChanged"
), locked_number as materialized (
  select x.i, h.at from input x, lateral (
    select o.ctid as at from caseline.number_hold o
      where o.workspace = $1 and o.number = x.number and o.token = x.token limit 1 for update
  ) h where x.number is not null
), doubled as materialized (
  select x.i from input x, json_array_elements_text(x.ids) as new(id), lateral (
    select from caseline.message o where o.workspace = $1 and o.id = new.id and o.channel = x.channel limit 1
  ) m
), standing as materialized (
  select x.i from input x
  where (x.expected = 0 or x.i = any (array(select l.i from locked_thread l)))
    and (x."contactExpected" = 0 or x.i = any (array(select l.i from locked_contact l))
      or x.i = any (array(select k.i from known_contact k)))
    and (x.number is null or x.i = any (array(select l.i from locked_number l)))
), good as materialized (
  select s.i from standing s where s.i <> all (array(select d.i from doubled d))
), used_number as (
  delete from caseline.number_hold h using locked_number l where l.${IS_GOOD} and h.ctid = l.at
), new_thread as (
  insert into caseline.thread
    (workspace, key, channel, customer, root, version, last_seq, current_chat, last_command, automated_at)
  select $1, x.key, x.channel, x.customer, x.root, x.version, x."lastSeq", x.current, x.command, x."automatedAt"
    from input x where x.expected = 0 and x.${IS_GOOD}
  on conflict do nothing returning 1
), changed_thread as (
  update caseline.thread t set version = x.version, last_seq = x."lastSeq", current_chat = x.current,
      last_command = x.command, automated_at = x."automatedAt"
    from (select x.*, l.at from locked_thread l, lateral (select * from input x where x.i = l.i limit 1) x
      where l.${IS_GOOD}) x
    where x.version > x.expected and t.ctid = x.at
), contact as materialized (
  select * from json_to_recordset($3::json)
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
), chat as materialized (
  select * from json_to_recordset($4::json)
    as c(i int, "isNew" boolean, number bigint, thread text, channel text, customer text, state text, status text,
      assignee text, tags json, "firstSeq" bigint, previous bigint, "mergedInto" bigint, absorbed json, doc json)
    where c.${IS_GOOD}
), new_chat as (
  insert into caseline.chat (workspace, number, thread, channel, customer, state, status, assignee, tags, first_seq,
      previous, merged_into, absorbed, doc)
  select $1, c.number, c.thread, c.channel, c.customer, c.state, c.status, c.assignee,
      array(select json_array_elements_text(c.tags)), c."firstSeq", c.previous, c."mergedInto",
      array(select json_array_elements_text(c.absorbed)::bigint), c.doc
    from chat c where c."isNew"
  on conflict do nothing returning 1
), changed_chat as (
  update caseline.chat o set state = c.state, status = c.status, assignee = c.assignee,
      tags = array(select json_array_elements_text(c.tags)), first_seq = c."firstSeq", previous = c.previous,
      merged_into = c."mergedInto", absorbed = array(select json_array_elements_text(c.absorbed)::bigint), doc = c.doc
    from (select c.*, o.at from chat c, lateral (
        select o.ctid as at from caseline.chat o where o.workspace = $1 and o.number = c.number limit 1
      ) o where not c."isNew") c
    where o.ctid = c.at
), message as materialized (
  select * from json_to_recordset($5::json)
    as m(i int, "isNew" boolean, thread text, seq bigint, channel text, id text, born bigint, chat bigint,
      at timestamptz, doc json)
    where m.${IS_GOOD}
), new_message as (
  insert into caseline.message (workspace, thread, seq, channel, id, born, chat, at, doc)
  select $1, m.thread, m.seq, m.channel, m.id, m.born, m.chat, m.at, m.doc from message m where m."isNew"
  on conflict do nothing returning 1
), changed_message as (
  update caseline.message o set doc = m.doc
    from (select m.doc, o.at from message m, lateral (
        select o.ctid as at from caseline.message o
          where o.workspace = $1 and o.thread = m.thread and o.seq = m.seq limit 1
      ) o where not m."isNew") m
    where o.ctid = m.at
), timer as materialized (
  select * from json_to_recordset($6::json)
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
), sent as materialized (
  select * from json_to_recordset($7::json)
    as o(i int, n int, id text, thread text, message text, at timestamptz, doc json) where o.${IS_GOOD}
), new_outbox as (
  insert into caseline.outbox (workspace, effect, thread, message, at, state, attempts, not_before, doc)
  select $1, o.id, o.thread, o.message, o.at, 'waiting', 0, o.at, o.doc from sent o order by o.i, o.n
  on conflict do nothing
), new_line as (
  insert into caseline.line as l (workspace, thread, due)
  select $1, o.thread, min(o.at) from sent o group by o.thread order by o.thread
  on conflict (workspace, thread) do update set due = l.due
), new_journal as (
  insert into caseline.journal (workspace, thread, version, at, doc)
  select $1, j.thread, j.version, j.at, j.doc from json_to_recordset($8::json)
    as j(i int, thread text, version bigint, at timestamptz, doc json) where j.${IS_GOOD}
)
select case when
    (select count(*) from new_thread) < (select count(*) from input x where x.expected = 0 and x.${IS_GOOD})
    or (select count(*) from new_contact) < (select count(*) from contact where "isNew")
    or (select count(*) from new_chat) < (select count(*) from chat where "isNew")
    or (select count(*) from new_message) < (select count(*) from message where "isNew")
  then caseline.undo('taken in the same moment')::text
  else (select json_agg(case
      when x.${IS_GOOD} then 'committed'
      when x.i = any (array(select s.i from standing s)) then 'duplicate'
      else 'conflict' end order by x.i)::text from input x)
  end as result`,
}
