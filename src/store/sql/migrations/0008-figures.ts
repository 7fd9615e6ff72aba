// What statistics are made of, by thread and day. A thread is stale from the moment that a commit gives it another version
// or last command: the column follows by itself, whoever writes. As long as it only stays stale, an index of stale ones
// costs a message nothing: no column of the index changes, so the row stays in its page.
export const figures = {
  name: '0008-figures',
  sql: `
alter table caseline.thread add column folded text,
  add column is_stale boolean not null
    generated always as ((version::text || ' ' || coalesce(last_command, '')) is distinct from folded) stored;
create index thread_stale on caseline.thread (workspace, key) where is_stale;

create table caseline.day_facts (
  workspace text not null,
  thread text not null,
  -- UTC.
  day date not null,
  channel text not null,
  facts json not null,
  -- As one endless chat, where that is anything else.
  endless json,
  primary key (workspace, thread, day)
);
create index day_facts_day on caseline.day_facts (workspace, day, thread);

create table caseline.thread_figures (
  workspace text not null,
  thread text not null,
  channel text not null,
  -- Its last entry; null: nothing is left of its journal.
  moved_at timestamptz,
  chats int not null,
  pruned_chats int not null,
  primary key (workspace, thread)
);
create index thread_figures_moved on caseline.thread_figures (workspace, moved_at) include (channel, chats, pruned_chats);

do $$
declare
  of_table text;
begin
  foreach of_table in array array['day_facts', 'thread_figures']
  loop
    execute format('alter table caseline.%I enable row level security', of_table);
    execute format('alter table caseline.%I force row level security', of_table);
    execute format('create policy own_workspace on caseline.%I using (workspace || '''' = current_setting(''caseline.workspace'', true))', of_table);
  end loop;
end $$;
`,
} as const
