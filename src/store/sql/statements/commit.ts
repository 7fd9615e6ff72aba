import type { Statement } from './statement.js'

/**
 * $1 workspace, then lists whose rows name their commit by \`i\`: $2 commits, $3 chats, $4 messages, $5 timers, $6 outbox.
 * Several commits of different threads in one statement, each judged alone: those whose versions and number still stand
 * are written, the others answer \`conflict\` or \`duplicate\` and write nothing. Rows are locked in one order for
 * everybody. What is taken by somebody in the very same moment shows only as a missing row at the end; then all is
 * undone (CL001) and each commit is tried alone. One round trip and one flush for the whole list: 3 to 6 times what
 * single commits give.
 */
export const COMMIT: Statement = {
  name: 'caseline_commit',
  isWrite: true,
  text: `
with input as materialized (
  select * from json_to_recordset($2::json) as x(i int, key text, channel text, customer text, root text,
    expected bigint, version bigint, "lastSeq" bigint, current bigint, command text, "automatedAt" json,
    "contactExpected" bigint, "contactVersion" bigint, contact json,
    number bigint, token text, at timestamptz, journal json, ids json)
), locked_thread as materialized (
  select x.i from input x join caseline.thread t on t.workspace = $1 and t.key = x.key
    where x.expected > 0 and t.version = x.expected
    order by t.key for no key update of t
), locked_contact as materialized (
  select x.i from input x join caseline.contact c on c.workspace = $1 and c.channel = x.channel and c.id = x.customer
    where x."contactExpected" > 0 and c.version = x."contactExpected" and x.contact is not null
    order by c.channel, c.id for no key update of c
), locked_number as materialized (
  select x.i from input x join caseline.number_hold h
    on h.workspace = $1 and h.number = x.number and h.token = x.token
    order by h.number for update of h
), standing as materialized (
  select x.* from input x
  where (x.expected = 0 or exists (select from locked_thread l where l.i = x.i))
    and (x."contactExpected" = 0 or case when x.contact is null
      then exists (select from caseline.contact c where c.workspace = $1 and c.channel = x.channel and c.id = x.customer
        and c.version = x."contactExpected")
      else exists (select from locked_contact l where l.i = x.i) end)
    and (x.number is null or exists (select from locked_number l where l.i = x.i))
), doubled as materialized (
  select s.i from standing s where exists (
    select from json_array_elements_text(s.ids) as known(id)
      join caseline.message m on m.workspace = $1 and m.id = known.id and m.channel = s.channel)
), good as materialized (
  select s.* from standing s where not exists (select from doubled d where d.i = s.i)
), used_number as (
  delete from caseline.number_hold h using good g where h.workspace = $1 and h.number = g.number and h.token = g.token
), new_thread as (
  insert into caseline.thread as t
    (workspace, key, channel, customer, root, version, last_seq, current_chat, last_command, automated_at)
  select $1, g.key, g.channel, g.customer, g.root, g.version, g."lastSeq", g.current, g.command, g."automatedAt"
    from good g where g.expected = 0
  on conflict do nothing returning 1
), changed_thread as (
  update caseline.thread t set version = g.version, last_seq = g."lastSeq", current_chat = g.current,
      last_command = g.command, automated_at = g."automatedAt"
    from good g where t.workspace = $1 and t.key = g.key and g.expected > 0 and g.version > g.expected
), new_contact as (
  insert into caseline.contact (workspace, channel, id, version, doc)
  select $1, g.channel, g.customer, g."contactVersion", g.contact
    from good g where g."contactExpected" = 0 and g.contact is not null
  on conflict do nothing returning 1
), changed_contact as (
  update caseline.contact c set version = g."contactVersion", doc = g.contact
    from good g where c.workspace = $1 and c.channel = g.channel and c.id = g.customer
      and g."contactExpected" > 0 and g.contact is not null
), chat as materialized (
  select g.key, g.channel, g.customer, c.* from json_to_recordset($3::json)
    as c(i int, "isNew" boolean, number bigint, state text, status text, assignee text, tags json, "firstSeq" bigint,
      previous bigint, "mergedInto" bigint, absorbed json, doc json)
    join good g on g.i = c.i
), new_chat as (
  insert into caseline.chat (workspace, number, thread, channel, customer, state, status, assignee, tags, first_seq,
      previous, merged_into, absorbed, doc)
  select $1, c.number, c.key, c.channel, c.customer, c.state, c.status, c.assignee,
      array(select json_array_elements_text(c.tags)), c."firstSeq", c.previous, c."mergedInto",
      array(select json_array_elements_text(c.absorbed)::bigint), c.doc
    from chat c where c."isNew"
  on conflict do nothing returning 1
), changed_chat as (
  update caseline.chat o set state = c.state, status = c.status, assignee = c.assignee,
      tags = array(select json_array_elements_text(c.tags)), first_seq = c."firstSeq", previous = c.previous,
      merged_into = c."mergedInto", absorbed = array(select json_array_elements_text(c.absorbed)::bigint), doc = c.doc
    from chat c where o.workspace = $1 and o.number = c.number and not c."isNew"
), message as materialized (
  select g.key, g.channel, g.version, m.* from json_to_recordset($4::json)
    as m(i int, "isNew" boolean, seq bigint, id text, chat bigint, at timestamptz, doc json)
    join good g on g.i = m.i
), new_message as (
  insert into caseline.message (workspace, thread, seq, channel, id, born, chat, at, doc)
  select $1, m.key, m.seq, m.channel, m.id, m.version, m.chat, m.at, m.doc from message m where m."isNew"
  on conflict do nothing returning 1
), changed_message as (
  update caseline.message o set doc = m.doc
    from message m where o.workspace = $1 and o.thread = m.key and o.seq = m.seq and not m."isNew"
), timer as materialized (
  select g.key as thread, t.* from json_to_recordset($5::json)
    as t(i int, id text, chat bigint, kind text, key text, due timestamptz) join good g on g.i = t.i
), set_timer as (
  insert into caseline.timer (workspace, id, thread, chat, kind, key, due)
  select $1, t.id, t.thread, t.chat, t.kind, t.key, t.due from timer t where t.due is not null
  on conflict (workspace, id) do update set thread = excluded.thread, due = excluded.due, claimed_until = null
), cancelled_timer as (
  delete from caseline.timer o using timer t where o.workspace = $1 and o.id = t.id and t.due is null
), sent as materialized (
  select g.key as thread, o.* from json_to_recordset($6::json)
    as o(i int, n int, id text, message text, at timestamptz, doc json) join good g on g.i = o.i
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
  select $1, g.key, g.version, g.at, g.journal from good g where g.journal is not null
)
select case when
    (select count(*) from new_thread) < (select count(*) from good where expected = 0)
    or (select count(*) from new_contact) < (select count(*) from good where "contactExpected" = 0 and contact is not null)
    or (select count(*) from new_chat) < (select count(*) from chat where "isNew")
    or (select count(*) from new_message) < (select count(*) from message where "isNew")
  then caseline.undo('taken in the same moment')::text
  else (select json_agg(case
      when exists (select from good g where g.i = x.i) then 'committed'
      when exists (select from doubled d where d.i = x.i) then 'duplicate'
      else 'conflict' end order by x.i)::text from input x)
  end as result`,
}
