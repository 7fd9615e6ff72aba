// Keeps a desk's rules equal to the version that is published in its workspace, on every node. A version that this node
// can't use (it names a function that only another node has) changes nothing here: the rules that were in force stay, and
// `state` tells. Nothing but a new version is tried again, since the same one would fail in the same way.
import type { CurrentRules, RuleVersion, ServiceStore } from '../ports/service-store.js'
import type { BesideDesk } from './beside-desk.js'
import { type ConfiguredRules, configuredRules } from './configured-rules.js'
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
  /** A newer version that decides for a share of the threads here. */
  readonly rollout: { readonly number: number; readonly version: string; readonly share: number } | null
  /** A published version that this node can't use. */
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
  /** What is in force, but for what is being rolled out. */
  readonly rules: () => DeskRules | undefined
  /** What the desk was made with. */
  readonly configured: () => ConfiguredRules | null
}

interface Rollout {
  readonly version: RuleVersion
  readonly share: number
}

const NOTHING = { number: 0, rollout: null } satisfies CurrentRules

export function ruleKeeper(options: RuleKeeperOptions): RuleKeeper {
  const { workspace, service, clock, desk, onError, first } = options
  const stopping = new AbortController()
  const line = serial()
  let base: RuleVersion | null = null
  let rollout: Rollout | null = null
  let since: string | null = null
  let failed: FailedRules | null = null
  let configured: ConfiguredRules | null = null
  /** What was looked at last, usable or not: the same would come out the same. */
  let seen = JSON.stringify(NOTHING)
  let running: Promise<void> = Promise.resolve()

  const put = (version: RuleVersion | null, next: Rollout | null): boolean => {
    try {
      const rolled = next === null ? [] : [{ rules: next.version.sets, share: next.share }]
      desk.setRules(version?.sets ?? first, ...rolled)
    } catch (error) {
      onError(error)
      const { number } = next?.version ?? version ?? NOTHING
      failed ??= { number, at: clock.now(), message: error instanceof Error ? error.message : String(error) }
      return false
    }
    base = version
    rollout = next
    since = clock.now()
    return true
  }
  /** One that is at hand is not read again, so that nothing of it is compiled again. */
  const read = async (number: number): Promise<RuleVersion | null> =>
    [base, rollout?.version].find((known) => known?.number === number) ?? (await service.ruleVersion(workspace, number))
  /** The version, or the last one before it that this node can use. */
  const putUsable = async (number: number, back: number): Promise<void> => {
    if (number === 0) return void put(null, null)
    const last = Math.max(1, number - back)
    for (let at = number; at >= last && !stopping.signal.aborted; at -= 1) {
      const version = await read(at)
      if (version !== null && put(version, null)) return
    }
    // The rules before it stay, for all: what is being rolled out was tried beside another version.
    if (rollout !== null) put(base, null)
  }
  const look = async (back: number): Promise<void> => {
    const wanted = await service.currentRules(workspace)
    const asked = JSON.stringify(wanted)
    if (asked === seen) return
    const next = wanted.rollout === null ? null : await read(wanted.rollout.number)
    const version = wanted.number === 0 ? null : await read(wanted.number)
    failed = null
    const share = wanted.rollout?.share ?? 0
    const isWhole = next !== null && (version !== null || wanted.number === 0)
    // Both at once: between two steps a thread could go back and forth.
    if (!isWhole || !put(version, { version: next, share })) await putUsable(wanted.number, back)
    seen = asked
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
      number: base?.number ?? 0,
      version: base?.version ?? null,
      since,
      rollout:
        rollout === null
          ? null
          : { number: rollout.version.number, version: rollout.version.version, share: rollout.share },
      failed,
    }),
    rules: () => base?.sets ?? first,
    configured: () => {
      if (first !== undefined) configured ??= configuredRules(first)
      return configured
    },
  }
}
