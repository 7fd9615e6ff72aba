import type { Chat } from '../../core/chat/chat.js'
import type { Thread } from '../../core/thread/thread.js'
import type { ServiceStore, VersionDecisions } from '../../ports/service-store.js'
import type { ThreadHistory } from '../../ports/thread-history.js'
import { type Ask, present } from './ask.js'
import { DECISIONS } from './statements/decisions.js'
import { HISTORIES, HISTORIES_OF } from './statements/histories.js'

export interface StoredHistory {
  readonly thread: Omit<Thread, 'chats' | 'root'> & { readonly root: string | null }
  readonly chats: readonly Chat[] | null
  readonly journal: ThreadHistory['journal'] | null
}

interface StoredPage {
  readonly count: number
  readonly last: string | null
  readonly threads: readonly StoredHistory[] | null
}

/** Threads with what happened in them, for statistics. */
export function historiesFrom(ask: Ask): Pick<ServiceStore, 'histories' | 'historiesOf' | 'decisions'> {
  return {
    histories: async (workspace, page) => {
      const { count, last, threads } = present(await ask.value<StoredPage>(workspace, HISTORIES, page))
      return { threads: (threads ?? []).map(historyOf), next: count < page.limit ? null : last }
    },
    decisions: (workspace, period) => ask.list<VersionDecisions>(workspace, DECISIONS, period),
    historiesOf: async (workspace, threads) =>
      (await ask.list<StoredHistory>(workspace, HISTORIES_OF, threads)).map(historyOf),
  }
}

export function historyOf({ thread: { root, ...head }, chats, journal }: StoredHistory): ThreadHistory {
  const thread = { ...head, ...(root === null ? {} : { root }), chats: chats ?? [] }
  return { thread, journal: journal ?? [] }
}
