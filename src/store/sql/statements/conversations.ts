import type { Statement } from './statement.js'

/** $1 workspace, $2 the note. An older message than the last one changes nothing but `movedTo`. */
export const NOTE: Statement = {
  name: 'caseline_note_conversation',
  isWrite: true,
  text: `
insert into caseline.conversation as c (workspace, thread, conversation, context, author, last_message_at, moved_to)
select $1, n.thread, n.conversation, n.context, n.author, n."lastMessageAt", n."movedTo"
from json_to_record($2::json)
  as n(thread text, conversation text, context json, author text, "lastMessageAt" timestamptz, "movedTo" text)
on conflict (workspace, thread) do update set
  context = case when excluded.last_message_at < c.last_message_at then c.context else coalesce(excluded.context, c.context) end,
  author = case when excluded.last_message_at < c.last_message_at then c.author else coalesce(excluded.author, c.author) end,
  last_message_at = greatest(c.last_message_at, excluded.last_message_at),
  moved_to = coalesce(excluded.moved_to, c.moved_to)
returning null::text as result`,
}

/** $1 workspace, $2 key of the thread, as JSON. */
export const NOTED: Statement = {
  name: 'caseline_noted_conversation',
  text: `
select json_build_object('thread', c.thread, 'conversation', c.conversation, 'context', c.context, 'author', c.author,
  'lastMessageAt', caseline.iso(c.last_message_at), 'movedTo', c.moved_to)::text as result
from caseline.conversation c where c.workspace = $1 and c.thread = ($2::json ->> 'thread')`,
}

/** $1 workspace, $2 the parts. */
export const ADD_SENT: Statement = {
  name: 'caseline_add_sent',
  isWrite: true,
  text: `
insert into caseline.sent_part (workspace, channel, id, message, part, at)
select $1, p.channel, p.id, p.message, p.part, p.at
from json_to_recordset($2::json) as p(channel text, id text, message text, part int, at timestamptz)
on conflict do nothing
returning null::text as result`,
}

const PART = `json_build_object('channel', p.channel, 'id', p.id, 'message', p.message, 'part', p.part, 'at', caseline.iso(p.at))`

/** $1 workspace, $2 {channel, message}. */
export const SENT_AS: Statement = {
  name: 'caseline_sent_as',
  text: `
select json_agg(${PART} order by p.part)::text as result from caseline.sent_part p
where p.workspace = $1 and p.channel = ($2::json ->> 'channel') and p.message = ($2::json ->> 'message')`,
}

/** $1 workspace, $2 {channel, ids}. */
export const SENT_PARTS: Statement = {
  name: 'caseline_sent_parts',
  text: `
select json_agg(${PART} order by p.message, p.part)::text as result from caseline.sent_part p
where p.workspace = $1 and p.channel = ($2::json ->> 'channel')
  and p.id in (select json_array_elements_text($2::json -> 'ids'))`,
}

/** $1 workspace, $2 {before, limit}: how many. */
export const PRUNE_SENT: Statement = {
  name: 'caseline_prune_sent',
  isWrite: true,
  isUnhurried: true,
  text: `
with gone as (
  delete from caseline.sent_part where ctid = any(array(
    select s.ctid from caseline.sent_part s
    where s.workspace = $1 and s.at < ($2::json ->> 'before')::timestamptz limit ($2::json ->> 'limit')::int))
  returning 1
)
select count(*)::text as result from gone`,
}
