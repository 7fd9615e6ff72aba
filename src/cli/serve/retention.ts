// Takes away what is older than is kept, hourly, in batches with pauses: work for customers goes first.
import { momentBefore, type Span } from '../../core/rules/duration.js'
import type { Desks, ServedDesk } from '../../http/desks.js'
import type { ChannelStore } from '../../ports/channel-store.js'
import type { Clock } from '../../ports/clock.js'
import type { ServiceStore } from '../../ports/service-store.js'
import type { PruneRequest } from '../../ports/store.js'
import type { RetentionSettings } from '../config/settings.js'

export interface Taken {
  readonly workspace: string
  readonly journal: number
  readonly messages: number
  readonly deadLetters: number
  /** Kept answers to requests. */
  readonly requests: number
}

export interface RetentionWork {
  readonly desks: Pick<Desks, 'all'>
  readonly kept: Pick<ServiceStore, 'pruneRequests'>
  readonly channels: Pick<ChannelStore, 'pruneSent'>
  readonly clock: Clock
  readonly settings: RetentionSettings
  readonly onTaken: (taken: Taken) => void
  readonly onError: (error: unknown) => void
}

const HOUR_MS = 3_600_000
/** A start has other things to do. */
const FIRST_AFTER_MS = 60_000
const PAUSE_MS = 100
/** Receipts and echoes come within days; a resent dead letter may be older than its messages' ids, and then begins anew. */
const SENT_MS = 90 * 86_400_000

/** Answers how to stop: resolves when the batch under way is done. */
export function startRetention(work: RetentionWork): () => Promise<void> {
  const { desks, clock, onError } = work
  const abort = new AbortController()
  const { signal } = abort
  const loop = async (): Promise<void> => {
    await clock.sleep(FIRST_AFTER_MS, signal)
    while (!signal.aborted) {
      for (const desk of desks.all()) {
        try {
          await takeAway(desk, work, signal)
        } catch (error) {
          // The next hour takes what this one left.
          onError(error)
        }
      }
      await clock.sleep(HOUR_MS, signal)
    }
  }
  const done = loop()
  return async () => {
    abort.abort()
    await done
  }
}

async function takeAway(
  { workspace, desk }: ServedDesk,
  { kept, channels, clock, settings, onTaken }: RetentionWork,
  signal: AbortSignal,
): Promise<void> {
  const now = clock.now()
  const { batch } = settings
  const request = requestAt(settings, now)
  const total = { journal: 0, messages: 0, deadLetters: 0, requests: 0 }
  while (!signal.aborted && Object.keys(request).length > 1) {
    const { journal, messages, outbox } = await desk.prune(request)
    total.journal += journal
    total.messages += messages
    total.deadLetters += outbox
    if (journal + messages + outbox === 0) break
    await clock.sleep(PAUSE_MS, signal)
  }
  while (!signal.aborted) {
    const requests = await kept.pruneRequests(workspace, now, batch)
    total.requests += requests
    if (requests < batch) break
    await clock.sleep(PAUSE_MS, signal)
  }
  const sentBefore = new Date(Date.parse(now) - SENT_MS).toISOString()
  while (!signal.aborted && (await channels.pruneSent(workspace, sentBefore, batch)) === batch) {
    await clock.sleep(PAUSE_MS, signal)
  }
  if (Object.values(total).some((count) => count > 0)) onTaken({ workspace, ...total })
}

function requestAt({ journal, messages, deadLetters, batch }: RetentionSettings, now: string): PruneRequest {
  const before = (span: Span): string => new Date(momentBefore(Date.parse(now), span)).toISOString()
  return {
    limit: batch,
    ...(journal === undefined ? {} : { journalBefore: before(journal) }),
    ...(messages === undefined ? {} : { messagesBefore: before(messages) }),
    ...(deadLetters === undefined ? {} : { outboxBefore: before(deadLetters) }),
  }
}
