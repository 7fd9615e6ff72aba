import type { ChatFilter } from '../../../ports/store.js'
import type { Statement } from './statement.js'

const SOUGHT = `with sought as materialized (
  select s.pattern, s.number from json_to_record($2::json) as s(pattern text, number bigint)
)
`

/** The customer's first message, as the chat's parts remember it. */
const DEFAULT_SUBJECT = `(select p.part -> 'firstCustomer' ->> 'text' from json_array_elements(c.doc -> 'parts') as p(part)
      where json_typeof(p.part -> 'firstCustomer') = 'object' limit 1)`

/** Only what is asked for stands in the text, so that the planner finds its index. */
const CONDITIONS = {
  state: `c.state = $2::json ->> 'state'`,
  status: `c.status = $2::json ->> 'status'`,
  channel: `c.channel = $2::json ->> 'channel'`,
  customer: `c.customer = $2::json ->> 'customer'`,
  tag: `c.tags @> array[$2::json ->> 'tag'] and c.tags <> '{}'`,
  assignee: `c.assignee = $2::json ->> 'assignee'`,
  q: `(c.number = (select s.number from sought s) or c.customer ~ (select s.pattern from sought s)
    or coalesce(c.doc -> 'details' ->> 'subject', ${DEFAULT_SUBJECT}) ~ (select s.pattern from sought s)
    or exists (select from caseline.contact o
      where o.workspace = $1 and o.channel = c.channel and o.id = c.customer
        and o.doc ->> 'name' ~ (select s.pattern from sought s)))`,
  isInWorkflow: `c.workflow is not null`,
  workflow: `c.workflow = $2::json ->> 'workflow'`,
  below: `c.number < ($2::json ->> 'below')::bigint`,
} as const satisfies { readonly [name in keyof ChatFilter]?: string }

const NAMES = Object.keys(CONDITIONS) as (keyof typeof CONDITIONS)[]

/**
 * $1 workspace, $2 the filter with its limit: newest number first, each with the window that its view needs. For `q` it
 * has `pattern` and `number` (search-pattern.ts); no index knows them, so chats are looked through until there are enough.
 */
export function chatsStatement(filter: ChatFilter): Statement {
  const asked = NAMES.filter((name) => filter[name] !== undefined).map((name) => CONDITIONS[name])
  return {
    // Of 63 letters at most.
    name: `caseline_chats_${NAMES.map((name) => (filter[name] === undefined ? 0 : 1)).join('')}`,
    text: `
${filter.q === undefined ? '' : SOUGHT}select json_agg(json_build_object('thread', t.head, 'number', f.number,
    'chats', caseline.chat_window($1, f.number, f.number)) order by f.number desc)::text as result
from (
  select c.number, c.thread from caseline.chat c
    where ${['c.workspace = $1', ...asked].join(' and ')}
    order by c.number desc limit ($2::json ->> 'limit')::int
) as f, lateral (
  select caseline.thread_head(t.*) as head from caseline.thread t where t.workspace = $1 and t.key = f.thread limit 1
) t`,
  }
}
