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
from json_to_record($2::json) as asked(thread text, id text)
join caseline.message m on m.workspace = $1 and m.id = asked.id and m.thread = asked.thread
join caseline.journal j on j.workspace = $1 and j.thread = m.thread and j.version = m.born
order by j.place limit 1`,
}
