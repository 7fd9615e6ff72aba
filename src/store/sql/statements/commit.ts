import type { Statement } from './statement.js'

/** Rows name their commit by `i`. Of the first ones the documents come in the parameter behind, one a line. */
const WITH_DOCUMENTS = ['chats', 'messages', 'journal'] as const
const OTHERS = [
  'unmoved',
  'begun',
  'contacts',
  'newChats',
  'movedChats',
  'changedMessages',
  'timers',
  'outbox',
] as const

export type DocumentList = (typeof WITH_DOCUMENTS)[number]
export type CommitList = 'commits' | 'threads' | DocumentList | (typeof OTHERS)[number]

/** JSON rows, put side by side; documents beside them. */
export interface CommitParams {
  readonly rows: (list: CommitList) => readonly string[]
  readonly documents: (list: DocumentList) => readonly string[]
}

/** Several commits in one call; the function's migration says how they are judged. A list without rows is an empty text. */
export const COMMIT: Statement = {
  name: 'caseline_commit',
  isWrite: true,
  text: `
select caseline.commit($1, $2::json, $3::json, ${Array.from(
    { length: WITH_DOCUMENTS.length },
    (_, n) => `nullif($${4 + 2 * n}, '')::json, $${5 + 2 * n}`,
  ).join(', ')}, $10::bigint, ${OTHERS.map((_, n) => `nullif($${11 + n}, '')::json`).join(', ')}) as result`,
}

/** The parameters after the workspace. */
export function commitParams({ rows, documents }: CommitParams): readonly string[] {
  const list = (name: CommitList): string => {
    const some = rows(name)
    return some.length === 0 ? '' : `[${some.join(',')}]`
  }
  return [
    `[${rows('commits').join(',')}]`,
    `[${rows('threads').join(',')}]`,
    // JSON has no line breaks of its own, and what we write puts none between.
    ...WITH_DOCUMENTS.flatMap((name) => [list(name), documents(name).join('\n')]),
    String(rows('messages').length),
    ...OTHERS.map(list),
  ]
}
