import type { Statement } from './statement.js'

const NOW = `($2::json ->> 'now')::timestamptz`
const IS_OVER = `r.expires <= ${NOW}`
/** It may be taken over: the one who began it gave no answer in time. */
const IS_LEFT = `(r.fingerprint = excluded.fingerprint and r.status is null and r.claimed_until <= ${NOW})`
const kept = (column: string, isNew: string): string =>
  `case when ${isNew} then excluded.${column} else r.${column} end`

/**
 * $1 workspace, $2 the claim. It writes whatever it finds: the row's lock puts those who come at once in a line, and the
 * row as it is behind the lock says what each of them found. A look beside the insert would see the time before.
 */
export const CLAIM_REQUEST: Statement = {
  name: 'caseline_claim_request',
  isWrite: true,
  text: `
insert into caseline.request as r (workspace, key, fingerprint, command, claimed_until, expires, found)
select $1, a.key, a.fingerprint, a.command, a.until, a.expires, 'new' from json_to_record($2::json)
  as a(key text, fingerprint text, command text, until timestamptz, expires timestamptz)
on conflict (workspace, key) do update set
  found = case when ${IS_OVER} then 'new'
    when r.fingerprint <> excluded.fingerprint then 'mismatch'
    when r.status is not null then 'answered'
    when r.claimed_until > ${NOW} then 'busy'
    else 'interrupted' end,
  fingerprint = ${kept('fingerprint', IS_OVER)},
  command = ${kept('command', IS_OVER)},
  claimed_until = ${kept('claimed_until', `${IS_OVER} or ${IS_LEFT}`)},
  expires = ${kept('expires', `${IS_OVER} or ${IS_LEFT}`)},
  status = ${kept('status', IS_OVER)},
  body = ${kept('body', IS_OVER)}
returning json_build_object('state', r.found, 'command', r.command, 'status', r.status,
  'body', case r.found when 'answered' then r.body end)::text as result`,
}

/** $1 workspace, $2 {key, status, body}. */
export const SETTLE_REQUEST: Statement = {
  name: 'caseline_settle_request',
  isWrite: true,
  text: `
with answered as (
  update caseline.request r set status = a.status, body = a.body
    from json_to_record($2::json) as a(status int, body text)
    where r.workspace = $1 and r.key = $2::json ->> 'key' and r.status is null
)
select null::text as result`,
}

/** $1 workspace, $2 key. */
export const DROP_REQUEST: Statement = {
  name: 'caseline_drop_request',
  isWrite: true,
  text: `
with dropped as (
  delete from caseline.request r where r.workspace = $1 and r.key = $2 and r.status is null
)
select null::text as result`,
}

/** $1 workspace, $2 {now, limit}. */
export const PRUNE_REQUESTS: Statement = {
  name: 'caseline_prune_requests',
  isWrite: true,
  text: `
with old as materialized (
  select r.ctid as at from caseline.request r where r.workspace = $1 and r.expires <= ${NOW}
    order by r.expires limit ($2::json ->> 'limit')::int for update skip locked
), gone as (
  delete from caseline.request r using old o where r.ctid = o.at returning 1
), lapsed as (
  delete from caseline.presence p where p.workspace = $1 and p.until <= ${NOW}
)
select count(*)::text as result from gone`,
}
