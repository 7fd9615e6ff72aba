// Habits of the code that no linter rule of ours covers. Text is judged without comments and without strings, except TODO marks.
import type { Sources } from './module-graph.js'

const drawers = /(^|\/)(types|interfaces|utils?|helpers?|common|misc|managers?|services?|constants)\.ts$/
const marks: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['any', /(?::|<|\bas|\||&|=>|=)\s*any\b(?!['"`:(.])|,\s*any\s*>/],
  ['as unknown as', /\bas unknown as\b/],
  ['enum', /^\s*(?:export\s+)?(?:const\s+)?enum\s+\w/m],
  ['default export', /^\s*export default\b/m],
  ['@ts-ignore', /@ts-(?:ignore|nocheck|expect-error)/],
  ['a mark to come back', /\b(?:TODO|FIXME|XXX|HACK)\b|not implemented/i],
]

// What a pure module can't know: the time, chance, the machine. Tests on text, as some dependencies bring node's types along.
const impure: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['the clock', /\bDate\.now\b|\bnew Date\(\s*\)|\bDateTime\.(?:now|local|utc)\(\s*\)|\bperformance\b/],
  ['chance', /\bMath\.random\b|\bcrypto\b|\brandomUUID\b/],
  ['a timer', /\b(?:setTimeout|setInterval|setImmediate|queueMicrotask)\b/],
  ['the machine', /\bprocess\.|\bBuffer\b|\bconsole\.|\bglobalThis\b|\bfetch\(|\brequire\(|\bwindow\.|\bdocument\./],
]

export function drawerNames(paths: Iterable<string>): string[] {
  return [...paths].filter((path) => drawers.test(path))
}

export function longFiles(sources: Sources, most = 400): string[] {
  return [...sources].flatMap(([path, text]) => {
    const lines = text.trimEnd().split('\n').length
    return lines > most ? [`${path}: ${lines} lines`] : []
  })
}

export function badMarks(sources: Sources): string[] {
  return [...sources].flatMap(([path, text]) => {
    const code = codeOf(text)
    return marks.flatMap(([name, pattern]) => {
      const judged = name.startsWith('@') || name.startsWith('a mark') ? text : code
      return pattern.test(judged) ? [`${path}: ${name}`] : []
    })
  })
}

export function impureCore(sources: Sources): string[] {
  return [...sources].flatMap(([path, text]) => {
    if (!path.startsWith('core/')) return []
    const code = codeOf(text)
    return impure.flatMap(([name, pattern]) => (pattern.test(code) ? [`${path}: ${name}`] : []))
  })
}

/** The text without comments and without what stands in quotes on one line. */
function codeOf(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g, (found) =>
    found.startsWith('/') ? '' : "''",
  )
}
