// What the HTTP service keeps, and the journal as the log of what happened (docs/decisions/0007). Two tables have no
// workspace in their way: a request names only its key, and the era is the database's.
export const service = {
  name: '0002-service',
  sql: `
create table caseline.api_key (
  id text primary key,
  workspace text not null,
  name text not null,
  scopes json not null,
  hash text not null,
  created_at timestamptz not null,
  revoked_at timestamptz
);
create index api_key_workspace on caseline.api_key (workspace, id);
create index api_key_standing on caseline.api_key (id) where revoked_at is null;

create table caseline.request (
  workspace text not null,
  key text not null,
  fingerprint text not null,
  command text not null,
  claimed_until timestamptz not null,
  expires timestamptz not null,
  -- What the last claim found.
  found text not null,
  status int,
  body text,
  primary key (workspace, key)
) with (fillfactor = 80);
create index request_expires on caseline.request (workspace, expires);

create table caseline.presence (
  workspace text not null,
  agent text not null,
  status text not null,
  until timestamptz,
  primary key (workspace, agent)
) with (fillfactor = 80);

create table caseline.webhook (
  workspace text not null,
  id text not null,
  url text not null,
  secret text not null,
  types json,
  channels json,
  created_at timestamptz not null,
  is_paused boolean not null,
  place text not null,
  done int not null,
  attempts int not null,
  not_before timestamptz not null,
  last_error text,
  claimed_until timestamptz,
  token text,
  primary key (workspace, id)
) with (fillfactor = 80);

create table caseline.webhook_letter (
  workspace text not null,
  endpoint text not null,
  event text not null,
  place bigint generated always as identity,
  at timestamptz not null,
  error text not null,
  body text not null,
  primary key (workspace, endpoint, event)
);
create index webhook_letter_place on caseline.webhook_letter (workspace, endpoint, place);

create table caseline.rule_draft (
  workspace text primary key,
  revision int not null,
  author text,
  at timestamptz not null,
  sets json not null
);

create table caseline.rule_version (
  workspace text not null,
  number int not null,
  version text not null,
  author text,
  note text,
  at timestamptz not null,
  sets json not null,
  primary key (workspace, number)
);

-- The lock under which versions are numbered.
create table caseline.rule_current (
  workspace text primary key,
  number int not null
);

-- The highest place that was ever pruned from a workspace's journal, and the latest moment.
create table caseline.journal_pruned (
  workspace text primary key,
  era int not null,
  xid xid8 not null,
  place bigint not null,
  at timestamptz not null
);

-- Transaction ids grow for as long as a server runs. One that starts anew may have lost its newest ones, be a backup, or
-- another server altogether: then an era begins, and places of the eras before stand before all that comes. Seconds since
-- 2026, so that a backup which is put back twice doesn't begin the same era twice.
create table caseline.era (
  is_this boolean primary key default true check (is_this),
  number int not null,
  server text not null
);
insert into caseline.era (number, server) values (0, 'none');

-- The era of the server that this runs on, begun if need be; null where nothing can be written. With its owner's rights:
-- nodes that were granted the older tables only go on writing their journal.
create function caseline.settle_era() returns int language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  this_server text := extract(epoch from pg_postmaster_start_time())::text;
  this_era int;
begin
  select number into this_era from caseline.era where server = this_server;
  if found then return this_era; end if;
  if current_setting('transaction_read_only')::boolean then return null; end if;
  update caseline.era
    set number = greatest(number + 1, extract(epoch from clock_timestamp() - timestamptz '2026-01-01 00:00:00Z')::int),
      server = this_server
    where server <> this_server;
  -- Begun by this update, or by somebody it waited for.
  select number into this_era from caseline.era where server = this_server;
  return this_era;
end $$;

-- A constant first: anything else would write the whole table anew. What is there was committed before all that comes.
alter table caseline.journal add column era int not null default 0, add column xid xid8 not null default '0';
-- Connections of ours know the era; others look it up.
alter table caseline.journal
  alter column era set default coalesce(nullif(current_setting('caseline.era', true), '')::int, caseline.settle_era()),
  alter column xid set default pg_current_xact_id();
create index journal_log on caseline.journal (workspace, era, xid, place);

create function caseline.place_text(era int, xid xid8, place bigint) returns text language sql immutable parallel safe
  return era::text || '.' || xid::text || '.' || place::text;

-- An endpoint, and then what was written for it while somebody settled it.
create function caseline.remove_webhook(space text, of_id text) returns boolean language plpgsql as $$
declare
  was_there boolean;
begin
  delete from caseline.webhook where workspace = space and id = of_id;
  was_there := found;
  delete from caseline.webhook_letter where workspace = space and endpoint = of_id;
  return was_there;
end $$;

do $$
declare
  of_table text;
begin
  foreach of_table in array array['request', 'presence', 'webhook', 'webhook_letter', 'rule_draft', 'rule_version',
    'rule_current', 'journal_pruned']
  loop
    execute format('alter table caseline.%I enable row level security', of_table);
    execute format('alter table caseline.%I force row level security', of_table);
    execute format('create policy own_workspace on caseline.%I using (workspace || '''' = current_setting(''caseline.workspace'', true))', of_table);
  end loop;
end $$;
`,
} as const
