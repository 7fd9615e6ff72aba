import type { Statement } from './statement.js'

const ACCOUNT = `json_build_object('id', a.id, 'kind', a.kind, 'name', a.name, 'endless', a.endless,
  'autoFinish', a.auto_finish, 'account', a.account, 'revision', a.revision, 'changedAt', caseline.iso(a.changed_at))`

/** $1 workspace. */
export const ACCOUNTS: Statement = {
  name: 'caseline_channel_accounts',
  text: `
select json_agg(${ACCOUNT} order by a.id collate "C")::text as result
from caseline.channel_account a where a.workspace = $1`,
}

/** $1 workspace, $2 the account with `ifRevision`: as it is stored, or null. */
export const PUT_ACCOUNT: Statement = {
  name: 'caseline_put_channel_account',
  isWrite: true,
  text: `
with asked as materialized (
  select * from json_to_record($2::json) as n(id text, kind text, name text, endless boolean, "autoFinish" json,
    account json, "changedAt" timestamptz, "ifRevision" int)
), a as (
  insert into caseline.channel_account as c
    (workspace, id, kind, name, endless, auto_finish, account, revision, changed_at)
  select $1, n.id, n.kind, n.name, n.endless, n."autoFinish", n.account, 1, n."changedAt" from asked n
  where n."ifRevision" is null or n."ifRevision" = 0
    or exists (select from caseline.channel_account o where o.workspace = $1 and o.id = n.id)
  on conflict (workspace, id) do update set kind = excluded.kind, name = excluded.name, endless = excluded.endless,
    auto_finish = excluded.auto_finish, account = excluded.account, revision = c.revision + 1,
    changed_at = excluded.changed_at
    where ($2::json ->> 'ifRevision') is null or c.revision = ($2::json ->> 'ifRevision')::int
  returning *
)
select (select ${ACCOUNT} from a)::text as result`,
}

/** $1 workspace, $2 {id}: whether there was one. */
export const REMOVE_ACCOUNT: Statement = {
  name: 'caseline_remove_channel_account',
  isWrite: true,
  text: `
with gone as (
  delete from caseline.channel_account where workspace = $1 and id = ($2::json ->> 'id') returning 1
)
select (exists (select from gone))::text as result`,
}
