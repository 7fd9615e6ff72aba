import { loadRules } from '../../desk/rule-files.js'
import type { WorkspaceOptions } from '../../http/desks.js'
import type { ServedStore } from '../../ports/service-store.js'
import type { Settings, WorkspaceSettings } from '../config/settings.js'
import { UsageError } from '../exit.js'

/** Those that are asked for. Where the configuration names none, any name is a workspace of its own. */
export function chosenWorkspaces(
  { workspaces }: Settings,
  names: readonly string[] | undefined,
  areNamed: boolean,
): readonly WorkspaceSettings[] {
  if (names === undefined) return workspaces
  const [first] = workspaces
  if (!areNamed && first !== undefined) return names.map((name) => ({ ...first, name }))
  return names.map((name) => {
    const found = workspaces.find((one) => one.name === name)
    if (found !== undefined) return found
    throw new UsageError(`There is no workspace ${name}; there are ${workspaces.map((one) => one.name).join(', ')}.`)
  })
}

/** Reads the rules of all; throws `RuleSetError` with every fault of the first workspace that has some. */
export async function workspaceOptions(
  workspaces: readonly WorkspaceSettings[],
  desk: Settings['desk'],
): Promise<ReadonlyMap<string, WorkspaceOptions>> {
  const options = new Map<string, WorkspaceOptions>()
  for (const { name, channels, rules } of workspaces) {
    options.set(name, { ...desk, channels, ...(rules.length === 0 ? {} : { rules: await loadRules(...rules) }) })
  }
  return options
}

/** Keys bound to workspaces that aren't served answer 404 to everything: somebody should know. */
export async function strayKeys(store: ServedStore, served: ReadonlyMap<string, unknown>): Promise<readonly string[]> {
  return (await store.service.workspaces()).filter((name) => !served.has(name))
}
