// Apart from `ruling-at.ts`, which every screen loads: this brings the engine's half of the script.
import { type CompiledRules, loadRuleSet } from 'caseline/core'
import { readRules } from './rule-sources.js'
import type { Ruling } from './ruling-at.js'

/** `null`: the rules have errors, and the engine runs without them. */
export function compileRuling({ texts, switches }: Ruling): CompiledRules | null {
  const read = readRules(texts, switches)
  if (!read.ok) return null
  const loaded = loadRuleSet(read.rules.sources)
  return loaded.ok ? loaded.rules : null
}
