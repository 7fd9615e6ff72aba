// What connects threads with providers' conversations.
export const channels = {
  name: '0004-channels',
  sql: `
create table caseline.conversation (
  workspace text not null,
  thread text not null,
  conversation text not null,
  context json,
  author text,
  last_message_at timestamptz,
  moved_to text,
  primary key (workspace, thread)
) with (fillfactor = 80);

create table caseline.sent_part (
  workspace text not null,
  channel text not null,
  id text not null,
  message text not null,
  part int not null,
  at timestamptz not null,
  primary key (workspace, channel, id)
);
create index sent_part_message on caseline.sent_part (workspace, channel, message, part);
create index sent_part_at on caseline.sent_part (workspace, at);

create table caseline.channel_account (
  workspace text not null,
  id text not null,
  kind text not null,
  name text,
  endless boolean not null,
  auto_finish json,
  account json,
  revision int not null,
  changed_at timestamptz not null,
  primary key (workspace, id)
);

-- Profiles of one person bear the person's id; a profile that isn't here is a person by itself.
create table caseline.person_profile (
  workspace text not null,
  channel text not null,
  customer text not null,
  person uuid not null,
  at timestamptz not null,
  primary key (workspace, channel, customer)
);
create index person_profile_person on caseline.person_profile (workspace, person);

-- One after the other within a workspace: two links that meet would leave two persons.
create function caseline.link_profiles(space text, one json, other json, moment timestamptz) returns void language plpgsql as $$
declare
  the_person uuid;
  other_person uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('caseline.link ' || space, 0));
  select person into the_person from caseline.person_profile
    where workspace = space and channel = one ->> 'channel' and customer = one ->> 'customer';
  select person into other_person from caseline.person_profile
    where workspace = space and channel = other ->> 'channel' and customer = other ->> 'customer';
  the_person := coalesce(the_person, other_person, gen_random_uuid());
  update caseline.person_profile set person = the_person where workspace = space and person = other_person;
  insert into caseline.person_profile (workspace, channel, customer, person, at)
    select space, p ->> 'channel', p ->> 'customer', the_person, moment from unnest(array[one, other]) p
    on conflict do nothing;
end $$;

-- Whoever is left alone is nobody's profile any more.
create function caseline.unlink_profile(space text, one json) returns boolean language plpgsql as $$
declare
  the_person uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('caseline.link ' || space, 0));
  delete from caseline.person_profile
    where workspace = space and channel = one ->> 'channel' and customer = one ->> 'customer'
    returning person into the_person;
  if the_person is null then return false; end if;
  delete from caseline.person_profile where workspace = space and person = the_person
    and (select count(*) from caseline.person_profile where workspace = space and person = the_person) < 2;
  return true;
end $$;

do $$
declare
  of_table text;
begin
  foreach of_table in array array['conversation', 'sent_part', 'channel_account', 'person_profile']
  loop
    execute format('alter table caseline.%I enable row level security', of_table);
    execute format('alter table caseline.%I force row level security', of_table);
    execute format('create policy own_workspace on caseline.%I using (workspace || '''' = current_setting(''caseline.workspace'', true))', of_table);
  end loop;
end $$;
`,
} as const
