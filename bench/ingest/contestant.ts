/** One way to take messages in durably, and what it says it took. */
export interface Contestant {
  readonly name: string
  /** Which numbers of callers it is measured with. */
  readonly callers: readonly number[]
  /** So many callers for so many seconds; every message id begins with `label-`. */
  readonly run: (callers: number, seconds: number, label: string) => Promise<Run>
  /** What its database holds of each label. Called once, at the end. */
  readonly stored: () => Promise<readonly StoredMessages[]>
  readonly close: () => Promise<void>
}

export interface Run {
  /** Acknowledged. */
  readonly messages: number
  readonly seconds: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  /** Microseconds of this process per message, all threads; 0: another process does the work. */
  readonly nodeCpu: number
}

export interface StoredMessages {
  readonly label: string
  readonly messages: number
  /** Transactions that brought them. */
  readonly commits: number
}

/** Rows tell by their `xmin` which transaction wrote them. */
export const STORED = `select split_part(id, '-', 1) as label, count(*)::int as messages,
  count(distinct xmin::text)::int as commits from TABLE group by 1`

/** Threads that exist, each with a live chat; each message is of one of them, at random. */
export const THREADS = 2_000
