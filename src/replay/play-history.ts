import type { Desk } from '../desk/desk.js'
import type { ChannelOptions, DeskRules } from '../desk/options.js'
import type { HistoryEntry } from '../history/entry.js'
import { type Replayed, replay } from '../history/replay.js'
import { openReplayDesk } from './open-replay-desk.js'

export interface PlayOptions {
  readonly rules?: DeskRules
  /** Of channels that are known; others are guessed from their ids. */
  readonly channels?: ReadonlyMap<string, ChannelOptions>
  /** Before each entry. */
  readonly onEntry?: (entry: HistoryEntry) => void
}

export interface PlayedHistory extends Pick<Replayed, 'entries' | 'duplicates' | 'from' | 'until'> {
  /** Commands of the history that the engine refused. */
  readonly refused: number
  /** Asks the desk that the history has made. */
  readonly stats: Desk['stats']
}

/**
 * Plays recorded conversations on a desk in memory, with its whole journal: figures can be asked for afterwards. `entries` in
 * order of time. Throws `RuleSetError` for faulty rules.
 */
export async function playHistory(
  entries: AsyncIterable<HistoryEntry> | Iterable<HistoryEntry>,
  { rules, channels, onEntry }: PlayOptions = {},
): Promise<PlayedHistory> {
  const open = await openReplayDesk({
    ...(rules === undefined ? {} : { rules }),
    ...(channels === undefined ? {} : { channels }),
    policy: 'silence',
    journal: 'lean',
    keepsJournal: true,
  })
  async function* met(): AsyncGenerator<HistoryEntry> {
    for await (const entry of entries) {
      onEntry?.(entry)
      await open.meet(entry)
      yield entry
    }
  }
  const played = await replay(met(), open.desk, open.clock)
  const { from, until, duplicates, refusals } = played
  return {
    entries: played.entries,
    duplicates,
    from,
    until,
    refused: refusals.length,
    stats: (request, options) => open.open().stats(request, options),
  }
}
