// `caseline config check`: the configuration, and the rules that it names, as the desk would load them.
import { readFileSync } from 'node:fs'
import { loadRuleSet } from '../../core/rules/load-rule-set.js'
import { pointerTo } from '../../core/rules/record.js'
import { loadRules, RuleSetError } from '../../desk/rule-files.js'
import { placeOf } from '../../lint/place.js'
import { EXIT } from '../exit.js'
import { plural } from '../format.js'
import type { Terminal } from '../terminal.js'
import { accountFindings } from './account-findings.js'
import { ConfigError, type ConfigFinding, findingLine } from './config-error.js'
import { type ConfigFlags, loadedFrom } from './config-options.js'
import type { LoadedConfig } from './load-config.js'
import { settingsOf } from './settings.js'

export async function checkConfig(
  flags: ConfigFlags & { readonly json?: boolean },
  terminal: Terminal,
): Promise<number> {
  const findings = await found(flags, terminal)
  const isFaulty = findings.some(({ severity }) => severity === 'error')
  if (flags.json) terminal.out(`${JSON.stringify({ findings }, null, 2)}\n`)
  else {
    for (const finding of findings) terminal.out(`${findingLine(finding)}\n`)
    const { colours } = terminal
    const faults = plural(findings.length, 'finding')
    terminal.out(isFaulty ? `${colours.red(faults)}\n` : `${colours.green('The configuration can be used.')}\n`)
  }
  return isFaulty ? EXIT.findings : EXIT.fine
}

async function found(flags: ConfigFlags, terminal: Terminal): Promise<readonly ConfigFinding[]> {
  try {
    const loaded = await loadedFrom(flags, terminal)
    return [...loaded.warnings, ...(await accountFindings(loaded, process.env)), ...(await ruleFindings(loaded))]
  } catch (error) {
    if (error instanceof ConfigError) return error.findings
    throw error
  }
}

async function ruleFindings({ config, originOf, isSaid }: LoadedConfig): Promise<readonly ConfigFinding[]> {
  const { workspaces, desk } = settingsOf(config, process.env)
  const found = await Promise.all(
    workspaces.map(async ({ name, rules }): Promise<readonly ConfigFinding[]> => {
      if (rules.length === 0) return []
      const own = pointerTo(pointerTo('/workspaces', name), 'rules')
      const origin = originOf(isSaid(own) ? own : '/rules')
      try {
        const { sources } = await loadRules(...rules)
        const known = { functions: [], workflows: [], secrets: Object.keys(desk.secrets ?? {}) }
        const loaded = loadRuleSet(sources, known)
        return loaded.ok ? [] : findingsOf(new RuleSetError(loaded.diagnostics), origin)
      } catch (error) {
        if (error instanceof RuleSetError) return findingsOf(error, origin)
        throw error
      }
    }),
  )
  // Tenants that share rules share their faults.
  return [...new Map(found.flat().map((finding) => [findingLine(finding), finding])).values()]
}

function findingsOf({ diagnostics }: RuleSetError, origin: string): readonly ConfigFinding[] {
  return diagnostics.map(({ severity, message, pointer, source }) => ({
    severity,
    message: `${message}${source === undefined ? '' : ` Rules named by ${origin}.`}`,
    pointer,
    source: source ?? 'rules',
    ...placed(source, pointer),
  }))
}

function placed(file: string | undefined, pointer: string): Partial<ConfigFinding> {
  if (file === undefined || pointer === '') return {}
  try {
    return placeOf(readFileSync(file, 'utf8'), pointer)
  } catch {
    return {}
  }
}
