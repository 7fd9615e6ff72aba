/** Every reason that an entry of a history can't be taken as it is. */
export const PROBLEM_CODES = [
  'bad-json',
  'bad-utf8',
  'not-an-object',
  'unknown-type',
  'missing-field',
  'bad-field',
  'bad-date',
  'no-zone',
  'out-of-order',
  'too-long',
  'cut-off',
  'unreadable',
  'bad-csv',
  'no-column',
  'agent-unknown',
  'not-a-history',
] as const

export type ProblemCode = (typeof PROBLEM_CODES)[number]

/** One bad line. The entry is left out, but for `out-of-order`: that one arrives late (spec L12). */
export interface HistoryProblem {
  readonly code: ProblemCode
  /** A sentence for people. */
  readonly message: string
  readonly source: string
  /** Line (JSON Lines) or record (CSV, Telegram), from 1. */
  readonly line: number
  /** The field to blame. */
  readonly field?: string
}

/** A history that can't be read on: by `--strict`, or because the whole file is of no use. */
export class HistoryError extends Error {
  override readonly name = 'HistoryError'
  readonly problem: HistoryProblem

  constructor(problem: HistoryProblem, options?: ErrorOptions) {
    super(`${problem.source}:${problem.line}: ${problem.message} (${problem.code})`, options)
    this.problem = problem
  }

  get code(): ProblemCode {
    return this.problem.code
  }
}

/** What a reader tells while it reads. Nothing is thrown for one bad line unless `onProblem` does. */
export interface ReadingEvents {
  readonly onProblem: (problem: HistoryProblem) => void
  /** Something that is no message: a service message, a group in an export of private chats, an empty row. */
  readonly onSkip: (reason: string) => void
  /** Bytes taken from the file so far, as stored (before unzipping). */
  readonly onBytes: (bytes: number) => void
}

/** Stops at the first problem. */
export function strictly(problem: HistoryProblem): never {
  throw new HistoryError(problem)
}
