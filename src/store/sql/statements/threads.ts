import type { Statement } from './statement.js'

const REF = `json_build_object('key', t.key, 'channel', t.channel, 'customer', t.customer, 'root', t.root)`

/** $1 workspace, $2 chat numbers: the threads they are in, in the order asked. A range, for the reason told at IS_FIRST in timers.ts. */
export const THREADS_OF_CHATS: Statement = {
  name: 'caseline_threads_of_chats',
  text: `
select json_agg(t.ref order by asked.i)::text as result
from json_array_elements_text($2::json) with ordinality as asked(number, i)
left join lateral (
  select c.thread from caseline.chat c
    where c.workspace = $1 and c.number >= asked.number::bigint and c.number <= asked.number::bigint
    order by c.number limit 1
) c on true
left join lateral (
  select ${REF} as ref from caseline.thread t where t.workspace = $1 and t.key = c.thread limit 1
) t on true`,
}

/** $1 workspace, $2 {id, channel?}: threads that hold a message of that id. */
export const THREADS_OF_MESSAGE: Statement = {
  name: 'caseline_threads_of_message',
  text: `
select json_agg(t.ref order by m.channel)::text as result
from (
  select m.channel, m.thread from caseline.message m
    where m.workspace = $1 and m.id = $2::json ->> 'id'
      and m.channel = coalesce($2::json ->> 'channel', m.channel)
  offset 0
) m, lateral (
  select ${REF} as ref from caseline.thread t where t.workspace = $1 and t.key = m.thread limit 1
) t`,
}

/** $1 workspace, $2 thread key: head and every chat of the chain. Ordered inside too: that is what picks the index. */
export const CHAIN: Statement = {
  name: 'caseline_chain',
  text: `
select json_build_object('thread', caseline.thread_head(t.*), 'chats',
    (select json_agg(c.doc order by c.place) from (
      select c.doc, c.place from caseline.chat c where c.workspace = $1 and c.thread = t.key order by c.place offset 0
    ) c))::text as result
from caseline.thread t where t.workspace = $1 and t.key = $2`,
}
