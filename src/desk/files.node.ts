import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser'
import type { RuleSetSource } from '../core/rules/check-rule-set.js'
import type { Diagnostic } from '../core/rules/diagnostic.js'

export interface ReadRuleFiles {
  readonly sources: readonly RuleSetSource[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Files as named; of folders every `*.rules.json` and `*.workflow.json`, or every `*.json` that isn't a scenario where there is none of those. */
export async function readRuleFiles(paths: readonly string[]): Promise<ReadRuleFiles> {
  const found = await Promise.all(paths.map((path) => telling(path, () => expand(path))))
  const read = await Promise.all(found.flat().map((one) => (typeof one === 'string' ? readRuleFile(one) : one)))
  const sources: RuleSetSource[] = []
  const diagnostics: Diagnostic[] = []
  for (const one of read.flat()) {
    if ('value' in one) sources.push(one)
    else diagnostics.push(one)
  }
  return { sources, diagnostics }
}

/** Trouble with the file system is a finding like any other: all of them come at once. */
async function telling<T>(path: string, read: () => Promise<readonly T[]>): Promise<readonly (T | Diagnostic)[]> {
  try {
    return await read()
  } catch (error) {
    return [fault('unreadable-file', error instanceof Error ? error.message : String(error), path)]
  }
}

function fault(code: Diagnostic['code'], message: string, source: string): Diagnostic {
  return { severity: 'error', code, message, pointer: '', source }
}

async function expand(path: string): Promise<readonly (string | Diagnostic)[]> {
  if (!(await stat(path)).isDirectory()) return [path]
  const names = (await readdir(path, { recursive: true })).filter((name) => !name.includes('node_modules')).sort()
  const named = names.some((name) => name.endsWith('.rules.json'))
    ? names.filter((name) => name.endsWith('.rules.json') || name.endsWith('.workflow.json'))
    : []
  const plain = names.filter((name) => name.endsWith('.json') && !name.endsWith('.scenario.json'))
  const files = (named.length > 0 ? named : plain).map((name) => join(path, name))
  return files.length > 0 ? files : [fault('no-rule-files', 'There are no rule files in this folder.', path)]
}

async function readRuleFile(path: string): Promise<readonly (RuleSetSource | Diagnostic)[]> {
  return telling<RuleSetSource | Diagnostic>(path, async () => {
    const text = (await readFile(path, 'utf8')).replace(/^\uFEFF/u, '')
    const errors: ParseError[] = []
    const value: unknown = parse(text, errors, { allowTrailingComma: true })
    if (errors.length === 0) return [{ name: path, value }]
    return errors.map((one) =>
      fault('syntax-error', `Not JSON: ${printParseErrorCode(one.error)} at character ${one.offset}`, path),
    )
  })
}
