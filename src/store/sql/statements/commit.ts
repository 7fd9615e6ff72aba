import type { Statement } from './statement.js'

/** Lists that are seldom there, as JSON rows that name their commit by `i`. */
export const RARE_LISTS = [
  'holds',
  'begun',
  'contacts',
  'newChats',
  'movedChats',
  'changedMessages',
  'timers',
  'outbox',
] as const

export type RareList = (typeof RARE_LISTS)[number]

/** Arrays and documents of the commits, of their chats, messages and entries; see the function's migration. */
const USUAL = 11 + 3 + 9 + 5

/** Milliseconds that commits which go together wait for a row, so that those behind them wait no longer; then each is tried alone. */
const GROUP_PATIENCE_MS = 200

/** The last parameter: how long to wait for a row, where not as long as the connection does. */
export const GROUP_PATIENCE = `${GROUP_PATIENCE_MS}ms`
export const OWN_PATIENCE = ''

/** Several commits in one call. A list without rows is an empty text. */
export const COMMIT: Statement = {
  name: 'caseline_commit',
  isWrite: true,
  text: `
select caseline.commit_group($1, ${Array.from({ length: USUAL }, (_, n) => `$${2 + n}`).join(', ')}, ${RARE_LISTS.map(
    (_, n) => `nullif($${2 + USUAL + n}, '')::json`,
  ).join(', ')}, nullif($${2 + USUAL + RARE_LISTS.length}, '')) as result`,
}

/** The same with `GROUP_PATIENCE`. */
export const COMMIT_TOGETHER: Statement = { ...COMMIT, isPipelined: true }
