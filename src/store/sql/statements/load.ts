import type { Statement } from './statement.js'

/** $1 workspace, $2 requests. Several threads in one round trip, answered in their order. Lateral for the reason told in commit.ts. */
export const LOAD: Statement = {
  name: 'caseline_load',
  text: `
select json_agg(json_build_object(
    'thread', t.head,
    'lastCommand', t.last_command,
    'chats', case when t.head is not null then caseline.chat_window($1, t.current_chat, coalesce(r.chat, m.chat, holder.number)) end,
    'contact', (select c.doc from caseline.contact c
      where c.workspace = $1 and c.channel = r.channel and c.id = r.customer limit 1),
    'duplicateSeq', (select d.seq from caseline.message d
      where d.workspace = $1 and d.id = r."messageId" and d.channel = r.channel limit 1)
  ) order by r.i)::text as result
from json_to_recordset($2::json)
  as r(i int, key text, channel text, customer text, chat bigint, "messageId" text, "namedMessage" text)
left join lateral (
  select caseline.thread_head(t.*) as head, t.last_command, t.current_chat
    from caseline.thread t where t.workspace = $1 and t.key = r.key limit 1
) t on true
left join lateral (
  select m.chat, m.seq from caseline.message m
    where m.workspace = $1 and m.id = r."namedMessage" and m.channel = r.channel and m.thread = r.key limit 1
) m on true
left join lateral (
  select c.number from caseline.chat c
    where c.workspace = $1 and c.thread = r.key and c.first_seq <= m.seq and c.merged_into is null
    order by c.place desc limit 1
) holder on true`,
}
