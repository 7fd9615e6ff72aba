import { HAS_MOVED, HISTORY_FIELDS, MOVED_AT } from './histories.js'
import type { Statement } from './statement.js'

/**
 * $1 workspace, $2 {after, limit, since, channel}: as `HISTORIES`, of stale threads. Each row's `xmin` is its token: whoever
 * writes the row gives it another one. Those of which nothing was left when they were counted are handed out whenever they
 * moved: they would go on counting as moved for good.
 */
export const STALE: Statement = {
  name: 'caseline_stale',
  isUnhurried: true,
  text: `
with page as materialized (
  select t.* from caseline.thread t
    where t.workspace = $1 and t.is_stale and t.key > coalesce($2::json ->> 'after', '')
    order by t.key limit ($2::json ->> 'limit')::int
)
select json_build_object(
  'count', (select count(*) from page),
  'last', (select t.key from page t order by t.key desc limit 1),
  'threads', (select json_agg(json_build_object('token', (
      select o.xmin::text from caseline.thread o where o.workspace = $1 and o.key = t.key limit 1
    ), ${HISTORY_FIELDS}) order by t.key) from page t
    where ${HAS_MOVED}
      or exists (select from caseline.thread_figures f
        where f.workspace = $1 and f.thread = t.key and f.moved_at is null))
)::text as result`,
}

/**
 * $1 workspace, $2 [{key, token, chats, prunedChats, days: [{day, facts, endless}]}]: how many were kept. A row that
 * somebody writes at the same time has another place then, and is left alone. Days that are as they were aren't written.
 */
export const KEEP: Statement = {
  name: 'caseline_keep_figures',
  isWrite: true,
  isUnhurried: true,
  text: `
with asked as materialized (
  select * from json_to_recordset($2::json) as a(key text, token text, chats int, "prunedChats" int, days json)
), held as (
  update caseline.thread t set folded = t.version::text || ' ' || coalesce(t.last_command, '')
    from (
      select o.at from (select a.key, a.token from asked a order by a.key) a, lateral (
        select o.ctid as at, o.xmin::text as token from caseline.thread o
          where o.workspace = $1 and o.key = a.key limit 1
      ) o where o.token = a.token
    ) x where t.ctid = x.at
    returning t.key, t.channel
), known as materialized (
  select h.key, h.channel, a.chats, a."prunedChats", a.days, ${MOVED_AT.replaceAll('t.key', 'h.key')} as moved_at
    from held h join asked a on a.key = h.key
), fresh as materialized (
  select k.key, k.channel, d.day, d.facts, d.endless
    from known k, json_to_recordset(k.days) as d(day date, facts json, endless json)
), old as materialized (
  select o.at, k.key, o.day, o.facts, o.endless from known k, lateral (
    select f.ctid as at, f.day, f.facts::text, f.endless::text from caseline.day_facts f
      where f.workspace = $1 and f.thread = k.key order by f.thread, f.day offset 0
  ) o
), gone as (
  delete from caseline.day_facts f using old o
    where f.ctid = o.at and not exists (select from fresh n where n.key = o.key and n.day = o.day)
), days as (
  insert into caseline.day_facts as f (workspace, thread, day, channel, facts, endless)
  select $1, n.key, n.day, n.channel, n.facts, n.endless from fresh n
    where not exists (
      select from old o where o.key = n.key and o.day = n.day and o.facts = n.facts::text
        and o.endless is not distinct from n.endless::text
    )
  on conflict (workspace, thread, day) do update set facts = excluded.facts, endless = excluded.endless
), threads as (
  insert into caseline.thread_figures as f (workspace, thread, channel, moved_at, chats, pruned_chats)
  select $1, k.key, k.channel, k.moved_at, k.chats, k."prunedChats" from known k
  on conflict (workspace, thread) do update
    set moved_at = excluded.moved_at, chats = excluded.chats, pruned_chats = excluded.pruned_chats
)
select (select count(*) from held)::text as result`,
}

/**
 * $1 workspace, $2 {fromDay, toDay}: [day, threads], from the index alone. Bounds are always given (`-infinity`): with a
 * default in SQL the planner walks through the workspace.
 */
export const FACT_DAYS: Statement = {
  name: 'caseline_fact_days',
  isUnhurried: true,
  text: `
select json_agg(json_build_array(d.day, d.threads) order by d.day)::text as result from (
  select f.day, count(*) as threads from caseline.day_facts f
    where f.workspace = $1
      and f.day >= ($2::json ->> 'fromDay')::date and f.day <= ($2::json ->> 'toDay')::date
    group by f.day
) d`,
}

/**
 * $1 workspace, $2 {fromDay, toDay, channel, hasEndless}: [day, facts, endless]. Put together as text: the documents are not
 * taken apart.
 */
export const FACTS: Statement = {
  name: 'caseline_facts',
  isUnhurried: true,
  text: `
select '[' || string_agg('["' || to_char(f.day, 'YYYY-MM-DD') || '",' || f.facts::text || ','
    || case when ($2::json ->> 'hasEndless')::boolean then coalesce(f.endless::text, 'null') else 'null' end || ']', ',') || ']' as result
  from caseline.day_facts f
  where f.workspace = $1 and f.day >= ($2::json ->> 'fromDay')::date and f.day <= ($2::json ->> 'toDay')::date
    and (f.channel = $2::json ->> 'channel' or $2::json ->> 'channel' is null)`,
}

/** $1 workspace, $2 {channel, by}: chats that are live, told apart by their channel, customer or agent. */
export const LIVE: Statement = {
  name: 'caseline_live',
  isUnhurried: true,
  text: `
select json_agg(l)::text as result from (
  select case when a.by in ('channel', 'customer') then c.channel end as channel,
      case when a.by = 'customer' then c.customer end as customer,
      case when a.by = 'agent' then c.assignee end as agent, count(*) as count
    from (select $2::json ->> 'by' as by, $2::json ->> 'channel' as channel offset 0) a, caseline.chat c
    where c.workspace = $1 and c.state in ('active', 'awaiting-split') and (c.channel = a.channel or a.channel is null)
    group by 1, 2, 3
) l`,
}

/** $1 workspace, $2 {since, channel}: of threads that moved since, have a live chat, or of whose journal nothing is left. */
export const COVERAGE: Statement = {
  name: 'caseline_coverage',
  isUnhurried: true,
  text: `
with asked as materialized (
  select coalesce(($2::json ->> 'since')::timestamptz, '-infinity') as since, $2::json ->> 'channel' as channel
), resting as (
  select f.* from (
    select distinct c.thread from caseline.chat c where c.workspace = $1 and c.state in ('active', 'awaiting-split')
  ) c, asked a, lateral (
    select f.channel, f.chats, f.pruned_chats from caseline.thread_figures f
      where f.workspace = $1 and f.thread = c.thread and f.moved_at < a.since limit 1
  ) f
), covered as (
  select f.channel, f.chats, f.pruned_chats from caseline.thread_figures f, asked a
    where f.workspace = $1 and f.moved_at >= a.since
  union all
  select f.channel, f.chats, f.pruned_chats from caseline.thread_figures f
    where f.workspace = $1 and f.moved_at is null
  union all
  select r.channel, r.chats, r.pruned_chats from resting r
)
select json_build_object('threads', count(*), 'chats', coalesce(sum(c.chats), 0), 'prunedChats', coalesce(sum(c.pruned_chats), 0))::text as result
from covered c, asked a where c.channel = a.channel or a.channel is null`,
}
