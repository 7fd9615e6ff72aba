// Which agents are there, as all nodes know it, kept in the desk for rules to ask. What this node changes counts at once,
// what others change within two seconds, and a heartbeat that isn't renewed lapses to the moment.
import type { AgentPresence, ServiceStore } from '../ports/service-store.js'
import type { BesideDesk } from './beside-desk.js'
import type { Desk } from './desk.js'
import { idOf, textOf } from './input.js'
import { later } from './later.js'
import { refuse } from './refused-error.js'
import { sleepUntil } from './sleep-until.js'
import { troublePause } from './trouble-pause.js'

const READ_MS = 2_000
/** Who says nothing else is there for a minute. */
export const DEFAULT_TTL_MS = 60_000
const LONGEST_TTL_MS = 86_400_000
const MAX_STATUS = 100
/** The status of those who aren't there: they are forgotten. */
const OFFLINE = 'offline'

export interface PresenceOptions extends Omit<BesideDesk, 'desk' | 'service'> {
  readonly service: Pick<ServiceStore, 'presence' | 'setPresence'>
  readonly desk: Pick<Desk, 'setPresence'>
}

export interface PresenceBoard {
  /** Resolves when the desk knows who is there. Rejects with the store's trouble; then nothing runs. */
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
  /**
   * What an agent is from now on, for `ttlMs` (1,000 to a day; default a minute); `offline` takes it away. Refused
   * `invalid` for a name, status or time that can't be.
   */
  readonly set: (agent: string, status: string, ttlMs?: number) => Promise<AgentPresence>
  /** Those who are there, read anew. */
  readonly agents: () => Promise<readonly AgentPresence[]>
}

export function presenceBoard({ workspace, service, clock, desk, onError }: PresenceOptions): PresenceBoard {
  let known: readonly AgentPresence[] = []
  /** Counts own changes: a list that was asked for before one must not undo it. */
  let changes = 0
  let running: { readonly abort: AbortController; readonly done: Promise<void> } | null = null
  let alarm = new AbortController()

  const isThere = ({ until }: AgentPresence): boolean => until === null || until > clock.now()
  const show = (agents: readonly AgentPresence[]): void => {
    known = agents.filter(isThere)
    desk.setPresence(Object.fromEntries(known.map(({ agent, status }) => [agent, status])))
  }
  const read = async (): Promise<readonly AgentPresence[]> => {
    const before = changes
    const agents = await service.presence(workspace, clock.now())
    if (before === changes) show(agents)
    return agents
  }
  const nextLapse = (): number => {
    const now = Date.parse(clock.now())
    return Math.min(...known.map(({ until }) => (until === null ? Infinity : Date.parse(until) - now)))
  }
  const loop = async (signal: AbortSignal): Promise<void> => {
    let failures = 0
    while (!signal.aborted) {
      alarm = new AbortController()
      const pause = failures === 0 ? READ_MS : Math.max(READ_MS, troublePause(failures))
      await sleepUntil(clock, Math.max(1, Math.min(pause, nextLapse())), [signal, alarm.signal])
      if (signal.aborted) return
      // Whatever the store says next: what has lapsed is over.
      show(known)
      try {
        await read()
        failures = 0
      } catch (error) {
        failures += 1
        onError(error)
      }
    }
  }
  return {
    start: async () => {
      if (running !== null) return
      await read()
      const abort = new AbortController()
      running = { abort, done: loop(abort.signal) }
    },
    stop: async () => {
      const ending = running
      running = null
      ending?.abort.abort()
      await ending?.done
    },
    set: async (agent, status, ttlMs = DEFAULT_TTL_MS) => {
      if (!(ttlMs >= 1_000 && ttlMs <= LONGEST_TTL_MS))
        refuse('invalid', 'ttl must be from one second to a day', { pointer: '/ttl' })
      const told = textOf(status, '/status', MAX_STATUS)
      if (told.trim() === '') refuse('invalid', 'status must not be empty', { pointer: '/status' })
      const now = clock.now()
      const presence: AgentPresence = {
        agent: idOf(agent, '/agent'),
        status: told,
        until: told === OFFLINE ? now : later(now, ttlMs),
      }
      await service.setPresence(workspace, presence)
      changes += 1
      show([...known.filter((one) => one.agent !== presence.agent), presence])
      // The loop may have to wake earlier now.
      if (running !== null && !alarm.signal.aborted) alarm.abort()
      return presence
    },
    agents: read,
  }
}
