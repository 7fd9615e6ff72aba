import type { RuleSet } from 'caseline'
import type { DeskRules, PublishedRules, RuleVersionHead } from '../session/desk-journal.js'
import type { RuleText } from '../session/session.js'
import type { DeskClient } from './desk-client.js'

/** What a desk decides and has decided by. */
export interface DeskRulings {
  /** Number of the version in force; 0: the rules of the configuration. */
  readonly number: number
  readonly inForce: readonly RuleText[]
  /** Texts by the version that traces name. */
  readonly texts: ReadonlyMap<string, readonly RuleText[]>
  /** Number of the newest version; 0: there is none. */
  readonly newest: number
  /** A newer version decides for some of the chats. */
  readonly isRollingOut: boolean
}

export const NO_RULINGS: DeskRulings = { number: 0, inForce: [], texts: new Map(), newest: 0, isRollingOut: false }

/** Versions looked through for the ones that traces name. */
const VERSIONS = 200
/** Versions whose rules are loaded at a time. */
const MOST_LOADED = 20

/** Whether others may have published since, without loading any rules; a roll-out ends without a new version. */
export async function isBehind(client: DeskClient, { newest, isRollingOut }: DeskRulings): Promise<boolean> {
  return isRollingOut || (await newestOf(client)) !== newest
}

async function newestOf(client: DeskClient): Promise<number> {
  const { items } = await client.get<{ items: readonly RuleVersionHead[] }>('v1/rules/versions?limit=1')
  return items[0]?.number ?? 0
}

/** `wanted`: versions that traces name; those that can't be found are left out. */
export async function readRulings(
  client: DeskClient,
  wanted: ReadonlySet<string>,
  known: DeskRulings | null,
): Promise<DeskRulings> {
  const newest = await newestOf(client)
  const { published, rollout, configuration } = await client.get<DeskRules>('v1/rules')
  const texts = new Map(known?.texts)
  if (configuration !== null) texts.set(configuration.version, textsOf(configuration.sets))
  if (published !== null) texts.set(published.version, textsOf(published.sets))
  const missing = [...wanted].filter((version) => !texts.has(version))
  if (missing.length > 0 && (published !== null || rollout !== null)) {
    const { items } = await client.get<{ items: readonly RuleVersionHead[] }>(`v1/rules/versions?limit=${VERSIONS}`)
    const found = items.filter(({ version }) => missing.includes(version)).slice(0, MOST_LOADED)
    for (const { number } of found) {
      const { version, sets } = await client.get<PublishedRules>(`v1/rules/versions/${number}`)
      texts.set(version, textsOf(sets))
    }
  }
  const inForce = published ?? configuration
  return {
    number: published?.number ?? 0,
    inForce: inForce === null ? textsOf([{ rules: [] }]) : textsOf(inForce.sets),
    texts,
    newest,
    isRollingOut: rollout !== null,
  }
}

/** Sets as files to read and write: named as they name themselves. */
export function textsOf(sets: readonly RuleSet[]): readonly RuleText[] {
  const taken = new Set<string>()
  return sets.map((set, index) => {
    const wanted = set.name ?? `rules-${index + 1}`
    const name = taken.has(wanted) ? `${wanted} (${index + 1})` : wanted
    taken.add(name)
    return { name, text: `${JSON.stringify(set, null, 2)}\n` }
  })
}
