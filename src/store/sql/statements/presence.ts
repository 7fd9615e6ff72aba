import type { Statement } from './statement.js'

/** $1 workspace, $2 now: those that have not lapsed. */
export const PRESENCE: Statement = {
  name: 'caseline_presence',
  text: `
select json_agg(json_build_object('agent', p.agent, 'status', p.status, 'until', caseline.iso(p.until)))::text as result
from caseline.presence p where p.workspace = $1 and (p.until is null or p.until > $2::timestamptz)`,
}

/** $1 workspace, $2 {agent, status, until}. */
export const SET_PRESENCE: Statement = {
  name: 'caseline_set_presence',
  isWrite: true,
  text: `
insert into caseline.presence (workspace, agent, status, until)
select $1, p.agent, p.status, p.until from json_to_record($2::json) as p(agent text, status text, until timestamptz)
on conflict (workspace, agent) do update set status = excluded.status, until = excluded.until
returning null::text as result`,
}
