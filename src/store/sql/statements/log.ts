// The journal read as a log, in the order (era, xid, place). Below the oldest transaction that is still under way nothing
// can be added any more, and no entry above is read. Both borders are rows, so that the index leads from one to the other.
import type { Statement } from './statement.js'

/** Of this very statement's snapshot. A connection of ours knows its era; where nothing can be written the last one goes on. */
const HORIZON = `horizon as materialized (
  select coalesce(nullif(current_setting('caseline.era', true), '')::int, caseline.settle_era(),
      (select e.number from caseline.era e)) as era,
    pg_snapshot_xmin(pg_current_snapshot()) as xid
)`
const ASKED = `((select a.era from asked a), (select a.xid from asked a), (select a.place from asked a))`
const IS_BELOW = `(j.era, j.xid) < ((select h.era from horizon h), (select h.xid from horizon h))`
const PLACE = `caseline.place_text(j.era, j.xid, j.place)`
const HORIZON_PLACE = `(select caseline.place_text(h.era, h.xid, 0) from horizon h)`
/** Columns of one entry beside its thread's channel. */
const ENTRY = `j.thread, caseline.iso(j.at) as at, ${PLACE} as place, (j.doc ->> 'chat')::bigint as chat,
    j.doc -> 'command' ->> 'id' as command, j.doc -> 'events' as events`
const ENTRY_JSON = `json_build_object('place', e.place, 'at', e.at, 'command', e.command, 'thread', e.thread,
    'channel', t.channel, 'chat', e.chat, 'events', e.events)`
const WITH_CHANNEL = `lateral (
  select t.channel from caseline.thread t where t.workspace = $1 and t.key = e.thread limit 1
) t`

/** $1 workspace, $2 {era, xid, place, limit}: entries behind the place, the highest pruned place, and where the log ends. */
export const LOG: Statement = {
  name: 'caseline_log',
  text: `
with asked as materialized (
  select * from json_to_record($2::json) as a(era int, xid xid8, place bigint)
), ${HORIZON}, page as materialized (
  select j.era, j.xid, j.place as number, ${ENTRY} from caseline.journal j
    where j.workspace = $1
      and (j.era, j.xid, j.place) > ${ASKED}
      and ${IS_BELOW}
    order by j.era, j.xid, j.place limit ($2::json ->> 'limit')::int
)
select json_build_object(
  'entries', (select json_agg(${ENTRY_JSON} order by e.era, e.xid, e.number) from page e, ${WITH_CHANNEL}),
  'pruned', (select caseline.place_text(p.era, p.xid, p.place) from caseline.journal_pruned p where p.workspace = $1),
  'end', ${HORIZON_PLACE})::text as result`,
}

/** $1 workspace, $2 {era, xid, place}. A range, for the reason told at IS_FIRST in timers.ts. */
export const LOG_ENTRY: Statement = {
  name: 'caseline_log_entry',
  text: `
with asked as materialized (
  select * from json_to_record($2::json) as a(era int, xid xid8, place bigint)
), ${HORIZON}, e as materialized (
  select ${ENTRY} from caseline.journal j
    where j.workspace = $1 and (j.era, j.xid, j.place) >= ${ASKED} and (j.era, j.xid, j.place) <= ${ASKED} and ${IS_BELOW}
    order by j.era, j.xid, j.place limit 1
)
select ${ENTRY_JSON}::text as result from e, ${WITH_CHANNEL}`,
}

/** $1 workspace: before every entry that can't be read yet. */
export const LOG_END: Statement = {
  name: 'caseline_log_end',
  text: `
with ${HORIZON}
select ${HORIZON_PLACE} as result where $1::text is not null`,
}

/** $1 workspace, $2 moment: the first entry from then on, the highest pruned place if something from then on was pruned, the end. */
export const LOG_AT: Statement = {
  name: 'caseline_log_at',
  isUnhurried: true,
  text: `
with ${HORIZON}
select json_build_object(
  'first', (select ${PLACE} from caseline.journal j
    where j.workspace = $1 and ${IS_BELOW} and j.at >= $2::timestamptz
    order by j.era, j.xid, j.place limit 1),
  'pruned', (select caseline.place_text(p.era, p.xid, p.place) from caseline.journal_pruned p
    where p.workspace = $1 and p.at >= $2::timestamptz),
  'end', ${HORIZON_PLACE})::text as result`,
}
