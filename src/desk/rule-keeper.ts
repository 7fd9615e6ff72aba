// Keeps a desk's rules equal to the version that is published in its workspace, on every node. A version that this node
// can't use (it names a function that only another node has) changes nothing here: the rules that were in force stay, and
// `state` tells. Nothing but a new version is tried again, since the same one would fail in the same way.
import type { RuleVersion, ServiceStore } from '../ports/service-store.js'
import type { BesideDesk } from './beside-desk.js'
import { keepLooking } from './keep-looking.js'
import type { DeskRules } from './options.js'
import { serial } from './serial.js'

/** How often nodes ask whether there is another version. */
const POLL_MS = 1_000
/** A node that starts and can't use the current version looks back so far for one that it can. */
const MOST_BACK = 10

export interface FailedRules {
  readonly number: number
  readonly at: string
  /** A sentence for people. */
  readonly message: string
}

export interface RuleState {
  /** Number of the published version in force; 0: nothing was published, or nothing that this node can use. */
  readonly number: number
  /** Hash of what it says; `null`: the rules that the desk was made with. */
  readonly version: string | null
  /** Since when on this node. */
  readonly since: string | null
  /** The current version, where this node can't use it. */
  readonly failed: FailedRules | null
}

export interface RuleKeeperOptions extends Omit<BesideDesk, 'service'> {
  readonly service: Pick<ServiceStore, 'currentRules' | 'ruleVersion'>
  /** What the desk was made with: in force until something is published. */
  readonly first: DeskRules | undefined
}

export interface RuleKeeper {
  /** Resolves when the current version is in force, or can't be. Rejects with the store's trouble; then nothing runs. */
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
  /** Looks now; for those who have just published. Rejects with the store's trouble. */
  readonly refresh: () => Promise<void>
  readonly state: () => RuleState
  /** What is in force. */
  readonly rules: () => DeskRules | undefined
}

export function ruleKeeper(options: RuleKeeperOptions): RuleKeeper {
  const { workspace, service, clock, desk, onError, first } = options
  const stopping = new AbortController()
  const line = serial()
  let inForce: { readonly version: RuleVersion; readonly since: string } | null = null
  let failed: FailedRules | null = null
  let running: Promise<void> = Promise.resolve()

  const tryVersion = (version: RuleVersion): boolean => {
    try {
      desk.setRules(version.sets)
    } catch (error) {
      onError(error)
      failed ??= {
        number: version.number,
        at: clock.now(),
        message: error instanceof Error ? error.message : String(error),
      }
      return false
    }
    inForce = { version, since: clock.now() }
    return true
  }
  const load = async (number: number, back: number): Promise<void> => {
    const last = Math.max(1, number - back)
    for (let at = number; at >= last && !stopping.signal.aborted; at -= 1) {
      const version = await service.ruleVersion(workspace, at)
      if (version !== null && tryVersion(version)) return
    }
  }
  const look = async (back: number): Promise<void> => {
    const number = await service.currentRules(workspace)
    if (number === 0 || number === inForce?.version.number || number === failed?.number) return
    failed = null
    await load(number, back)
  }
  const refresh = (back = 0) => line.run('rules', () => look(back))

  return {
    start: async () => {
      await refresh(MOST_BACK)
      running = keepLooking({ clock, everyMs: POLL_MS, signal: stopping.signal, look: () => refresh(), onError })
    },
    stop: async () => {
      stopping.abort()
      await running
      await line.idle()
    },
    refresh: () => refresh(),
    state: () => ({
      number: inForce?.version.number ?? 0,
      version: inForce?.version.version ?? null,
      since: inForce?.since ?? null,
      failed,
    }),
    rules: () => inForce?.version.sets ?? first,
  }
}
