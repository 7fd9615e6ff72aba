// Everything of one desk. `workspace` leads every key, so that tenants never mix and the tables can be spread by it.
// Documents are `json`, not `jsonb`: they are written with every message and come back as they were, byte for byte. What
// is searched has a column. Free room in pages (fillfactor) lets the rows that every message rewrites stay in their page.
export const desk = {
  name: '0001-desk',
  sql: `
create table caseline.workspace (
  workspace text primary key,
  last_number bigint not null
);

create table caseline.number_hold (
  workspace text not null,
  number bigint not null,
  token text not null,
  held_until timestamptz not null,
  primary key (workspace, number)
);

create table caseline.contact (
  workspace text not null,
  channel text not null,
  id text not null,
  version bigint not null,
  doc json not null,
  primary key (workspace, channel, id)
) with (fillfactor = 80);

create table caseline.thread (
  workspace text not null,
  key text not null,
  channel text not null,
  customer text not null,
  root text,
  version bigint not null,
  last_seq bigint not null,
  current_chat bigint,
  last_command text,
  automated_at json not null,
  primary key (workspace, key)
) with (fillfactor = 70);

create sequence caseline.chat_place;
create table caseline.chat (
  workspace text not null,
  number bigint not null,
  thread text not null,
  -- Order of the chain; numbers may come in another one.
  place bigint not null default nextval('caseline.chat_place'),
  channel text not null,
  customer text not null,
  state text not null,
  status text,
  assignee text,
  tags text[] not null,
  first_seq bigint not null,
  previous bigint,
  merged_into bigint,
  absorbed bigint[] not null,
  doc json not null,
  primary key (workspace, number)
) with (fillfactor = 70);
create index chat_thread on caseline.chat (workspace, thread, place);
create index chat_state on caseline.chat (workspace, state, number);
create index chat_customer on caseline.chat (workspace, customer, number);
create index chat_assignee on caseline.chat (workspace, assignee, number) where assignee is not null;
create index chat_tags on caseline.chat using gin (tags) where tags <> '{}';

create table caseline.message (
  workspace text not null,
  thread text not null,
  seq bigint not null,
  channel text not null,
  id text not null,
  -- Version of the thread that brought it: its journal entry.
  born bigint not null,
  -- Notes on older chats only.
  chat bigint,
  at timestamptz not null,
  doc json not null,
  primary key (workspace, thread, seq)
);
create unique index message_id on caseline.message (workspace, id, channel);
create index message_chat on caseline.message (workspace, thread, chat) where chat is not null;
create index message_at on caseline.message using brin (at) with (autosummarize = on);

-- In a document's trace, \`changed\` holds what \`after\` has otherwise than \`before\`.
create table caseline.journal (
  workspace text not null,
  thread text not null,
  version bigint not null,
  place bigint generated always as identity,
  at timestamptz not null,
  doc json not null,
  primary key (workspace, thread, version, place)
);
create index journal_at on caseline.journal using brin (at) with (autosummarize = on);

create table caseline.timer (
  workspace text not null,
  id text not null,
  thread text not null,
  chat bigint not null,
  kind text not null,
  key text not null,
  due timestamptz not null,
  claimed_until timestamptz,
  primary key (workspace, id)
) with (fillfactor = 80);
create index timer_due on caseline.timer (workspace, due, id);
create index timer_thread on caseline.timer (workspace, thread, due, id);

create sequence caseline.outbox_place;
create table caseline.outbox (
  workspace text not null,
  effect text not null,
  thread text not null,
  place bigint not null default nextval('caseline.outbox_place'),
  message text,
  at timestamptz not null,
  state text not null,
  attempts int not null,
  -- Those before it was last put in line again. The sum never falls: an attempt's number tells whose claim it is.
  attempts_before int not null default 0,
  not_before timestamptz not null,
  claimed_until timestamptz,
  last_error text,
  doc json not null,
  primary key (workspace, effect)
) with (fillfactor = 80);
create index outbox_line on caseline.outbox (workspace, thread, place) where state in ('waiting', 'sending');
create index outbox_dead on caseline.outbox (workspace, place) where state in ('failed', 'maybe-sent');
create index outbox_message on caseline.outbox (workspace, message) where message is not null;

-- One row for each thread that has something to send: look at it at \`due\`. Whoever adds to a line or looks at it holds
-- this row's lock, so that a line is never given up while something is being added.
create table caseline.line (
  workspace text not null,
  thread text not null,
  due timestamptz not null,
  primary key (workspace, thread)
) with (fillfactor = 80);
create index line_due on caseline.line (workspace, due);

create function caseline.iso(at timestamptz) returns text language sql immutable parallel safe
  return to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');

-- Ends the statement and undoes it: part of a commit turned out to be taken.
create function caseline.undo(reason text) returns boolean language plpgsql as $$
begin
  raise exception using errcode = 'CL001', message = reason;
end $$;

-- The current chat and the named one, what they live on in, and of each the chat before it and those merged into it.
create function caseline.chat_window(space text, current bigint, named bigint) returns json language sql stable as $$
  with recursive spine as (
    select c.number, c.previous, c.merged_into, c.absorbed
      from caseline.chat c where c.workspace = space and c.number in (current, named)
    union
    select c.number, c.previous, c.merged_into, c.absorbed
      from spine s, lateral (
        select * from caseline.chat c where c.workspace = space and c.number = s.merged_into limit 1
      ) c
  ), near as (
    select number from spine union select previous from spine union select unnest(absorbed) from spine
  )
  select coalesce(json_agg(c.doc order by c.place), '[]'::json)
    from near n, lateral (
      select c.doc, c.place from caseline.chat c where c.workspace = space and c.number = n.number limit 1
    ) c
$$;

create function caseline.thread_head(t caseline.thread) returns json language sql immutable as $$
  select json_build_object('key', t.key, 'channel', t.channel, 'customer', t.customer, 'root', t.root,
    'version', t.version, 'lastSeq', t.last_seq, 'current', t.current_chat, 'automatedAt', t.automated_at)
$$;

-- When a line is to be looked at: at its head's moment, or never.
create function caseline.turn_line(space text, of_thread text) returns void language plpgsql as $$
declare
  head_due timestamptz;
begin
  select case o.state when 'sending' then o.claimed_until else o.not_before end into head_due
    from caseline.outbox o
    where o.workspace = space and o.thread = of_thread and o.state in ('waiting', 'sending')
    order by o.place limit 1;
  if found then
    update caseline.line set due = head_due where workspace = space and thread = of_thread;
  else
    delete from caseline.line where workspace = space and thread = of_thread;
  end if;
end $$;

create function caseline.claim_outbox(space text, now_at timestamptz, until_at timestamptz, at_most int)
  returns json language plpgsql as $$
declare
  one record;
  head caseline.outbox;
  claimed json[] := '{}';
begin
  for one in
    select l.thread from caseline.line l where l.workspace = space and l.due <= now_at
      order by l.due limit at_most for update skip locked
  loop
    select * into head from caseline.outbox o
      where o.workspace = space and o.thread = one.thread and o.state in ('waiting', 'sending')
      order by o.place limit 1;
    if found and (case head.state when 'sending' then head.claimed_until else head.not_before end) <= now_at then
      update caseline.outbox o set state = 'sending', attempts = o.attempts + 1, claimed_until = until_at
        where o.workspace = space and o.effect = head.effect;
      claimed := claimed || json_build_object('thread', head.thread, 'effect', head.doc, 'attempts', head.attempts + 1,
        'attemptsBefore', head.attempts_before, 'notBefore', caseline.iso(head.not_before), 'state', 'sending', 'lastError', head.last_error,
        'isInterrupted', head.state = 'sending');
    end if;
    perform caseline.turn_line(space, one.thread);
  end loop;
  return array_to_json(claimed);
end $$;

create function caseline.settle_outbox(space text, settlements json) returns json language plpgsql as $$
declare
  one record;
begin
  for one in
    select * from json_to_recordset(settlements)
      as s(thread text, effect text, attempt int, state text, "notBefore" timestamptz, error text)
      order by s.thread
  loop
    perform 1 from caseline.line where workspace = space and thread = one.thread for update;
    if one.state is null then
      delete from caseline.outbox where workspace = space and effect = one.effect
        and (state = 'sending' and attempts = one.attempt or state = 'maybe-sent');
    else
      update caseline.outbox set state = one.state, not_before = coalesce(one."notBefore", not_before),
          claimed_until = null, last_error = coalesce(one.error, last_error)
        where workspace = space and effect = one.effect and state = 'sending' and attempts = one.attempt;
    end if;
    perform caseline.turn_line(space, one.thread);
  end loop;
  return null;
end $$;

create function caseline.requeue_outbox(space text, of_effect text, from_at timestamptz) returns boolean language plpgsql as $$
declare
  of_thread text;
  was_dead boolean;
begin
  select o.thread into of_thread from caseline.outbox o
    where o.workspace = space and o.effect = of_effect and o.state in ('failed', 'maybe-sent');
  if not found then return false; end if;
  -- The line first, as everybody.
  insert into caseline.line values (space, of_thread, from_at)
    on conflict (workspace, thread) do update set due = line.due;
  update caseline.outbox set state = 'waiting', attempts_before = attempts, not_before = from_at,
      place = nextval('caseline.outbox_place')
    where workspace = space and effect = of_effect and state in ('failed', 'maybe-sent');
  was_dead := found;
  perform caseline.turn_line(space, of_thread);
  return was_dead;
end $$;

-- The second lock: whatever a query says, a session sees and writes the rows of its workspace only. Roles that are
-- superusers or have BYPASSRLS are not held by it. The sum keeps indexes out of it: with a plain comparison the planner
-- takes the policy for a way into the table, and walks through the workspace for each row that is changed by its place.
do $$
declare
  of_table text;
begin
  foreach of_table in array array['workspace', 'number_hold', 'contact', 'thread', 'chat', 'message', 'journal',
    'timer', 'outbox', 'line']
  loop
    execute format('alter table caseline.%I enable row level security', of_table);
    execute format('alter table caseline.%I force row level security', of_table);
    execute format('create policy own_workspace on caseline.%I using (workspace || '''' = current_setting(''caseline.workspace'', true))', of_table);
  end loop;
end $$;
`,
} as const
