import type { Statement } from './statement.js'

/** $1 workspace, $2 {thread, id}. */
export const MESSAGE: Statement = {
  name: 'caseline_message',
  text: `
select m.doc::text as result
from json_to_record($2::json) as asked(thread text, id text)
join caseline.message m on m.workspace = $1 and m.id = asked.id and m.thread = asked.thread`,
}

/** $1 workspace, $2 {thread, fromSeq, toSeq, chats}. Two index ranges, since notes of older chats lie elsewhere. */
export const MESSAGES: Statement = {
  name: 'caseline_messages',
  text: `
with asked as materialized (
  select * from json_to_record($2::json) as a(thread text, "fromSeq" bigint, "toSeq" bigint, chats json)
), found as (
  select m.seq, m.doc from asked a join caseline.message m
    on m.workspace = $1 and m.thread = a.thread and m.seq >= a."fromSeq" and m.seq < a."toSeq" and m.chat is null
  union all
  select m.seq, m.doc from asked a, json_array_elements_text(a.chats) as wanted(chat), caseline.message m
    where m.workspace = $1 and m.thread = a.thread and m.chat = wanted.chat::bigint and m.chat is not null
)
select json_agg(doc order by seq)::text as result from found`,
}
