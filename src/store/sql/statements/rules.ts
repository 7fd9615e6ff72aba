import type { Statement } from './statement.js'

/** Of the row that counts: somebody who comes at the same moment waits for it, and sees what it became. */
const counts = (table: string, column: string, asked: string, more: string): string => `
  where a."${asked}" is null or a."${asked}" = 0 or exists (select from caseline.${table} where workspace = $1)
  on conflict (workspace) do update set ${column} = o.${column} + 1${more}
    where ($2::json ->> '${asked}') is null or o.${column} = ($2::json ->> '${asked}')::int`

const HEAD = `'number', v.number, 'version', v.version, 'author', v.author, 'note', v.note, 'at', caseline.iso(v.at), 'shares', v.shares`

/** $1 workspace. */
export const RULE_DRAFT: Statement = {
  name: 'caseline_rule_draft',
  text: `
select json_build_object('revision', d.revision, 'author', d.author, 'at', caseline.iso(d.at), 'sets', d.sets)::text as result
from caseline.rule_draft d where d.workspace = $1`,
}

/** $1 workspace, $2 the draft with `ifRevision`: its new revision, or null. */
export const SAVE_RULE_DRAFT: Statement = {
  name: 'caseline_save_rule_draft',
  isWrite: true,
  text: `
with saved as (
  insert into caseline.rule_draft as o (workspace, revision, author, at, sets)
  select $1, 1, a.author, a.at, a.sets from json_to_record($2::json)
    as a("ifRevision" int, author text, at timestamptz, sets json)${counts(
      'rule_draft',
      'revision',
      'ifRevision',
      ', author = excluded.author, at = excluded.at, sets = excluded.sets',
    )}
  returning revision
)
select (select revision from saved)::text as result`,
}

/** $1 workspace, $2 the version with `ifNumber` and `share`: its number, or null. */
export const PUBLISH_RULES: Statement = {
  name: 'caseline_publish_rules',
  isWrite: true,
  text: `
with asked as materialized (
  select * from json_to_record($2::json)
    as a("ifNumber" int, share double precision, version text, author text, note text, at timestamptz, sets json)
), grown as (
  insert into caseline.rule_current as o (workspace, number, in_force, share)
  select $1, 1, case when a.share is null then 1 else 0 end, a.share from asked a
  where a."ifNumber" is null or a."ifNumber" = 0 or exists (select from caseline.rule_current where workspace = $1)
  on conflict (workspace) do update set number = o.number + 1,
      in_force = case when excluded.share is null then o.number + 1 else o.in_force end, share = excluded.share
    where o.share is null and (($2::json ->> 'ifNumber') is null or o.in_force = ($2::json ->> 'ifNumber')::int)
  returning number
), added as (
  insert into caseline.rule_version (workspace, number, version, author, note, at, sets, shares)
  select $1, g.number, a.version, a.author, a.note, a.at, a.sets, case when a.share is null then '[]'::json else
    json_build_array(json_build_object('share', a.share, 'author', a.author, 'at', caseline.iso(a.at))) end
  from grown g, asked a
)
select (select number from grown)::text as result`,
}

/** $1 workspace, $2 {number, share, author, at}: the version without its sets, or null. */
export const SHARE_RULES: Statement = {
  name: 'caseline_share_rules',
  isWrite: true,
  text: `
with asked as materialized (
  select * from json_to_record($2::json) as a(number int, share double precision, author text, at timestamptz)
), moved as (
  update caseline.rule_current o set in_force = case when a.share = 100 then o.number else o.in_force end,
    share = case when a.share = 0 or a.share = 100 then null else a.share end
  from asked a where o.workspace = $1 and o.number = a.number and o.share is not null
  returning o.number
), noted as (
  update caseline.rule_version v set shares = (
    select json_agg(step.one order by step.nth) from (
      select e.value as one, e.ordinality as nth from json_array_elements(v.shares) with ordinality e
      union all select json_build_object('share', a.share, 'author', a.author, 'at', caseline.iso(a.at)), 1000000000
    ) step)
  from asked a where v.workspace = $1 and v.number = (select m.number from moved m)
  returning v.number, v.version, v.author, v.note, v.at, v.shares
)
select (select json_build_object(${HEAD}) from noted v)::text as result`,
}

/** $1 workspace. */
export const CURRENT_RULES: Statement = {
  name: 'caseline_current_rules',
  text: `
select coalesce((
  select json_build_object('number', c.in_force, 'rollout',
    case when c.share is not null then json_build_object('number', c.number, 'share', c.share) end)
  from caseline.rule_current c where c.workspace = $1
), '{"number":0,"rollout":null}'::json)::text as result`,
}

/** $1 workspace, $2 number. */
export const RULE_VERSION: Statement = {
  name: 'caseline_rule_version',
  text: `
select json_build_object(${HEAD}, 'sets', v.sets)::text as result
from caseline.rule_version v where v.workspace = $1 and v.number = ($2::json #>> '{}')::bigint`,
}

/** $1 workspace, $2 {below?, limit}. */
export const RULE_VERSIONS: Statement = {
  name: 'caseline_rule_versions',
  text: `
select json_agg(json_build_object(${HEAD}) order by v.number desc)::text as result
from (
  select v.number, v.version, v.author, v.note, v.at, v.shares from caseline.rule_version v
    where v.workspace = $1 and v.number < coalesce(($2::json ->> 'below')::bigint, 9223372036854775807)
    order by v.number desc limit ($2::json ->> 'limit')::int
) v`,
}
