import type { Statement } from './statement.js'

/** $1 workspace, $2 {thread, id}. */
export const MESSAGE: Statement = {
  name: 'caseline_message',
  text: `
select m.doc::text as result from caseline.message m
where m.workspace = $1 and m.id = $2::json ->> 'id' and m.thread = $2::json ->> 'thread'`,
}

/** $1 workspace, $2 {thread, fromSeq, toSeq, chats}. Two index ranges, since notes of older chats lie elsewhere. */
export const MESSAGES: Statement = {
  name: 'caseline_messages',
  text: `
with found as (
  select m.seq, m.doc from caseline.message m
    where m.workspace = $1 and m.thread = $2::json ->> 'thread' and m.chat is null
      and m.seq >= ($2::json ->> 'fromSeq')::bigint and m.seq < ($2::json ->> 'toSeq')::bigint
  union all
  select m.seq, m.doc from json_array_elements_text($2::json -> 'chats') as wanted(chat), lateral (
    select m.seq, m.doc from caseline.message m
      where m.workspace = $1 and m.thread = $2::json ->> 'thread' and m.chat = wanted.chat::bigint
    offset 0
  ) m
)
select json_agg(doc order by seq)::text as result from found`,
}
