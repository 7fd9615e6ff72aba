import type { Statement } from './statement.js'

const TIMER = `json_build_object('id', t.id, 'thread', t.thread, 'chat', t.chat, 'kind', t.kind, 'key', t.key, 'due', caseline.iso(t.due))`

/**
 * Nobody waits in front of it in its own thread. A range and an order that only the index on the thread gives: on tables
 * that were empty when the plan was made every index looks the same, and another one would be read from end to end for
 * each timer (18 million entries for one look at 3,000 timers).
 */
const IS_FIRST = `t.id = (
  select e.id from caseline.timer e
    where e.workspace = t.workspace and e.thread >= t.thread and e.thread <= t.thread
    order by e.thread, e.due, e.id limit 1)`

/** $1 workspace, $2 {dueBy?, limit}: earliest first, claimed ones too. */
export const TIMERS: Statement = {
  name: 'caseline_timers',
  text: `
select json_agg(${TIMER} order by t.due, t.id)::text as result
from (
  select t.* from caseline.timer t
    where t.workspace = $1 and t.due <= coalesce(($2::json ->> 'dueBy')::timestamptz, 'infinity')
    order by t.due, t.id limit ($2::json ->> 'limit')::int
) as t`,
}

/** $1 workspace, $2 {now, until, limit}. */
export const CLAIM_TIMERS: Statement = {
  name: 'caseline_claim_timers',
  isWrite: true,
  text: `
select caseline.claim_timers($1, a.now, a.until, a."limit") as result
  from json_to_record($2::json) as a(now timestamptz, until timestamptz, "limit" int)`,
}

/** $1 workspace, $2 {ids, from}. */
export const RELEASE_TIMERS: Statement = {
  name: 'caseline_release_timers',
  isWrite: true,
  text: `
with released as (
  update caseline.timer t set claimed_until = ($2::json ->> 'from')::timestamptz
    from json_array_elements_text($2::json -> 'ids') as wanted(id), lateral (
      select o.ctid as at from caseline.timer o
        where o.workspace = $1 and o.id = wanted.id limit 1
    ) o
    where t.ctid = o.at and t.claimed_until is not null
)
select null::text as result`,
}

/**
 * $1 workspace: the earliest moment at which a timer or a line may be claimed. The first timer that nobody has lies behind
 * those that nodes hold just now, 200 each at most; a node that died holds its own until the lease ends.
 */
export const NEXT_DUE: Statement = {
  name: 'caseline_next_due',
  text: `
select caseline.iso(least(
  (select t.due from (
      select * from caseline.timer t where t.workspace = $1 order by t.due, t.id limit 5000
    ) t where t.claimed_until is null and ${IS_FIRST} order by t.due, t.id limit 1),
  (select min(greatest(t.due, t.claimed_until)) from (
      select * from caseline.timer t where t.workspace = $1 order by t.due, t.id limit 64
    ) t where t.claimed_until is not null and ${IS_FIRST}),
  (select l.due from caseline.line l where l.workspace = $1 order by l.due limit 1)
)) as result`,
}
