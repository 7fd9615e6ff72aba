// Recorded conversations become the chats of a desk: the engine takes them in their own time, and nothing is sent. First on
// a desk in memory, so that whatever is wrong is known before anything is written.
import { loadRules } from '../../desk/rule-files.js'
import { systemClock } from '../../desk/system-clock.js'
import type { HistoryEntry } from '../../history/entry.js'
import type { HistoryProblem } from '../../history/problem.js'
import { readHistory } from '../../history/read.js'
import { type Replayed, replay } from '../../history/replay.js'
import type { Store } from '../../ports/store.js'
import { openReplayDesk } from '../../replay/open-replay-desk.js'
import { type HistoryFlags, readOptions } from '../options.js'
import { progressBar, sizeOf } from '../progress.js'
import type { Terminal } from '../terminal.js'

export interface TriedHistory {
  readonly replayed: Replayed
  readonly problems: readonly HistoryProblem[]
}

/** Onto a desk in memory, or onto `store`: the same comes out. What has no kind of its own is a messenger. */
export async function playHistory(
  paths: readonly string[],
  flags: HistoryFlags,
  terminal: Terminal,
  onto: { readonly store: Store; readonly workspace: string } | null,
): Promise<TriedHistory> {
  const problems: HistoryProblem[] = []
  const rules = flags.rules === undefined ? undefined : await loadRules(...flags.rules)
  const open = await openReplayDesk({
    ...(rules === undefined ? {} : { rules }),
    ...(onto ?? {}),
    policy: 'silence',
    silence: flags.silence,
    channelKind: flags.channelKind,
    journal: onto === null ? 'off' : 'full',
    keepsJournal: onto !== null,
  })
  const bar = progressBar(terminal, onto === null ? 'looking' : 'writing', sizeOf(paths))
  let bytes = 0
  const events = {
    onProblem: (problem: HistoryProblem) => void problems.push(problem),
    onSkip: () => {},
    onBytes: (count: number) => {
      bytes = count
    },
  }
  async function* entries(): AsyncGenerator<HistoryEntry> {
    let count = 0
    for await (const entry of readHistory(paths, events, readOptions(flags))) {
      if (count === flags.limit) return
      count += 1
      if (count % 250 === 0) bar.at(bytes, entry.at.slice(0, 10))
      await open.meet(entry)
      yield entry
    }
  }
  try {
    // What is still live is finished by silence up to now; the rest is the desk's own business.
    const replayed = await replay(entries(), open.desk, open.clock, { settleMs: 0, until: systemClock().now() })
    return { replayed, problems }
  } finally {
    bar.stop()
  }
}
