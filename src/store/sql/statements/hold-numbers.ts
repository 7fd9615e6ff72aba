import type { Statement } from './statement.js'

/**
 * $1 workspace, $2 {count, now, until, token}: numbers that were held and not used first, then new ones. It doesn't wait
 * for the disk: a hold that a crash takes back is missed by its commit, which then takes another number.
 */
export const HOLD_NUMBERS: Statement = {
  name: 'caseline_hold_numbers',
  isWrite: true,
  text: `
with asked as materialized (
  select a.*, set_config('synchronous_commit', 'off', true) from json_to_record($2::json)
    as a(count int, now timestamptz, until timestamptz, token text)
), free as (
  select h.ctid as at from caseline.number_hold h
    where h.workspace = $1 and h.held_until <= ($2::json ->> 'now')::timestamptz
    order by h.number limit ($2::json ->> 'count')::int for update skip locked
), again as (
  update caseline.number_hold h set token = a.token, held_until = a.until
    from free, asked a where h.ctid = free.at
    returning h.number
), missing as (
  select a.count - (select count(*) from again) as count from asked a
), grown as (
  insert into caseline.workspace as w (workspace, last_number)
    select $1, m.count from missing m where m.count > 0
    on conflict (workspace) do update set last_number = w.last_number + excluded.last_number
    returning last_number
), fresh as (
  insert into caseline.number_hold (workspace, number, token, held_until)
    select $1, g.last_number - n, a.token, a.until
      from grown g, missing m, asked a, generate_series(0, m.count - 1) as n
    returning number
)
select json_agg(number order by number)::text as result
  from (select number from again union all select number from fresh) as held`,
}
