import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadRules } from '../../src/desk/rule-files.js'
import { readScenario } from '../../src/testing/read-scenario.js'
import { runScenario, type ScenarioResult } from '../../src/testing/run-scenario.js'

export const packs = fileURLToPath(new URL('../../rules', import.meta.url))

export function packNames(): readonly string[] {
  return readdirSync(packs, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
}

export function packFiles(ending: string): readonly string[] {
  return readdirSync(packs, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(packs, name))
    .sort()
}

/** Runs a scenario file with the rules that it names. */
export async function runFile(path: string): Promise<ScenarioResult> {
  const scenario = readScenario(JSON.parse(readFileSync(path, 'utf8')))
  const rules = [scenario.rules ?? []].flat().map((file) => join(dirname(path), file))
  return runScenario(scenario, { rules: await loadRules(...rules) })
}

export function shown(path: string, result: ScenarioResult): string {
  const lines = result.differences.map((one) => `  ${one.pointer}: ${one.message}`)
  return [relative(packs, path), ...lines].join('\n')
}
