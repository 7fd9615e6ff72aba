// Takes one endpoint's events to it, in order, one at a time, while this node holds the claim. What was done is written
// down after each event, so whoever takes over repeats one at most, under the same id. Before the first call after a wait
// the claim is proved and the settings are read again: they may be another node's, or others, by now.
import type { Clock } from '../ports/clock.js'
import type {
  ClaimedEndpoint,
  EndpointSettlement,
  LogEntry,
  ServiceStore,
  WebhookEndpoint,
  WebhookLetter,
} from '../ports/service-store.js'
import { callEndpoint, type WebhookCalls } from './endpoint-call.js'
import { endpointVerdict } from './endpoint-verdict.js'
import type { Feed, FeedReader } from './feed.js'
import { later } from './later.js'
import { isWanted, type LiveEvent, liveEvents } from './live-event.js'
import { POST_TIMEOUT_MS } from './signed-post.js'
import { sleepUntil } from './sleep-until.js'
import { troublePause } from './trouble-pause.js'

/** A dead node's endpoints are taken over after this time. */
const LEASE_MS = 30_000
/** A claim outlasts a call by at least this. */
const MARGIN_MS = 20_000
/** While there is nothing to send, the claim is lengthened and settings are looked at this often. */
const RENEW_MS = 10_000
/** How old the settings may be that an event is sent with. */
const SETTINGS_MS = 1_000

export interface Courier {
  readonly workspace: string
  readonly service: Pick<ServiceStore, 'settleEndpoint' | 'endpoint' | 'changeEndpoint'>
  readonly clock: Clock
  readonly feed: Pick<Feed, 'follow'>
  readonly calls: WebhookCalls
  /** 0 to 1. */
  readonly random: () => number
  readonly onError: (error: unknown) => void
}

export function endpointLease({ timeoutMs = POST_TIMEOUT_MS }: WebhookCalls): number {
  return Math.max(LEASE_MS, timeoutMs + MARGIN_MS)
}

type Progress = Pick<EndpointSettlement, 'place' | 'done' | 'attempts' | 'notBefore' | 'lastError'>

/** Ends when it must wait for a next attempt, when the endpoint is paused, gone or another's, and when it is stopped. */
export async function carryEvents(courier: Courier, claimed: ClaimedEndpoint, stopping: AbortSignal): Promise<void> {
  const { workspace, service, clock, feed, calls, random, onError } = courier
  let settings: WebhookEndpoint = claimed
  let settingsAt = clock.now()
  let progress: Progress = {
    place: claimed.place,
    done: claimed.done,
    attempts: claimed.attempts,
    notBefore: claimed.notBefore,
    lastError: claimed.lastError,
  }
  let isProved = true

  /** Waits out the store's trouble: what is to be written has happened. `null`: stopped, and the store still fails; the lease brings it back. */
  const patiently = async <T>(task: () => Promise<T>): Promise<T | null> => {
    for (let failures = 1; ; failures += 1) {
      try {
        return await task()
      } catch (error) {
        onError(error)
        if (stopping.aborted) return null
        await clock.sleep(troublePause(failures), stopping)
      }
    }
  }
  /** False: the endpoint is no longer ours. */
  const settle = async (change: Partial<Progress>, how: Partial<EndpointSettlement> = {}): Promise<boolean> => {
    progress = { ...progress, ...change }
    const settlement = { id: claimed.id, token: claimed.token, ...progress, deadLetters: [], isReleased: false, ...how }
    const until = later(clock.now(), endpointLease(calls))
    const isSettled = await patiently(() => service.settleEndpoint(workspace, settlement, until))
    isProved = isSettled === true
    return isProved
  }
  const release = () => settle({}, { isReleased: true })
  /** False: this courier's work is over, and the endpoint was handed back where it was ours. */
  const isStillOurs = async (): Promise<boolean> => {
    const isFresh = isProved && Date.parse(clock.now()) - Date.parse(settingsAt) < SETTINGS_MS
    if (isFresh) return true
    if (!isProved && !(await settle({}))) return false
    const now = await patiently(() => service.endpoint(workspace, claimed.id))
    if (now === null) return false
    settings = now
    settingsAt = clock.now()
    if (!now.isPaused) return true
    await release()
    return false
  }
  const letter = (event: string, error: string, body: string): WebhookLetter => ({
    event,
    endpoint: claimed.id,
    at: clock.now(),
    error,
    body,
  })
  const send = async (event: LiveEvent, behind: Partial<Progress>): Promise<boolean> => {
    if (!(await isStillOurs())) return false
    if (!isWanted(event, settings)) {
      progress = { ...progress, ...behind }
      return true
    }
    const body = JSON.stringify(event)
    const answer = await callEndpoint(settings, { id: event.id, body }, clock.now(), calls)
    const attempts = progress.attempts + 1
    const verdict = endpointVerdict(answer, { attempts, now: clock.now(), random: random() })
    switch (verdict.kind) {
      case 'taken':
        return settle({ ...behind, attempts: 0, lastError: null })
      case 'given-up':
        return settle(
          { ...behind, attempts: 0, lastError: verdict.error },
          { deadLetters: [letter(event.id, verdict.error, body)] },
        )
      case 'again':
        await settle({ attempts, notBefore: verdict.notBefore, lastError: verdict.error }, { isReleased: true })
        return false
      case 'gone':
        await patiently(() => service.changeEndpoint(workspace, claimed.id, { isPaused: true }))
        await settle({ lastError: `${verdict.error}: paused` }, { isReleased: true })
        return false
      default:
        return verdict satisfies never
    }
  }
  const carry = async (entry: LogEntry): Promise<boolean> => {
    const events = liveEvents(workspace, entry)
    for (let index = progress.done; index < events.length; index += 1) {
      const event = events[index]
      if (event === undefined) break
      const isLast = index === events.length - 1
      const behind = isLast ? { place: entry.place, done: 0 } : { done: index + 1 }
      if (stopping.aborted) {
        await release()
        return false
      }
      if (isWanted(event, settings)) {
        if (!(await send(event, behind))) return false
      } else progress = { ...progress, ...behind }
    }
    progress = { ...progress, place: entry.place, done: 0 }
    return true
  }

  const reader = feed.follow(claimed.place)
  try {
    let reading = reader.read()
    while (true) {
      const batch = await nextOrNull(reader, reading, clock, stopping)
      if (batch === 'ended') return void (await release())
      isProved = false
      if (batch === 'nothing') {
        if (!(await isStillOurs())) return
        continue
      }
      if (batch.isGap) {
        const lost = [gapLetter(courier, progress, letter)]
        if (!(await settle({ done: 0, attempts: 0 }, { deadLetters: lost }))) return
      }
      for (const entry of batch.entries) if (!(await carry(entry))) return
      progress = { ...progress, place: batch.place, done: 0 }
      reading = reader.read()
    }
  } finally {
    reader.close()
  }
}

type Batch = Exclude<Awaited<ReturnType<FeedReader['read']>>, null>

async function nextOrNull(
  reader: FeedReader,
  reading: Promise<Batch | null>,
  clock: Clock,
  stopping: AbortSignal,
): Promise<Batch | 'nothing' | 'ended'> {
  const arrived = new AbortController()
  const tick = sleepUntil(clock, RENEW_MS, [arrived.signal, stopping]).then(() => 'nothing' as const)
  const first = await Promise.race([reading, tick])
  arrived.abort()
  if (stopping.aborted) reader.close()
  if (first === null || stopping.aborted) return 'ended'
  return first
}

/** The log was pruned before the endpoint had read it: what is lost can't be named, only where it would have stood. */
function gapLetter(
  { workspace, clock }: Courier,
  { place }: Progress,
  letter: (event: string, error: string, body: string) => WebhookLetter,
): WebhookLetter {
  const id = `${place}.gap`
  const body = JSON.stringify({ id, type: 'gap', workspace, at: clock.now(), after: place })
  return letter(id, 'What stood behind this place was pruned before it could be sent', body)
}
