import type { Statement } from './statement.js'

const ENDPOINT = `'id', w.id, 'url', w.url, 'secret', w.secret, 'types', w.types, 'channels', w.channels,
    'createdAt', caseline.iso(w.created_at), 'isPaused', w.is_paused, 'place', w.place, 'done', w.done,
    'attempts', w.attempts, 'notBefore', caseline.iso(w.not_before), 'lastError', w.last_error`

/** $1 workspace, $2 the endpoint. */
export const ADD_ENDPOINT: Statement = {
  name: 'caseline_add_endpoint',
  isWrite: true,
  text: `
with added as (
  insert into caseline.webhook (workspace, id, url, secret, types, channels, created_at, is_paused, place, done,
    attempts, not_before, last_error)
  select $1, w.id, w.url, w.secret, w.types, w.channels, w."createdAt", w."isPaused", w.place, w.done, w.attempts,
      w."notBefore", w."lastError"
    from json_to_record($2::json) as w(id text, url text, secret text, types json, channels json,
      "createdAt" timestamptz, "isPaused" boolean, place text, done int, attempts int, "notBefore" timestamptz,
      "lastError" text)
)
select null::text as result`,
}

/** $1 workspace. */
export const ENDPOINTS: Statement = {
  name: 'caseline_endpoints',
  text: `
select json_agg(json_build_object(${ENDPOINT}) order by w.created_at, w.id)::text as result
from caseline.webhook w where w.workspace = $1`,
}

/** $1 workspace, $2 id. */
export const ENDPOINT_BY_ID: Statement = {
  name: 'caseline_endpoint_by_id',
  text: `
select json_build_object(${ENDPOINT})::text as result from caseline.webhook w where w.workspace = $1 and w.id = $2`,
}

/** $1 workspace, $2 id, $3 changes: what is there, `null` too. Another place begins anew. */
export const CHANGE_ENDPOINT: Statement = {
  name: 'caseline_change_endpoint',
  isWrite: true,
  text: `
with changed as (
  update caseline.webhook w set
      url = coalesce(c.url, w.url),
      secret = coalesce(c.secret, w.secret),
      types = case when $3::jsonb ? 'types' then c.types else w.types end,
      channels = case when $3::jsonb ? 'channels' then c.channels else w.channels end,
      is_paused = coalesce(c."isPaused", w.is_paused),
      not_before = coalesce(c."notBefore", case when c.place is null then w.not_before else w.created_at end),
      place = coalesce(c.place, w.place),
      done = case when c.place is null then w.done else 0 end,
      attempts = case when c.place is null then w.attempts else 0 end,
      last_error = case when c.place is null then w.last_error end,
      claimed_until = case when c.place is null then w.claimed_until end,
      token = case when c.place is null then w.token end
    from json_to_record($3::json) as c(url text, secret text, types json, channels json, "isPaused" boolean,
      place text, "notBefore" timestamptz)
    where w.workspace = $1 and w.id = $2 returning 1
)
select (count(*) > 0)::text as result from changed`,
}

/** $1 workspace, $2 id. */
export const REMOVE_ENDPOINT: Statement = {
  name: 'caseline_remove_endpoint',
  isWrite: true,
  text: 'select caseline.remove_webhook($1, $2)::text as result',
}

/** $1 workspace, $2 {now, until, limit, token}. Those who claim at the same moment get different ones. */
export const CLAIM_ENDPOINTS: Statement = {
  name: 'caseline_claim_endpoints',
  isWrite: true,
  text: `
with asked as materialized (
  select * from json_to_record($2::json) as a(now timestamptz, until timestamptz, token text)
), free as materialized (
  select w.id from caseline.webhook w
    where w.workspace = $1 and not w.is_paused and w.not_before <= (select a.now from asked a)
      and (w.claimed_until is null or w.claimed_until <= (select a.now from asked a))
    order by w.not_before, w.id limit ($2::json ->> 'limit')::int for update skip locked
), w as (
  update caseline.webhook w set claimed_until = a.until, token = a.token
    from free f, asked a where w.workspace = $1 and w.id = f.id returning w.*
)
select json_agg(json_build_object(${ENDPOINT}, 'token', w.token) order by w.not_before, w.id)::text as result from w`,
}

/** $1 workspace, $2 the settlement with `until`. */
export const SETTLE_ENDPOINT: Statement = {
  name: 'caseline_settle_endpoint',
  isWrite: true,
  text: `
with moved as (
  update caseline.webhook w set place = s.place, done = s.done, attempts = s.attempts, not_before = s."notBefore",
      last_error = s."lastError",
      claimed_until = case when s."isReleased" then null else s.until end,
      token = case when s."isReleased" then null else w.token end
    from json_to_record($2::json) as s(place text, done int, attempts int, "notBefore" timestamptz, "lastError" text,
      "isReleased" boolean, until timestamptz)
    where w.workspace = $1 and w.id = $2::json ->> 'id' and w.token = $2::json ->> 'token'
    returning w.id
), letter as (
  insert into caseline.webhook_letter (workspace, endpoint, event, at, error, body)
  select $1, m.id, l.event, l.at, l.error, l.body
    from moved m, json_to_recordset($2::json -> 'deadLetters')
      as l(event text, endpoint text, at timestamptz, error text, body text)
    where l.endpoint = m.id
  on conflict (workspace, endpoint, event) do update set at = excluded.at, error = excluded.error, body = excluded.body
)
select (count(*) > 0)::text as result from moved`,
}

/** $1 workspace, $2 {endpoint, event?, limit}. */
export const LETTERS: Statement = {
  name: 'caseline_letters',
  text: `
select json_agg(json_build_object('event', l.event, 'endpoint', l.endpoint, 'at', caseline.iso(l.at), 'error', l.error,
    'body', l.body) order by l.place)::text as result
from (
  select l.* from caseline.webhook_letter l
    where l.workspace = $1 and l.endpoint = $2::json ->> 'endpoint'
      and l.event = coalesce($2::json ->> 'event', l.event)
    order by l.place limit ($2::json ->> 'limit')::int
) l`,
}

/** $1 workspace, $2 {endpoint, event}. */
export const DISCARD_LETTER: Statement = {
  name: 'caseline_discard_letter',
  isWrite: true,
  text: `
with gone as (
  delete from caseline.webhook_letter l
    where l.workspace = $1 and l.endpoint = $2::json ->> 'endpoint' and l.event = $2::json ->> 'event' returning 1
)
select (count(*) > 0)::text as result from gone`,
}
