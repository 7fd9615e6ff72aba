import type { Statement } from './statement.js'

/** $1 workspace, $2 now. Counts whole indexes: for a look now and then, not for every request. */
export const HEALTH: Statement = {
  name: 'caseline_health',
  isUnhurried: true,
  text: `
select json_build_object(
  'timers', (select json_build_object('pending', count(*), 'due', count(*) filter (where t.due <= $2::timestamptz),
      'oldestDue', caseline.iso(min(t.due) filter (where t.due <= $2::timestamptz)))
    from caseline.timer t where t.workspace = $1),
  'outbox', (select json_build_object('waiting', count(*) filter (where o.state in ('waiting', 'sending')),
      'sending', count(*) filter (where o.state = 'sending'), 'failed', count(*) filter (where o.state = 'failed'),
      'maybeSent', count(*) filter (where o.state = 'maybe-sent'),
      'oldestWaiting', caseline.iso(min(o.at) filter (where o.state in ('waiting', 'sending'))))
    from caseline.outbox o where o.workspace = $1)
)::text as result`,
}

/**
 * $1 workspace, $2 {journalBefore?, messagesBefore?, outboxBefore?, limit}: one batch of each, so that no lock is held for
 * long. How far the journal was pruned is kept: who reads it as a log must hear of what he missed; what is counted of its
 * threads is made anew.
 */
export const PRUNE: Statement = {
  name: 'caseline_prune',
  isWrite: true,
  isUnhurried: true,
  text: `
with asked as materialized (
  select * from json_to_record($2::json)
    as a("journalBefore" timestamptz, "messagesBefore" timestamptz, "outboxBefore" timestamptz)
), old_journal as materialized (
  select j.ctid as at from caseline.journal j, asked a
    where j.workspace = $1 and j.at < a."journalBefore" limit ($2::json ->> 'limit')::int
), journal as (
  delete from caseline.journal j using old_journal o
    where j.ctid = o.at returning j.thread, j.era, j.xid, j.place, j.at
), pruned as (
  insert into caseline.journal_pruned as p (workspace, era, xid, place, at)
  select $1, j.era, j.xid, j.place, (select max(at) from journal) from journal j
    order by j.era desc, j.xid desc, j.place desc limit 1
  on conflict (workspace) do update set
    era = case when (excluded.era, excluded.xid, excluded.place) > (p.era, p.xid, p.place) then excluded.era else p.era end,
    xid = case when (excluded.era, excluded.xid, excluded.place) > (p.era, p.xid, p.place) then excluded.xid else p.xid end,
    place = case when (excluded.era, excluded.xid, excluded.place) > (p.era, p.xid, p.place) then excluded.place else p.place end,
    at = greatest(p.at, excluded.at)
), stale as (
  update caseline.thread t set folded = null from (
      select o.at from (select distinct thread from journal order by thread) j, lateral (
        select o.ctid as at from caseline.thread o where o.workspace = $1 and o.key = j.thread limit 1
      ) o
    ) j where t.ctid = j.at
), old_message as materialized (
  select m.ctid as at from asked a
    join caseline.message m on m.workspace = $1 and m.at < a."messagesBefore"
    cross join lateral (select t.current_chat from caseline.thread t where t.workspace = $1 and t.key = m.thread limit 1) t
    left join lateral (
      select c.number, c.state, c.first_seq from caseline.chat c
        where c.workspace = $1 and c.number >= t.current_chat and c.number <= t.current_chat order by c.number limit 1
    ) c on true
    where c.number is null or c.state not in ('active', 'awaiting-split') or m.seq < c.first_seq
    limit ($2::json ->> 'limit')::int
), message as (
  delete from caseline.message m using old_message o
    where m.ctid = o.at returning 1
), old_outbox as materialized (
  select o.ctid as at from caseline.outbox o, asked a
    where o.workspace = $1 and o.state in ('failed', 'maybe-sent') and o.at < a."outboxBefore"
    limit ($2::json ->> 'limit')::int
), outbox as (
  delete from caseline.outbox o using old_outbox x where o.ctid = x.at returning 1
)
select json_build_object('journal', (select count(*) from journal), 'messages', (select count(*) from message),
  'outbox', (select count(*) from outbox))::text as result`,
}
