import type { ChatEnd, Deed, Outline, Step } from './outline.js'

export interface ChangedEnd {
  readonly chat: number
  /** `null`: there was no such chat. */
  readonly before: ChatEnd | null
  readonly after: ChatEnd | null
  /** Names of what differs. */
  readonly differs: readonly (keyof ChatEnd)[]
}

export interface OutlineDifference {
  /** Index of the first frame that differs, in both runs; `null`: none does. */
  readonly first: number | null
  /** Done before, and not any more. */
  readonly undone: readonly Deed[]
  /** Done only now. */
  readonly added: readonly Deed[]
  readonly ends: readonly ChangedEnd[]
}

export function outlineDifference(before: Outline, after: Outline): OutlineDifference {
  const most = Math.max(before.steps.length, after.steps.length)
  const isSame = (index: number) => keyOfStep(before.steps[index]) === keyOfStep(after.steps[index])
  const first = Array.from({ length: most }, (_, index) => index).find((index) => !isSame(index)) ?? null
  const [deeds, others] = [before, after].map(({ steps }) => steps.flatMap((step) => step.deeds))
  return {
    first,
    undone: without(deeds ?? [], others ?? []),
    added: without(others ?? [], deeds ?? []),
    ends: changedEnds(before.ends, after.ends),
  }
}

function keyOfStep(step: Step | undefined): string {
  return step === undefined ? '' : JSON.stringify(step)
}

/** Those of `deeds` that `others` lack; what was done twice must be there twice. */
function without(deeds: readonly Deed[], others: readonly Deed[]): readonly Deed[] {
  const left = new Map<string, number>()
  for (const deed of others) left.set(keyOf(deed), (left.get(keyOf(deed)) ?? 0) + 1)
  return deeds.filter((deed) => {
    const count = left.get(keyOf(deed)) ?? 0
    left.set(keyOf(deed), count - 1)
    return count <= 0
  })
}

/** Not by moment: what is done a minute later is still done, and `first` tells of it. */
function keyOf({ at: _, ...deed }: Deed): string {
  return JSON.stringify(deed)
}

function changedEnds(before: readonly ChatEnd[], after: readonly ChatEnd[]): readonly ChangedEnd[] {
  const [old, now] = [before, after].map((ends) => new Map(ends.map((end) => [end.number, end])))
  const numbers = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].sort((one, other) => one - other)
  return numbers.flatMap((chat) => {
    const [one, other] = [old?.get(chat) ?? null, now?.get(chat) ?? null]
    const names = Object.keys(one ?? other ?? {}) as (keyof ChatEnd)[]
    const differs = names.filter((name) => JSON.stringify(one?.[name]) !== JSON.stringify(other?.[name]))
    return differs.length === 0 ? [] : [{ chat, before: one, after: other, differs }]
  })
}
