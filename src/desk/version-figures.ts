// What each version of the rules did since a moment: whether the new one does what it should is seen while a roll-out runs.
import type { ServiceStore, VersionDecisions } from '../ports/service-store.js'
import { momentOf } from './input.js'

export interface VersionFigures extends VersionDecisions {
  /** Of the newest published version that says this; `null`: it was never published. */
  readonly number: number | null
}

export interface DecidedByVersion {
  /** ISO 8601 UTC. */
  readonly from: string
  /** Not included; `null`: until now. */
  readonly to: string | null
  /** Newest version first; then what was decided with rules that weren't published, or with none. */
  readonly versions: readonly VersionFigures[]
}

export interface FiguresPeriod {
  /** ISO 8601. Left out: when the roll-out began, else when the current version was published. */
  readonly from?: string
  readonly to?: string
}

type Service = Pick<ServiceStore, 'decisions' | 'ruleVersions' | 'currentRules'>

const PAGE = 200
const BEGINNING = '1970-01-01T00:00:00.000Z'

/** Of a journal that was pruned only what is left of it is counted. */
export async function versionFigures(
  service: Service,
  workspace: string,
  { from: asked, to: end }: FiguresPeriod = {},
): Promise<DecidedByVersion> {
  const from = asked === undefined ? await beginning(service, workspace) : momentOf(asked, '/from')
  const to = end === undefined ? null : momentOf(end, '/to')
  const decided = await service.decisions(workspace, { from, to })
  const numbers = await numbersOf(service, workspace, new Set(decided.flatMap(({ version }) => version ?? [])))
  const versions = decided
    .map((one) => ({ ...one, number: numbers.get(one.version ?? '') ?? null }))
    .toSorted((one, other) => (other.number ?? 0) - (one.number ?? 0) || other.decisions - one.decisions)
  return { from, to, versions }
}

async function beginning(service: Service, workspace: string): Promise<string> {
  const { number, rollout } = await service.currentRules(workspace)
  const wanted = rollout?.number ?? number
  const [version] = wanted === 0 ? [] : await service.ruleVersions(workspace, { limit: 1, below: wanted + 1 })
  return version?.at ?? BEGINNING
}

/** Looks back until all are found. */
async function numbersOf(
  service: Service,
  workspace: string,
  hashes: ReadonlySet<string>,
): Promise<ReadonlyMap<string, number>> {
  const numbers = new Map<string, number>()
  for (let below: number | undefined; numbers.size < hashes.size; ) {
    const page = await service.ruleVersions(workspace, { limit: PAGE, ...(below === undefined ? {} : { below }) })
    for (const { version, number } of page)
      if (hashes.has(version) && !numbers.has(version)) numbers.set(version, number)
    below = page.at(-1)?.number
    if (below === undefined || page.length < PAGE) break
  }
  return numbers
}
