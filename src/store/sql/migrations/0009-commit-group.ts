// A message's commit, cheaper: its chat's row stays in its page, and what every message brings comes as arrays.
import { commit } from './0003-commit.js'

/**
 * The chat of a number. Since Postgres 18 an index that has `number` behind another column looks as good on an empty table,
 * and a plan made then goes through all customers for each chat later. Only the primary key gives this order.
 */
const byNumber = (value: string): string =>
  `c.workspace = space and c.number >= ${value} and c.number <= ${value} order by c.number limit 1`

/** A function of an earlier migration with some of its text changed. */
function changed(name: string, ...changes: readonly (readonly [string, string])[]): string {
  const from = commit.sql.indexOf(`create function caseline.${name}(`)
  const text = commit.sql.slice(from, commit.sql.indexOf(END, from) + END.length)
  let sum = text.replace('create function', 'create or replace function')
  for (const [from, to] of changes) {
    if (!sum.includes(from)) throw new Error(`caseline.${name} has no ${from}`)
    sum = sum.replace(from, to)
  }
  return sum
}

const END = 'end $$;\n'

const RUNNING = `c.doc -> 'workflow' ->> 'workflow'`

/** Nodes of the version before go on writing chats by their function: it has to keep the new column too. */
const COMMIT = changed(
  'commit',
  ['set doc = c.doc\n', `set doc = c.doc, workflow = ${RUNNING}\n`],
  ['absorbed = c.absorbed, doc = c.doc\n', `absorbed = c.absorbed, doc = c.doc,\n        workflow = ${RUNNING}\n`],
  ['merged_into, absorbed, doc)\n', 'merged_into, absorbed, doc, workflow)\n'],
  ['c."mergedInto", c.absorbed, c.doc\n', `c."mergedInto", c.absorbed, c.doc,\n        ${RUNNING}\n`],
)
const CLAIM_TIMERS = changed('claim_timers', ['c.workspace = space and c.number = o.chat limit 1', byNumber('o.chat')])

export const commitGroup = {
  name: '0009-commit-group',
  sql: `
-- The workflow that runs in the chat. An index that looks into the document sees every write of it as a change, and then
-- all indexes of the table get an entry for each message: that made a message's chat three times as dear.
alter table caseline.chat add column workflow text;
-- Of every workspace, which its owner too sees only one by one.
alter table caseline.chat no force row level security;
update caseline.chat set workflow = doc -> 'workflow' ->> 'workflow' where (doc -> 'workflow') is not null;
alter table caseline.chat force row level security;
drop index caseline.chat_workflow;
create index chat_workflow on caseline.chat (workspace, number) where workflow is not null;

${COMMIT}
${CLAIM_TIMERS}

create or replace function caseline.chat_window(space text, current bigint, named bigint) returns json language sql stable as $$
  with recursive spine as (
    select s.* from unnest(array[current, named]) as n(number), lateral (
      select c.number, c.previous, c.merged_into, c.absorbed from caseline.chat c where ${byNumber('n.number')}
    ) s
    union
    select c.number, c.previous, c.merged_into, c.absorbed
      from spine s, lateral (
        select * from caseline.chat c where ${byNumber('s.merged_into')}
      ) c
  ), near as (
    select number from spine union select previous from spine union select unnest(absorbed) from spine
  )
  select coalesce(json_agg(c.doc order by c.place), '[]'::json)
    from near n, lateral (
      select c.doc, c.place from caseline.chat c where ${byNumber('n.number')}
    ) c
$$;

-- Several commits of different threads, each judged alone: those whose versions, number and message ids still stand are
-- written, the others write nothing and are answered by their number: {"3": "conflict", "4": "duplicate"}. What somebody
-- takes in the very same moment fails (a unique key, or CL001); then all is undone and each commit is tried alone.
--
-- Lists that every message has come as arrays, one of a column; what is rare comes as JSON rows that name their commit by
-- \`i\`. Documents come in the order of their rows, one a line (JSON has no line breaks), so that they are not taken apart.
-- Commits come in the order in which everybody locks threads. Without \`version\` a commit leaves its thread as it is.
--
-- Rows are looked up one by one, in lateral subqueries that \`limit\` keeps apart, and changed by their \`ctid\`: a join
-- would be planned while the tables are empty, as a walk through the whole workspace.
create function caseline.commit_group(space text,
  commits int[], keys text[], expected bigint[], versions bigint[], last_seqs bigint[], currents bigint[],
  commands text[], automated_ats text[], channels text[], customers text[], contact_versions bigint[],
  chats int[], chat_numbers bigint[], chat_docs text,
  messages int[], message_threads text[], message_seqs bigint[], message_channels text[], message_ids text[],
  message_borns bigint[], message_chats bigint[], message_ats timestamptz[], message_docs text,
  journal int[], journal_threads text[], journal_versions bigint[], journal_ats timestamptz[], journal_docs text,
  holds json, begun json, contacts json, new_chats json, moved_chats json, changed_messages json, timers json,
  outbox json, patience text) returns text language plpgsql as $$
declare
  behind int[];
  doubled int[];
  known bigint;
  written int[];
  skipped int[];
  made bigint;
begin
  if patience is not null then perform set_config('lock_timeout', patience, true); end if;
  select coalesce(array_agg(x.i) filter (where x.contact > 0 and k.stands is null), '{}'),
      count(*) filter (where x.expected > 0)
    into behind, known
    from (
      select unnest(commits) as i, unnest(expected) as expected, unnest(channels) as channel,
        unnest(customers) as customer, unnest(contact_versions) as contact
    ) x left join lateral (
      select true as stands from caseline.contact o where o.workspace = space and o.channel = x.channel
        and o.id = x.customer and o.version = x.contact limit 1
    ) k on x.contact > 0;
  if holds is not null then
    behind := behind || array(
      select h.i from json_to_recordset(holds) as h(i int, number bigint, token text) where not exists (
        select from caseline.number_hold o where o.workspace = space and o.number = h.number and o.token = h.token
      )
    );
  end if;
  doubled := array(
    select m.i from (
      select unnest(messages) as i, unnest(message_channels) as channel, unnest(message_ids) as id
    ) m, lateral (
      select from caseline.message o where o.workspace = space and o.id = m.id and o.channel = m.channel limit 1
    ) o
  );
  if cardinality(doubled) > 0 then
    -- A message that is known already, in a thread that went on: it may be this very command, done by somebody else.
    behind := behind || array(
      select x.i from (select unnest(commits) as i, unnest(keys) as key, unnest(expected) as expected) x
      where x.expected > 0 and x.i = any(doubled) and not exists (
        select from caseline.thread o where o.workspace = space and o.key = x.key and o.version = x.expected
      )
    );
  end if;
  skipped := behind || doubled;

  with changed as (
    update caseline.thread t set version = x.version, last_seq = x.last_seq, current_chat = x.current,
        last_command = x.command, automated_at = x.automated_at::json
      from (
        select x.*, o.at from (
          select unnest(commits) as i, unnest(keys) as key, unnest(expected) as expected, unnest(versions) as version,
            unnest(last_seqs) as last_seq, unnest(currents) as current, unnest(commands) as command,
            unnest(automated_ats) as automated_at
        ) x, lateral (
          select o.ctid as at from caseline.thread o
            where o.workspace = space and o.key = x.key and o.version = x.expected limit 1
        ) o where x.expected > 0 and x.version is not null and x.i <> all (skipped)
      ) x where t.ctid = x.at and t.version = x.expected
      returning x.i
  )
  select coalesce(array_agg(c.i), '{}') into written from changed c;
  if array_position(versions, null) is not null then
    select written || coalesce(array_agg(x.i), '{}') into written
      from (
        select unnest(commits) as i, unnest(keys) as key, unnest(expected) as expected, unnest(versions) as version
      ) x, lateral (
        select from caseline.thread o where o.workspace = space and o.key = x.key and o.version = x.expected
          limit 1 for no key update
      ) o where x.expected > 0 and x.version is null and x.i <> all (skipped);
  end if;
  if cardinality(written) < known then
    behind := behind || array(
      select x.i from (select unnest(commits) as i, unnest(expected) as expected) x
        where x.expected > 0 and x.i <> all (skipped) and x.i <> all (written)
    );
    skipped := behind || doubled;
  end if;

  if begun is not null then
    insert into caseline.thread
        (workspace, key, channel, customer, root, version, last_seq, current_chat, last_command, automated_at)
      select space, x.key, x.channel, x.customer, x.root, x.version, x."lastSeq", x.current, x.command, x."automatedAt"
      from json_to_recordset(begun) as x(i int, key text, channel text, customer text, root text, version bigint,
        "lastSeq" bigint, current bigint, command text, "automatedAt" json) where x.i <> all (skipped)
      on conflict do nothing;
    get diagnostics made = row_count;
    perform caseline.undo_unless(made, begun, skipped);
  end if;

  if contacts is not null then
    with contact as materialized (
      select * from json_to_recordset(contacts)
        as c(i int, channel text, id text, expected bigint, version bigint, doc json) where c.i <> all (skipped)
    ), new as (
      insert into caseline.contact (workspace, channel, id, version, doc)
        select space, c.channel, c.id, c.version, c.doc from contact c where c.expected = 0
        on conflict do nothing returning 1
    ), changed as (
      update caseline.contact o set version = c.version, doc = c.doc
        from (
          select c.*, o.at from contact c, lateral (
            select o.ctid as at from caseline.contact o
              where o.workspace = space and o.channel = c.channel and o.id = c.id and o.version = c.expected limit 1
          ) o where c.expected > 0
        ) c where o.ctid = c.at and o.version = c.expected
        returning 1
    )
    select (select count(*) from new) + (select count(*) from changed) into made;
    perform caseline.undo_unless(made, contacts, skipped);
  end if;

  if holds is not null then
    delete from caseline.number_hold o using (
        select o.at from json_to_recordset(holds) as h(i int, number bigint, token text), lateral (
          select o.ctid as at from caseline.number_hold o
            where o.workspace = space and o.number = h.number and o.token = h.token limit 1
        ) o where h.i <> all (skipped)
      ) h where o.ctid = h.at;
  end if;

  if new_chats is not null then
    insert into caseline.chat (workspace, number, thread, channel, customer, state, status, assignee, tags, first_seq,
        previous, merged_into, absorbed, workflow, doc)
      select space, c.number, c.thread, c.channel, c.customer, c.state, c.status, c.assignee, c.tags, c."firstSeq",
        c.previous, c."mergedInto", c.absorbed, c.workflow, c.doc
      from json_to_recordset(new_chats) as c(i int, number bigint, thread text, channel text, customer text, state text,
        status text, assignee text, tags text[], "firstSeq" bigint, previous bigint, "mergedInto" bigint,
        absorbed bigint[], workflow text, doc json) where c.i <> all (skipped)
      on conflict do nothing;
    get diagnostics made = row_count;
    perform caseline.undo_unless(made, new_chats, skipped);
  end if;

  update caseline.chat o set doc = c.doc
    from (
      select m.doc::json as doc, o.at from (
        select unnest(chats) as i, unnest(chat_numbers) as number, string_to_table(chat_docs, E'\\n') as doc
      ) m, lateral (
        select c.ctid as at from caseline.chat c where ${byNumber('m.number')}
      ) o where m.i <> all (skipped)
    ) c where o.ctid = c.at;

  if moved_chats is not null then
    update caseline.chat o set state = c.state, status = c.status, assignee = c.assignee, tags = c.tags,
        first_seq = c."firstSeq", previous = c.previous, merged_into = c."mergedInto", absorbed = c.absorbed,
        workflow = c.workflow, doc = c.doc
      from (
        select m.*, o.at from json_to_recordset(moved_chats) as m(i int, number bigint, state text, status text,
          assignee text, tags text[], "firstSeq" bigint, previous bigint, "mergedInto" bigint, absorbed bigint[],
          workflow text, doc json), lateral (
          select c.ctid as at from caseline.chat c where ${byNumber('m.number')}
        ) o where m.i <> all (skipped)
      ) c where o.ctid = c.at;
  end if;

  insert into caseline.message (workspace, thread, seq, channel, id, born, chat, at, doc)
    select space, m.thread, m.seq, m.channel, m.id, m.born, m.chat, m.at, m.doc::json
    from (
      select unnest(messages) as i, unnest(message_threads) as thread, unnest(message_seqs) as seq,
        unnest(message_channels) as channel, unnest(message_ids) as id, unnest(message_borns) as born,
        unnest(message_chats) as chat, unnest(message_ats) as at, string_to_table(message_docs, E'\\n') as doc
    ) m where m.i <> all (skipped);

  if changed_messages is not null then
    update caseline.message o set doc = m.doc
      from (
        select m.doc, o.at from json_to_recordset(changed_messages) as m(i int, thread text, seq bigint, doc json),
          lateral (
            select o.ctid as at from caseline.message o
              where o.workspace = space and o.thread = m.thread and o.seq = m.seq limit 1
          ) o where m.i <> all (skipped)
      ) m where o.ctid = m.at;
  end if;

  if timers is not null then
    insert into caseline.timer as o (workspace, id, thread, chat, kind, key, due)
      select space, t.id, t.thread, t.chat, t.kind, t.key, t.due
      from json_to_recordset(timers)
        as t(i int, id text, thread text, chat bigint, kind text, key text, due timestamptz)
      where t.due is not null and t.i <> all (skipped)
      on conflict (workspace, id) do update set thread = excluded.thread, due = excluded.due, claimed_until = null;
    delete from caseline.timer o using (
        select o.at from json_to_recordset(timers) as t(i int, id text, due timestamptz), lateral (
          select o.ctid as at from caseline.timer o where o.workspace = space and o.id = t.id limit 1
        ) o where t.due is null and t.i <> all (skipped)
      ) t where o.ctid = t.at;
  end if;

  if outbox is not null then
    with new as (
      insert into caseline.outbox (workspace, effect, thread, message, at, state, attempts, not_before, doc)
        select space, o.id, o.thread, o.message, o.at, 'waiting', 0, o.at, o.doc
        from json_to_recordset(outbox)
          as o(i int, n int, id text, thread text, message text, at timestamptz, doc json)
        where o.i <> all (skipped) order by o.i, o.n
        on conflict do nothing returning thread, at
    )
    insert into caseline.line as l (workspace, thread, due)
      select space, o.thread, min(o.at) from new o group by o.thread order by o.thread
      on conflict (workspace, thread) do update set due = l.due;
  end if;

  insert into caseline.journal (workspace, thread, version, at, doc)
    select space, j.thread, j.version, j.at, j.doc::json
    from (
      select unnest(journal) as i, unnest(journal_threads) as thread, unnest(journal_versions) as version,
        unnest(journal_ats) as at, string_to_table(journal_docs, E'\\n') as doc
    ) j where j.i <> all (skipped);

  if cardinality(skipped) = 0 then return '{}'; end if;
  return (
    select json_object_agg(x.i, case when x.i = any(behind) then 'conflict' else 'duplicate' end)::text
    from (select distinct i from unnest(skipped) as x(i)) as x
  );
end $$;
`,
} as const
