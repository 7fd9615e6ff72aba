import type { ChatFilter } from '../../../ports/store.js'
import type { Statement } from './statement.js'

/** Only what is asked for stands in the text, so that the planner finds its index. */
const CONDITIONS = {
  state: `c.state = $2::json ->> 'state'`,
  status: `c.status = $2::json ->> 'status'`,
  channel: `c.channel = $2::json ->> 'channel'`,
  customer: `c.customer = $2::json ->> 'customer'`,
  tag: `c.tags @> array[$2::json ->> 'tag'] and c.tags <> '{}'`,
  assignee: `c.assignee = $2::json ->> 'assignee'`,
  below: `c.number < ($2::json ->> 'below')::bigint`,
} as const satisfies { readonly [name in keyof ChatFilter]?: string }

/** $1 workspace, $2 the filter with its limit: newest number first, each with the window that its view needs. */
export function chatsStatement(filter: ChatFilter): Statement {
  const asked = Object.entries(CONDITIONS).filter(([name]) => filter[name as keyof ChatFilter] !== undefined)
  return {
    name: ['caseline_chats', ...asked.map(([name]) => name)].join('_'),
    text: `
select json_agg(json_build_object('thread', t.head, 'number', f.number,
    'chats', caseline.chat_window($1, f.number, f.number)) order by f.number desc)::text as result
from (
  select c.number, c.thread from caseline.chat c
    where ${['c.workspace = $1', ...asked.map(([, condition]) => condition)].join(' and ')}
    order by c.number desc limit ($2::json ->> 'limit')::int
) as f, lateral (
  select caseline.thread_head(t.*) as head from caseline.thread t where t.workspace = $1 and t.key = f.thread limit 1
) t`,
  }
}
