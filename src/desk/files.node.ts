import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser'
import type { RuleSetSource } from '../core/rules/check-rule-set.js'
import type { Diagnostic } from '../core/rules/diagnostic.js'

export interface ReadRuleFiles {
  readonly sources: readonly RuleSetSource[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Files as named; of folders every `*.rules.json`, or every `*.json` that isn't a scenario where there is none of those. */
export async function readRuleFiles(paths: readonly string[]): Promise<ReadRuleFiles> {
  const files = (await Promise.all(paths.map(expand))).flat()
  const read = await Promise.all(files.map(readRuleFile))
  return {
    sources: read.flatMap((one) => ('value' in one ? one : [])),
    diagnostics: read.flatMap((one) => ('value' in one ? [] : one)),
  }
}

async function expand(path: string): Promise<readonly string[]> {
  if (!(await stat(path)).isDirectory()) return [path]
  const names = (await readdir(path, { recursive: true })).filter((name) => !name.includes('node_modules')).sort()
  const named = names.filter((name) => name.endsWith('.rules.json'))
  const plain = names.filter((name) => name.endsWith('.json') && !name.endsWith('.scenario.json'))
  return (named.length > 0 ? named : plain).map((name) => join(path, name))
}

async function readRuleFile(path: string): Promise<RuleSetSource | readonly Diagnostic[]> {
  const text = (await readFile(path, 'utf8')).replace(/^\uFEFF/u, '')
  const errors: ParseError[] = []
  const value: unknown = parse(text, errors, { allowTrailingComma: true })
  if (errors.length === 0) return { name: path, value }
  return errors.map((error) => ({
    severity: 'error',
    code: 'not-json',
    message: `Not JSON: ${printParseErrorCode(error.error)} at character ${error.offset}`,
    pointer: '',
    source: path,
  }))
}
