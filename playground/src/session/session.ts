import type { ChannelOptions } from 'caseline'
import type { Scenario } from 'caseline/testing'
import type { Act } from './act.js'

type Given = NonNullable<Scenario['given']>

/** A rule file's text as it is edited: JSON, comments allowed. */
export interface RuleText {
  readonly name: string
  readonly text: string
}

/** A person who writes; on every channel under the same id. */
export interface Customer {
  readonly id: string
  readonly name?: string
  readonly email?: string
  readonly phone?: string
  /** BCP 47; chooses among texts by language. */
  readonly language?: string
  readonly tags?: readonly string[]
  readonly fields?: NonNullable<NonNullable<Given['customer']>['fields']>
}

export type SessionChannel = Pick<ChannelOptions, 'id' | 'kind' | 'name' | 'endless' | 'autoFinish'>

/** Everything that a run depends on. Plain JSON: it goes into a link, a file, the browser's storage. */
export interface Session {
  readonly version: 1
  /** What people call it. */
  readonly name: string
  /** The moment it begins, ISO 8601 UTC. */
  readonly start: string
  /** IANA zone in which screens show times. */
  readonly zone: string
  readonly channels: readonly SessionChannel[]
  readonly customers: readonly Customer[]
  /** Agents by id, with their presence at the start. */
  readonly agents: { readonly [agent: string]: 'online' | 'away' | 'offline' }
  /** The rules at the start. */
  readonly rules: readonly RuleText[]
  readonly acts: readonly Act[]
}

/** Where two sessions begin to differ: the number of acts that they share, or `null` when they don't even begin alike. */
export function sharedActs(one: Session, other: Session): number | null {
  const { acts: _, name: __, zone: ___, ...base } = one
  const { acts: ____, name: _____, zone: ______, ...otherBase } = other
  if (JSON.stringify(base) !== JSON.stringify(otherBase)) return null
  const most = Math.min(one.acts.length, other.acts.length)
  for (let index = 0; index < most; index += 1) {
    const [left, right] = [one.acts[index], other.acts[index]]
    if (left !== right && JSON.stringify(left) !== JSON.stringify(right)) return index
  }
  return most
}
