// The write of a group of commits as one function: each part is a statement over the whole group, planned once for a
// connection. As one statement with as many parts it took 570 µs to set up, whatever the group's size.
export const commit = {
  name: '0003-commit',
  sql: `
-- Several commits of different threads, each judged alone: those whose versions, number and message ids still stand are
-- written, the others write nothing and are answered by their \`i\`: {"3": "conflict", "4": "duplicate"}. Rows name their
-- commit by \`i\`; documents come beside them, in their order, one a line (JSON has no line breaks), so that they are not
-- taken apart. What somebody takes in the very same moment shows only as a missing row; then all is undone (CL001) and
-- each commit is tried alone. Threads come in the order in which everybody locks them.
--
-- Rows are looked up one by one, in lateral subqueries that \`limit\` keeps apart, and changed by their \`ctid\`: a join
-- would be planned while the tables are empty, as a walk through the whole workspace.
create function caseline.commit(space text, commits json, threads json, chats json, chat_docs text, messages json,
  message_docs text, journal json, journal_docs text, message_count bigint, unmoved json, begun json, contacts json, new_chats json,
  moved_chats json, changed_messages json, timers json, outbox json) returns text language plpgsql as $$
declare
  behind int[];
  doubled int[];
  known bigint;
  written int[];
  kept int[];
  skipped int[] := '{}';
  made bigint;
begin
  select array_agg(x.i) filter (where k.stands is null and x."contactExpected" > 0
        or h.stands is null and x.number is not null),
      array_agg(x.i) filter (where d.stands),
      count(*) filter (where x.expected > 0)
    into behind, doubled, known
    from json_to_recordset(commits) as x(i int, expected bigint, channel text, customer text, "contactExpected" bigint,
        number bigint, token text, ids text[])
      left join lateral (
        select true as stands from caseline.contact o where o.workspace = space and o.channel = x.channel
          and o.id = x.customer and o.version = x."contactExpected" limit 1
      ) k on x."contactExpected" > 0
      left join lateral (
        select true as stands from caseline.number_hold o
          where o.workspace = space and o.number = x.number and o.token = x.token limit 1
      ) h on x.number is not null
      left join lateral (
        select true as stands from unnest(x.ids) as n(id), lateral (
          select from caseline.message o where o.workspace = space and o.id = n.id and o.channel = x.channel limit 1
        ) m limit 1
      ) d on true;
  if doubled is not null then
    -- A message that is known already, in a thread that went on: it may be this very command, done by somebody else.
    select coalesce(behind, '{}') || coalesce(array_agg(x.i), '{}') into behind from (
      select * from json_to_recordset(threads) as x(i int, key text, expected bigint)
      union all select * from json_to_recordset(coalesce(unmoved, '[]')) as x(i int, key text, expected bigint)
    ) x where x.i = any(doubled) and not exists (
      select from caseline.thread o where o.workspace = space and o.key = x.key and o.version = x.expected
    );
  end if;
  if behind is not null or doubled is not null then skipped := coalesce(behind, '{}') || coalesce(doubled, '{}'); end if;

  with changed as (
    update caseline.thread t set version = x.version, last_seq = x."lastSeq", current_chat = x.current,
        last_command = x.command, automated_at = x."automatedAt"
      from (
        select x.*, o.at from json_to_recordset(threads) as x(i int, key text, expected bigint, version bigint,
            "lastSeq" bigint, current bigint, command text, "automatedAt" json), lateral (
          select o.ctid as at from caseline.thread o
            where o.workspace = space and o.key = x.key and o.version = x.expected limit 1
        ) o where x.i <> all (skipped)
      ) x where t.ctid = x.at and t.version = x.expected
      returning x.i
  )
  select coalesce(array_agg(c.i), '{}') into written from changed c;
  if unmoved is not null then
    select written || coalesce(array_agg(x.i), '{}') into written
      from json_to_recordset(unmoved) as x(i int, key text, expected bigint), lateral (
        select from caseline.thread o where o.workspace = space and o.key = x.key and o.version = x.expected
          limit 1 for no key update
      ) o where x.i <> all (skipped);
  end if;
  if cardinality(written) < known then
    select coalesce(behind, '{}') || coalesce(array_agg(x.i), '{}') into behind
      from json_to_recordset(commits) as x(i int, expected bigint)
      where x.expected > 0 and x.i <> all (skipped) and x.i <> all (written);
    skipped := behind || coalesce(doubled, '{}');
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

  if new_chats is not null then
    delete from caseline.number_hold o using (
        select o.at from json_to_recordset(commits) as x(i int, number bigint, token text), lateral (
          select o.ctid as at from caseline.number_hold o
            where o.workspace = space and o.number = x.number and o.token = x.token limit 1
        ) o where x.number is not null and x.i <> all (skipped)
      ) x where o.ctid = x.at;
    insert into caseline.chat (workspace, number, thread, channel, customer, state, status, assignee, tags, first_seq,
        previous, merged_into, absorbed, doc)
      select space, c.number, c.thread, c.channel, c.customer, c.state, c.status, c.assignee, c.tags, c."firstSeq",
        c.previous, c."mergedInto", c.absorbed, c.doc
      from json_to_recordset(new_chats) as c(i int, number bigint, thread text, channel text, customer text, state text,
        status text, assignee text, tags text[], "firstSeq" bigint, previous bigint, "mergedInto" bigint,
        absorbed bigint[], doc json) where c.i <> all (skipped)
      on conflict do nothing;
    get diagnostics made = row_count;
    perform caseline.undo_unless(made, new_chats, skipped);
  end if;

  if chats is not null then
    update caseline.chat o set doc = c.doc
      from (
        select c.doc::json as doc, o.at from rows from (
          json_to_recordset(chats) as (i int, number bigint), string_to_table(chat_docs, E'\\n')
        ) as c(i, number, doc), lateral (
          select o.ctid as at from caseline.chat o where o.workspace = space and o.number = c.number limit 1
        ) o where c.i <> all (skipped)
      ) c where o.ctid = c.at;
  end if;

  if moved_chats is not null then
    update caseline.chat o set state = c.state, status = c.status, assignee = c.assignee, tags = c.tags,
        first_seq = c."firstSeq", previous = c.previous, merged_into = c."mergedInto", absorbed = c.absorbed, doc = c.doc
      from (
        select c.*, o.at from json_to_recordset(moved_chats) as c(i int, number bigint, state text, status text,
          assignee text, tags text[], "firstSeq" bigint, previous bigint, "mergedInto" bigint, absorbed bigint[],
          doc json), lateral (
          select o.ctid as at from caseline.chat o where o.workspace = space and o.number = c.number limit 1
        ) o where c.i <> all (skipped)
      ) c where o.ctid = c.at;
  end if;

  if messages is not null then
    insert into caseline.message (workspace, thread, seq, channel, id, born, chat, at, doc)
      select space, m.thread, m.seq, m.channel, m.id, m.born, m.chat, m.at, m.doc::json
      from rows from (
        json_to_recordset(messages) as (i int, thread text, seq bigint, channel text, id text, born bigint, chat bigint,
          at timestamptz), string_to_table(message_docs, E'\\n')
      ) as m(i, thread, seq, channel, id, born, chat, at, doc) where m.i <> all (skipped)
      on conflict do nothing;
    get diagnostics made = row_count;
    if made < message_count then perform caseline.undo_unless(made, messages, skipped); end if;
  end if;

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

  if journal is not null then
    insert into caseline.journal (workspace, thread, version, at, doc)
      select space, j.thread, j.version, j.at, j.doc::json
      from rows from (
        json_to_recordset(journal) as (i int, thread text, version bigint, at timestamptz),
        string_to_table(journal_docs, E'\\n')
      ) as j(i, thread, version, at, doc) where j.i <> all (skipped);
  end if;

  if cardinality(skipped) = 0 then return '{}'; end if;
  return (
    select json_object_agg(x.i, case when x.i = any(coalesce(behind, '{}')) then 'conflict' else 'duplicate' end)::text
    from (select distinct i from unnest(skipped) as x(i)) as x
  );
end $$;

-- Gives way to nobody: all is undone when fewer rows were made than the commits that go on have.
create function caseline.undo_unless(made bigint, rows json, skipped int[]) returns void language plpgsql as $$
begin
  if made < (select count(*) from json_to_recordset(rows) as x(i int) where x.i <> all (skipped)) then
    perform caseline.undo('taken in the same moment');
  end if;
end $$;

-- Of each thread the earliest timer that is due and nobody has. Silence timers of chats in which somebody spoke since
-- they were set are only put off, here and in bulk: a command for each would cost as much as a message. What a timer
-- looks at is read after its row is locked, and whoever brings its moment nearer writes that row too: so it is never
-- put off too far. It doesn't wait for the disk: a claim that a crash takes back is only taken once more.
create function caseline.claim_timers(space text, now_at timestamptz, until_at timestamptz, at_most int)
  returns text language plpgsql as $$
declare
  batch text[];
  put_off text[];
  taken text[] := '{}';
  claimed_timers text;
begin
  perform set_config('synchronous_commit', 'off', true);
  loop
    -- The order of the inner look-up is one that only the index on the thread gives: on tables that were empty when the
    -- plan was made every index looks the same, and another one would be read from end to end for each timer.
    select array_agg(d.id) into batch from (
      select t.id from caseline.timer t
        where t.workspace = space and t.due <= now_at and (t.claimed_until is null or t.claimed_until <= now_at)
          and t.id <> all (taken)
          and t.id = (
            select e.id from caseline.timer e
              where e.workspace = t.workspace and e.thread >= t.thread and e.thread <= t.thread
              order by e.thread, e.due, e.id limit 1)
        order by t.due, t.id limit at_most - cardinality(taken) for update of t skip locked
    ) d;
    exit when batch is null;
    with early as (
      select o.at, c.look from unnest(batch) as b(id), lateral (
        select o.ctid as at, o.chat from caseline.timer o
          where o.workspace = space and o.id = b.id and o.kind = 'silence' limit 1
      ) o, lateral (
        select (c.doc #>> '{silence,lookAt}')::timestamptz as look from caseline.chat c
          where c.workspace = space and c.number = o.chat limit 1
      ) c where c.look > now_at
    ), moved as (
      update caseline.timer t set due = e.look, claimed_until = null from early e where t.ctid = e.at returning t.id
    )
    select coalesce(array_agg(m.id), '{}') into put_off from moved m;
    taken := taken || array(select b.id from unnest(batch) as b(id) where b.id <> all (put_off));
    -- Behind one that was put off its thread may have another.
    exit when cardinality(put_off) = 0 or cardinality(taken) >= at_most;
  end loop;
  if cardinality(taken) = 0 then return null; end if;
  with claimed as (
    update caseline.timer t set claimed_until = until_at from (
        select o.at from unnest(taken) as k(id), lateral (
          select o.ctid as at from caseline.timer o where o.workspace = space and o.id = k.id limit 1
        ) o
      ) k where t.ctid = k.at returning t.*
  )
  select json_agg(json_build_object('id', t.id, 'thread', t.thread, 'chat', t.chat, 'kind', t.kind, 'key', t.key,
      'due', caseline.iso(t.due)) order by t.due, t.id)::text into claimed_timers from claimed t;
  return claimed_timers;
end $$;
`,
} as const
