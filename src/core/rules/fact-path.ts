import type { PathResolver } from 'json-rules-engine'

// Only `$`, `.name`, `['name']`, `["name"]` and `[0]`: filters and scripts of JSONPath have been a hole for remote
// execution upstream, so they are refused at load and never reach a JSONPath library.

/** Steps into a fact: names of properties, positions in lists. */
export type FactPath = readonly (string | number)[]

export type ParsedPath =
  | { readonly ok: true; readonly steps: FactPath }
  | { readonly ok: false; readonly code: 'bad-path' | 'forbidden-path'; readonly message: string }

const STEP = /\.([\p{L}\p{N}_$-]+)|\['([^'\\]*)'\]|\["([^"\\]*)"\]|\[(\d{1,9})\]/uy
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'prototype', 'constructor'])

/** Names that lead to what all objects share; never allowed as a path step, a schedule or a condition. */
export function isForbiddenName(name: string): boolean {
  return FORBIDDEN.has(name)
}

export function parseFactPath(path: string): ParsedPath {
  const steps: (string | number)[] = []
  let at = path.startsWith('$') ? 1 : 0
  if (path === '') return { ok: false, code: 'bad-path', message: 'A path may not be empty; `$` is the whole fact.' }
  const step = new RegExp(STEP)
  while (at < path.length) {
    step.lastIndex = at
    const found = step.exec(path)
    if (found === null) {
      return {
        ok: false,
        code: 'bad-path',
        message: `The path \`${path}\` can't be read from \`${path.slice(at)}\` on: only \`$\`, \`.name\`, \`['name']\` and \`[0]\` are allowed.`,
      }
    }
    const name = found[1] ?? found[2] ?? found[3]
    if (name !== undefined && isForbiddenName(name)) {
      return { ok: false, code: 'forbidden-path', message: `A path may not lead through \`${name}\`.` }
    }
    steps.push(name ?? Number(found[4]))
    at = step.lastIndex
  }
  return { ok: true, steps }
}

/** The path as it may be written. */
export function writtenPath(steps: FactPath): string {
  const written = steps.map((step) => {
    if (typeof step === 'number') return `[${step}]`
    if (/^[\p{L}\p{N}_$-]+$/u.test(step)) return `.${step}`
    return step.includes("'") ? `["${step}"]` : `['${step}']`
  })
  return `$${written.join('')}`
}

/** The value at the path; `undefined` where a step is missing. Own properties only. */
export function valueAt(value: unknown, steps: FactPath): unknown {
  let here = value
  for (const step of steps) {
    if (here === null || here === undefined) return undefined
    const holder: { readonly [key: string | number]: unknown } = Object(here)
    if (!Object.hasOwn(holder, step)) return undefined
    here = holder[step]
  }
  return here
}

/** For json-rules-engine in place of JSONPath. Keeps the paths that it has read: there are as many as the rules name. */
export function restrictedPathResolver(): PathResolver {
  const read = new Map<string, FactPath | null>()
  return (value: object, path: string): unknown => {
    let steps = read.get(path)
    if (steps === undefined) {
      const parsed = parseFactPath(path)
      steps = parsed.ok ? parsed.steps : null
      read.set(path, steps)
    }
    return steps === null ? undefined : valueAt(value, steps)
  }
}
