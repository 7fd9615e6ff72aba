import type { Statement } from './statement.js'

/** $1 workspace, $2 thread key: the thread's journal in order. */
export const JOURNAL: Statement = {
  name: 'caseline_journal',
  text: `
select json_agg(j.doc order by j.version, j.place)::text as result
from caseline.journal j where j.workspace = $1 and j.thread = $2`,
}

/** $1 workspace, $2 {thread, id}: the entry of the command that brought the message. */
export const JOURNAL_OF_MESSAGE: Statement = {
  name: 'caseline_journal_of_message',
  text: `
select j.doc::text as result
from (
  select m.thread, m.born from caseline.message m
    where m.workspace = $1 and m.id = $2::json ->> 'id' and m.thread = $2::json ->> 'thread' limit 1
) m, lateral (
  select j.doc from caseline.journal j
    where j.workspace = $1 and j.thread = m.thread and j.version = m.born
    order by j.place limit 1
) j`,
}

/**
 * $1 workspace, $2 {thread, command, text}: the entry of a command; `text` is its id as it stands in JSON. Backwards, since
 * it is asked of commands that were just begun; the text is looked for before a document is taken apart.
 */
export const JOURNAL_OF_COMMAND: Statement = {
  name: 'caseline_journal_of_command',
  text: `
select j.doc::text as result from caseline.journal j
where j.workspace = $1 and j.thread = $2::json ->> 'thread'
  and case when strpos(j.doc::text, (select $2::json ->> 'text')) > 0
    then j.doc -> 'command' ->> 'id' = (select $2::json ->> 'command') end
order by j.version desc, j.place desc limit 1`,
}
