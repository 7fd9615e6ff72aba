// Where rules are published, listed and taken back: in the database itself, or by a running desk that has it.
import { isRecord } from '../../core/rules/record.js'
import type { RuleSet } from '../../core/rules/rule-set.js'
import type { Desk } from '../../desk/desk.js'
import { type Published, publishRules, type RulePlace, rollBackRules } from '../../desk/publish-rules.js'
import { shareRules } from '../../desk/share-rules.js'
import { type DecidedByVersion, type FiguresPeriod, versionFigures } from '../../desk/version-figures.js'
import type { RuleVersion, ServedStore, ShareStep } from '../../ports/service-store.js'
import { standIns } from '../../testing/stand-ins.js'
import { ApiError, type ApiFlags, callApi } from '../api-client.js'
import { type StoreFlags, withDesk } from '../store-options.js'
import type { Terminal } from '../terminal.js'

export interface RuleFlags extends StoreFlags, ApiFlags {
  readonly json?: boolean
}

export type VersionHead = Omit<RuleVersion, 'sets'>

export interface How {
  readonly author: string
  readonly note?: string
  readonly ifNumber?: number
  readonly share?: number
}

/** What is in force, and what a share of the threads has already. */
export interface InForce {
  readonly number: number
  readonly rollout: { readonly number: number; readonly share: number } | null
}

export interface RuleBook {
  readonly current: () => Promise<InForce>
  /** `null`: nothing was published. */
  readonly published: () => Promise<readonly RuleSet[] | null>
  readonly draft: () => Promise<readonly RuleSet[] | null>
  readonly version: (number: number) => Promise<readonly RuleSet[] | null>
  /** Newest first, at most so many. */
  readonly versions: (limit: number) => Promise<readonly VersionHead[]>
  readonly figures: (period: FiguresPeriod) => Promise<DecidedByVersion>
  /** `undefined`: the draft. */
  readonly publish: (sets: readonly unknown[] | undefined, how: How) => Promise<Told>
  readonly rollBack: (to: number, how: Omit<How, 'share'>) => Promise<Told>
  readonly share: (number: number, share: number, author: string) => Promise<Told>
}

export interface Told {
  readonly version: VersionHead
  readonly isUnchanged: boolean
}

export async function withRules<T>(
  flags: RuleFlags,
  terminal: Terminal,
  use: (book: RuleBook) => Promise<T>,
): Promise<T> {
  const { url } = flags
  if (url !== undefined) return use(remoteBook({ ...flags, url }))
  const { workspace = 'default' } = flags
  const onStore = (_desk: Desk, { service }: ServedStore): Promise<T> => {
    const setsOf = async (number: number) => (await service.ruleVersion(workspace, number))?.sets ?? null
    // Names of functions, secrets and workflows are known to the desk that runs, not here: as `check`, it takes them as given.
    const placeFor = (sets: unknown): RulePlace => {
      const { functions, secrets, workflows } = standIns(sets)
      const known = {
        functions: Object.keys(functions),
        secrets: Object.keys(secrets),
        workflows: Object.keys(workflows),
      }
      return { workspace, service, known, now: new Date().toISOString() }
    }
    return use({
      current: () => service.currentRules(workspace),
      published: async () => setsOf((await service.currentRules(workspace)).number),
      draft: async () => (await service.ruleDraft(workspace))?.sets ?? null,
      version: setsOf,
      versions: (limit) => service.ruleVersions(workspace, { limit }),
      figures: (period) => versionFigures(service, workspace, period),
      publish: async (sets, how) => {
        const named = sets ?? (await service.ruleDraft(workspace))?.sets
        const given = sets === undefined ? {} : { sets }
        return told(await publishRules(placeFor(named), { ...how, ...given }))
      },
      rollBack: async (to, how) => told(await rollBackRules(placeFor(await setsOf(to)), { ...how, to })),
      share: (number, share, author) => shareRules(placeFor([]), { number, share, author }),
    })
  }
  return withDesk(flags, terminal, onStore, { canAsk: true })
}

function told({ version: { sets: _, ...version }, isUnchanged }: Published): Told {
  return { version, isUnchanged }
}

function remoteBook(flags: ApiFlags & { readonly url: string }): RuleBook {
  const view = async (name: 'published' | 'draft') => {
    const body = await callApi(flags, 'GET', '/v1/rules')
    return isRecord(body) ? setsIn(body[name]) : strange()
  }
  return {
    current: async () => inForceIn(await callApi(flags, 'GET', '/v1/rules')),
    published: () => view('published'),
    draft: () => view('draft'),
    version: async (number) => {
      try {
        return setsIn(await callApi(flags, 'GET', `/v1/rules/versions/${number}`))
      } catch (error) {
        if (error instanceof ApiError && error.code === 'not-found') return null
        throw error
      }
    },
    versions: async (limit) => {
      const found: VersionHead[] = []
      let cursor = ''
      while (found.length < limit) {
        const page = await callApi(flags, 'GET', `/v1/rules/versions?limit=${Math.min(200, limit)}${cursor}`)
        if (!isRecord(page) || !Array.isArray(page.items)) return strange()
        found.push(...page.items.map(headOf))
        if (typeof page.next !== 'string') break
        cursor = `&cursor=${encodeURIComponent(page.next)}`
      }
      return found.slice(0, limit)
    },
    figures: async (period) => {
      const body = await callApi(flags, 'GET', `/v1/rules/figures?${new URLSearchParams({ ...period })}`)
      return isFigures(body) ? body : strange()
    },
    publish: async (sets, how) => {
      const given = sets === undefined ? {} : { sets }
      return toldBy(await callApi(flags, 'POST', '/v1/rules/publish', { ...how, ...given }))
    },
    rollBack: async (to, how) => toldBy(await callApi(flags, 'POST', '/v1/rules/rollback', { ...how, to })),
    share: async (number, share, author) => {
      const body = await callApi(flags, 'POST', '/v1/rules/rollout', { number, share, author })
      if (!isRecord(body)) return strange()
      return { version: headOf(body.version), isUnchanged: body.isUnchanged === true }
    },
  }
}

function isFigures(body: unknown): body is DecidedByVersion {
  return isRecord(body) && typeof body.from === 'string' && Array.isArray(body.versions)
}

function toldBy(body: unknown): Told {
  if (!isRecord(body) || !isRecord(body.published)) return strange()
  return { version: headOf(body.published), isUnchanged: body.isUnchanged === true }
}

function headOf(value: unknown): VersionHead {
  if (!isRecord(value) || typeof value.number !== 'number') return strange()
  const text = (name: string) => (typeof value[name] === 'string' ? value[name] : null)
  const { number } = value
  return {
    number,
    version: text('version') ?? '',
    author: text('author'),
    note: text('note'),
    at: text('at') ?? '',
    shares: Array.isArray(value.shares) ? value.shares.flatMap(shareIn) : [],
  }
}

function shareIn(value: unknown): readonly ShareStep[] {
  if (!isRecord(value)) return []
  const { share, author, at } = value
  if (typeof share !== 'number' || typeof at !== 'string') return []
  return [{ share, author: typeof author === 'string' ? author : null, at }]
}

function inForceIn(view: unknown): InForce {
  if (!isRecord(view)) return strange()
  const number = view.published === null ? 0 : headOf(view.published).number
  const { rollout } = view
  if (!isRecord(rollout)) return { number, rollout: null }
  if (typeof rollout.share !== 'number') return strange()
  return { number, rollout: { number: headOf(rollout.version).number, share: rollout.share } }
}

function setsIn(value: unknown): readonly RuleSet[] | null {
  if (value === null) return null
  return isRecord(value) && areSets(value.sets) ? value.sets : strange()
}

/** The desk has checked them. */
function areSets(value: unknown): value is readonly RuleSet[] {
  return Array.isArray(value) && value.every(isRecord)
}

function strange(): never {
  throw new ApiError('unavailable', 'The answer is none of a Caseline desk')
}
