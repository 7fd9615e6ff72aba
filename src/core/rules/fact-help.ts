/** What each fact is about, one line for editors. */
export const FACT_HELP: ReadonlyMap<string, string> = new Map([
  ['event', 'What happened: its type, who did it (`by`), when (`at`), and what changed (`changes`).'],
  ['message', 'The message that was just written; missing where the event has none.'],
  ['chat', 'The chat after the step: state, status, tags, fields, priority, assignee, counts and more.'],
  ['before', 'The same chat before the step; missing for one that was not there.'],
  ['customer', 'Who writes: name, email, phone, language, tags, fields, chats on the channel.'],
  ['channel', 'The connected account: id, kind (`telegram`, `email` …), name.'],
  ['agents', 'How many agents are online, and with `params.id` the `status` of one.'],
  ['schedule', 'Business hours at this moment, of the schedule that `params.name` names.'],
  ['now', 'The present moment.'],
])
