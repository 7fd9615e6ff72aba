import { DeskFault, faultOf } from './desk-fault.js'

export interface DeskAddress {
  /** Where `/v1` is, with a slash at its end. */
  readonly url: string
  /** `null`: none is asked for there. */
  readonly key: string | null
}

/** Calls of a running desk. All reject with `DeskFault`. */
export interface DeskClient {
  readonly url: string
  /** `signal`: for what may take longer than usual; it alone ends the call. */
  readonly get: <T>(path: string, signal?: AbortSignal) => Promise<T>
  /** `once`: an `Idempotency-Key`: with it the same may be sent again. */
  readonly send: <T>(method: string, path: string, body: unknown, once?: string) => Promise<T>
  /** An answer that goes on: its status is right. */
  readonly open: (path: string, signal: AbortSignal) => Promise<Response>
  /** The desk's time, as well as it is known: milliseconds. */
  readonly now: () => number
}

/** Nothing that is asked takes so long but for a stream. */
const PATIENCE_MS = 20_000

export function deskClient({ url, key }: DeskAddress): DeskClient {
  /** What the desk's clock is ahead of ours. Its `Date` has seconds only, so less than that isn't known. */
  let ahead = 0

  async function call(path: string, init: RequestInit): Promise<Response> {
    const sent = Date.now()
    let answer: Response
    try {
      answer = await fetch(new URL(path.replace(/^\//u, ''), url), {
        ...init,
        headers: { ...init.headers, ...(key === null ? {} : { authorization: `Bearer ${key}` }) },
        // A key of ours is all that may speak for us.
        credentials: 'omit',
        cache: 'no-store',
      })
    } catch (error) {
      throw new DeskFault('unreachable', error instanceof Error ? error.message : String(error))
    }
    const date = Date.parse(answer.headers.get('date') ?? '')
    if (!Number.isNaN(date)) {
      const off = date + 500 - (sent + Date.now()) / 2
      ahead = Math.abs(off) < 1_500 ? 0 : off
    }
    if (!answer.ok) throw await faultOf(answer)
    return answer
  }

  async function json<T>(path: string, init: RequestInit): Promise<T> {
    const answer = await call(path, { signal: AbortSignal.timeout(PATIENCE_MS), ...init })
    if (!/[/+]json\b/u.test(answer.headers.get('content-type') ?? ''))
      throw new DeskFault('foreign', `${url} answers, but not as a desk does`)
    try {
      return (await answer.json()) as T
    } catch (error) {
      throw new DeskFault('unreachable', error instanceof Error ? error.message : String(error))
    }
  }

  return {
    url,
    get: (path, signal) => json(path, signal === undefined ? {} : { signal }),
    send: (method, path, body, once) =>
      json(path, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(once === undefined ? {} : { 'idempotency-key': once }),
        },
      }),
    open: (path, signal) => call(path, { signal, headers: { accept: 'text/event-stream' } }),
    now: () => Date.now() + ahead,
  }
}
