import type { Statement } from './statement.js'

const CHAIN = `(select json_agg(c.doc order by c.place) from (
      select c.doc, c.place from caseline.chat c where c.workspace = $1 and c.thread = t.key order by c.place offset 0
    ) c)`
/** Of a trace, what may tell of a message that was held back. */
const REASONS = `json_build_object(
      'passes', (select coalesce(json_agg(json_build_object('chat', p -> 'chat', 'verdicts', (
          select coalesce(json_agg(v), '[]'::json) from json_array_elements(p -> 'verdicts') v
            where v ->> 'kind' in ('matched', 'withheld')))), '[]'::json)
        from json_array_elements(j.trace -> 'passes') p),
      'workflows', coalesce(j.trace -> 'workflows', '[]'::json))`
/** Of the entries only what happened, and reasons where something was withheld: they are most of a journal. */
const JOURNAL = `(select json_agg(json_build_object('events', j.events,
      'command', json_build_object('type', j.command ->> 'type', 'at', j.command ->> 'at', 'from', j.command ->> 'from'),
      'trace', case when j.withheld then ${REASONS} end) order by j.version, j.place)
    from (
      select j.doc -> 'events' as events, j.doc -> 'command' as command, j.doc -> 'trace' as trace, j.version, j.place,
          json_typeof(j.doc -> 'trace') = 'object' and j.doc::text like '%"withheld"%' as withheld
        from caseline.journal j
        where j.workspace = $1 and j.thread = t.key order by j.version, j.place offset 0
    ) j where json_array_length(j.events) > 0 or j.withheld)`
/** Of a thread `t`. */
export const HISTORY_FIELDS = `'thread', caseline.thread_head(t.*), 'chats', ${CHAIN}, 'journal', ${JOURNAL}`
const HISTORY = `json_build_object(${HISTORY_FIELDS})`

/** When the thread `t` moved last. */
export const MOVED_AT = `(select j.at from caseline.journal j where j.workspace = $1 and j.thread = t.key
          order by j.version desc, j.place desc limit 1)`
/** $2 {since, channel}: whether a thread `t` of the channel moved since or has a live chat. */
export const HAS_MOVED = `(t.channel = $2::json ->> 'channel' or $2::json ->> 'channel' is null)
      and ($2::json ->> 'since' is null
        or coalesce(${MOVED_AT} >= ($2::json ->> 'since')::timestamptz, true)
        or exists (select 1 from caseline.chat c
          where c.workspace = $1 and c.thread = t.key and c.state in ('active', 'awaiting-split')))`

/**
 * $1 workspace, $2 {after, limit, since, channel}: so many threads behind a key, those among them that moved since or have a live
 * chat, and the last key that was looked at. A journal that was pruned as a whole says nothing about when.
 */
export const HISTORIES: Statement = {
  name: 'caseline_histories',
  isUnhurried: true,
  text: `
with page as materialized (
  select t.* from caseline.thread t
    where t.workspace = $1 and t.key > coalesce($2::json ->> 'after', '')
    order by t.key limit ($2::json ->> 'limit')::int
)
select json_build_object(
  'count', (select count(*) from page),
  'last', (select t.key from page t order by t.key desc limit 1),
  'threads', (select json_agg(${HISTORY} order by t.key) from page t
    where ${HAS_MOVED})
)::text as result`,
}

/** $1 workspace, $2 keys: the same of these threads. */
export const HISTORIES_OF: Statement = {
  name: 'caseline_histories_of',
  isUnhurried: true,
  text: `
select json_agg(${HISTORY})::text as result
from json_array_elements_text($2::json) as asked(key), lateral (
  select t.* from caseline.thread t where t.workspace = $1 and t.key = asked.key limit 1
) t`,
}
