import type { OutboxFilter } from '../../../ports/store.js'
import type { Statement } from './statement.js'

/** Only what is asked for stands in the text, so that the planner finds its index. */
const CONDITIONS = {
  state: `o.state = $2::json ->> 'state'`,
  effect: `o.effect = $2::json ->> 'effect'`,
  message: `o.message = $2::json ->> 'message'`,
} as const satisfies { readonly [name in keyof OutboxFilter]?: string }

const IS_DEAD = `o.state in ('failed', 'maybe-sent')`

/** $1 workspace, $2 the filter with its limit: lines first, in their order, then dead letters. */
export function outboxStatement(filter: OutboxFilter): Statement {
  const asked = Object.entries(CONDITIONS).filter(([name]) => filter[name as keyof OutboxFilter] !== undefined)
  return {
    name: ['caseline_outbox', ...asked.map(([name]) => name)].join('_'),
    text: `
select json_agg(json_build_object('thread', o.thread, 'effect', o.doc, 'attempts', o.attempts, 'attemptsBefore', o.attempts_before,
    'notBefore', caseline.iso(o.not_before), 'state', o.state, 'lastError', o.last_error)
    order by ${IS_DEAD}, o.place)::text as result
from (
  select o.* from caseline.outbox o
    where ${['o.workspace = $1', ...asked.map(([, condition]) => condition)].join(' and ')}
    order by ${IS_DEAD}, o.place limit ($2::json ->> 'limit')::int
) as o`,
  }
}

/** $1 workspace, $2 {now, until, limit}. Waits for the disk: a claim that is forgotten would send twice. */
export const CLAIM_OUTBOX: Statement = {
  name: 'caseline_claim_outbox',
  isWrite: true,
  text: `
select caseline.claim_outbox($1, a.now, a.until, a.at_most)::text as result
from json_to_record($2::json) as a(now timestamptz, until timestamptz, at_most int)`,
}

/** $1 workspace, $2 settlements. */
export const SETTLE_OUTBOX: Statement = {
  name: 'caseline_settle_outbox',
  isWrite: true,
  text: `select caseline.settle_outbox($1, $2::json)::text as result`,
}

/** $1 workspace, $2 {effect, notBefore}. */
export const REQUEUE_OUTBOX: Statement = {
  name: 'caseline_requeue_outbox',
  isWrite: true,
  text: `select caseline.requeue_outbox($1, $2::json ->> 'effect', ($2::json ->> 'notBefore')::timestamptz)::text as result`,
}

/** $1 workspace, $2 effect id. */
export const DISCARD_OUTBOX: Statement = {
  name: 'caseline_discard_outbox',
  isWrite: true,
  text: `
with gone as (
  delete from caseline.outbox o where o.workspace = $1 and o.effect = $2 and o.state in ('failed', 'maybe-sent') returning 1
)
select (count(*) > 0)::text as result from gone`,
}
