import type { Statement } from './statement.js'

/** $1 workspace, $2 {one, other, at}. */
export const LINK: Statement = {
  name: 'caseline_link_profiles',
  isWrite: true,
  text: `
select caseline.link_profiles($1, $2::json -> 'one', $2::json -> 'other', ($2::json ->> 'at')::timestamptz)::text as result`,
}

/** $1 workspace, $2 the profile: whether it was linked. */
export const UNLINK: Statement = {
  name: 'caseline_unlink_profile',
  isWrite: true,
  text: 'select caseline.unlink_profile($1, $2::json)::text as result',
}

/** $1 workspace, $2 the profile: those of the same person. */
export const LINKED: Statement = {
  name: 'caseline_linked_profiles',
  text: `
select json_agg(json_build_object('channel', o.channel, 'customer', o.customer)
  order by o.channel collate "C", o.customer collate "C")::text as result
from caseline.person_profile p
join caseline.person_profile o on o.workspace = p.workspace and o.person = p.person
where p.workspace = $1 and p.channel = ($2::json ->> 'channel') and p.customer = ($2::json ->> 'customer')`,
}
