import type { Statement } from './statement.js'

/** $1 workspace, $2 {name, holder, now, until}: whether it is the holder's now. */
export const TAKE_LEASE: Statement = {
  name: 'caseline_take_lease',
  isWrite: true,
  text: `
with taken as (
  insert into caseline.lease as l (workspace, name, holder, until)
  select $1, n.name, n.holder, n.until from json_to_record($2::json) as n(name text, holder text, until timestamptz)
  on conflict (workspace, name) do update set holder = excluded.holder, until = excluded.until
    where l.holder = excluded.holder or l.until <= ($2::json ->> 'now')::timestamptz
  returning 1
)
select (exists (select from taken))::text as result`,
}

/** $1 workspace, $2 {name, holder}. */
export const DROP_LEASE: Statement = {
  name: 'caseline_drop_lease',
  isWrite: true,
  text: `
with dropped as (
  delete from caseline.lease
  where workspace = $1 and name = ($2::json ->> 'name') and holder = ($2::json ->> 'holder')
)
select null::text as result`,
}
