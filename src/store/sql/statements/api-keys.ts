// Keys stand above the workspaces: a request names only its key, and so tells which one it is for.
import type { Statement } from './statement.js'

const KEY = `'id', k.id, 'workspace', k.workspace, 'name', k.name, 'scopes', k.scopes,
    'createdAt', caseline.iso(k.created_at), 'revokedAt', caseline.iso(k.revoked_at)`

/** $1 workspace, $2 the key with its hash. */
export const ADD_KEY: Statement = {
  name: 'caseline_add_key',
  isWrite: true,
  isGlobal: true,
  text: `
with added as (
  insert into caseline.api_key (id, workspace, name, scopes, hash, created_at)
  select k.id, $1, k.name, k.scopes, k.hash, k."createdAt" from json_to_record($2::json)
    as k(id text, name text, scopes json, hash text, "createdAt" timestamptz)
)
select null::text as result`,
}

/** $1 nothing, $2 ids: each key with its hash or null, in the order asked. */
export const KEYS_BY_ID: Statement = {
  name: 'caseline_keys_by_id',
  isGlobal: true,
  text: `
select json_agg(k.key order by asked.i)::text as result
from json_array_elements_text($2::json) with ordinality as asked(id, i)
left join lateral (
  select json_build_object(${KEY}, 'hash', k.hash) as key from caseline.api_key k where k.id = asked.id limit 1
) k on true
where $1::text is not null`,
}

/** $1 workspace. */
export const KEYS: Statement = {
  name: 'caseline_keys',
  isGlobal: true,
  text: `
select json_agg(json_build_object(${KEY}) order by k.created_at, k.id)::text as result
from caseline.api_key k where k.workspace = $1`,
}

/** $1 workspace, $2 {id, at}. */
export const REVOKE_KEY: Statement = {
  name: 'caseline_revoke_key',
  isWrite: true,
  isGlobal: true,
  text: `
with revoked as (
  update caseline.api_key k set revoked_at = ($2::json ->> 'at')::timestamptz
    where k.workspace = $1 and k.id = $2::json ->> 'id' and k.revoked_at is null returning 1
)
select (count(*) > 0)::text as result from revoked`,
}

/** $1 nothing. */
export const HAS_KEYS: Statement = {
  name: 'caseline_has_keys',
  isGlobal: true,
  text: `
select exists (select from caseline.api_key k where k.revoked_at is null and $1::text is not null)::text as result`,
}

/** $1 nothing. */
export const WORKSPACES_WITH_KEYS: Statement = {
  name: 'caseline_workspaces_with_keys',
  isGlobal: true,
  text: `
select json_agg(distinct k.workspace)::text as result from caseline.api_key k where $1::text is not null`,
}
