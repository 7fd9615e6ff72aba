import type { Reasons } from '../core/statistics/withheld-in.js'
import type { CommandType } from '../core/thread/command.js'
import type { DomainEvent } from '../core/thread/event.js'
import type { Thread } from '../core/thread/thread.js'

/** A thread and what happened in it: what statistics are made of. */
export interface ThreadHistory {
  /** With every chat of its chain. */
  readonly thread: Thread
  /** In order; entries without events in which nothing was withheld may be left out. */
  readonly journal: readonly {
    readonly command: { readonly type: CommandType; readonly at: string; readonly from?: string | null }
    readonly events: readonly DomainEvent[]
    /** May be left out where nothing was withheld. */
    readonly trace?: Reasons | null
  }[]
}
