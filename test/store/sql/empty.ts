/** Every table of ours without its rows; 3 ms, where a new database takes 200. */
export const EMPTY = `truncate caseline.workspace, caseline.number_hold, caseline.contact, caseline.thread, caseline.chat,
caseline.message, caseline.journal, caseline.timer, caseline.outbox, caseline.line`
