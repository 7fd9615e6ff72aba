import { readdir, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { UsageError } from './exit.js'

/**
 * Files as named; of folders every `*.rules.json` and `*.workflow.json` (where there are no rules: every `*.json` but scenarios); of patterns with
 * `*` or `?` what they match. Throws UsageError for what leads to no file.
 */
export async function ruleFiles(paths: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(paths.map(expand))
  return [...new Set(found.flat())]
}

async function expand(path: string): Promise<readonly string[]> {
  if (path === '-') return [path]
  const stats = await stat(path).catch(() => null)
  if (stats?.isDirectory() === true) {
    const all = (await walk(path)).filter((name) => name.endsWith('.json') && !name.endsWith('.scenario.json'))
    const named = all.filter((name) => name.endsWith('.rules.json') || name.endsWith('.workflow.json'))
    const chosen = named.some((name) => name.endsWith('.rules.json')) ? named : all
    if (chosen.length === 0) throw new UsageError(`No rule files in ${path}.`)
    return chosen
  }
  if (stats !== null) return [path]
  if (!/[*?[{]/u.test(path)) throw new UsageError(`There is no file or folder ${path}.`)
  const base = fixedPart(path)
  const matched = (await walk(base).catch(() => [])).filter((name) => matches(name, path))
  if (matched.length === 0) throw new UsageError(`No file matches ${path}.`)
  return matched
}

/** Files below a folder, sorted, without node_modules and hidden folders. */
export async function walk(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  return names
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (name) => !name.split(sep).some((part) => part === 'node_modules' || (part.startsWith('.') && part.length > 2)),
    )
    .sort()
}

function fixedPart(pattern: string): string {
  const parts = pattern.split('/')
  const wild = parts.findIndex((part) => /[*?[{]/u.test(part))
  const fixed = parts.slice(0, wild).join('/')
  return fixed === '' ? (pattern.startsWith('/') ? '/' : '.') : fixed
}

function matches(name: string, pattern: string): boolean {
  const plain = (path: string) => path.split(sep).join('/').replace(/^\.\//u, '')
  return new RegExp(`^${regular(plain(pattern))}$`, 'u').test(plain(name))
}

/** `**` any folders, `*` and `?` inside one name, `{a,b}` either. */
function regular(pattern: string): string {
  return pattern.replace(/\*\*\/|\*\*|\*|\?|\{[^}]*\}|[.+^$()|[\]\\]/gu, (sign) => {
    if (sign === '**/') return '(?:[^/]+/)*'
    if (sign === '**') return '.*'
    if (sign === '*') return '[^/]*'
    if (sign === '?') return '[^/]'
    if (sign.startsWith('{')) return `(?:${sign.slice(1, -1).split(',').map(regular).join('|')})`
    return `\\${sign}`
  })
}
