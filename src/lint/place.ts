import {
  createScanner,
  findNodeAtLocation,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser'
import { DEEPEST_JSON } from '../core/rules/check/shape.js'
import type { Diagnostic } from '../core/rules/diagnostic.js'
import { pointerTo } from '../core/rules/record.js'

/** Both count from 1; columns in UTF-16 units, as editors do. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** A finding with the place in its file. */
export type Placed<Finding> = Finding & Place & { readonly file: string }

export type PlacedDiagnostic = Placed<Diagnostic>

/** A file with comments and trailing commas allowed; `value` is what could be read, `undefined` if nothing. */
export interface ParsedFile {
  readonly file: string
  readonly value: unknown
  readonly diagnostics: readonly PlacedDiagnostic[]
  /** Puts a finding about this file where it belongs. */
  readonly placed: <Finding extends Placeable>(finding: Finding) => Placed<Finding>
}

type Placeable = Pick<Diagnostic, 'pointer' | 'code'>

/** Of these the key is at fault, not what it holds. */
const ABOUT_KEYS: ReadonlySet<string> = new Set([
  'unknown-property',
  'forbidden-name',
  'duplicate-key',
  'duplicate-schedule',
  'duplicate-condition',
  'bad-days',
  'bad-language',
])

/** Reads a rule file: syntax errors and keys that are there twice, each with its place. */
export function parseRuleFile(source: string, file: string): ParsedFile {
  const text = withoutMark(source)
  const lines = lineStarts(text)
  const tooDeepAt = depthExceededAt(text)
  const errors: ParseError[] = []
  const tree = tooDeepAt === undefined ? readTree(text, errors) : undefined
  const at = (code: Diagnostic['code'], offset: number, message: string, pointer = ''): PlacedDiagnostic => ({
    severity: 'error',
    code,
    message,
    pointer,
    source: file,
    file,
    ...placeAt(lines, offset),
  })
  const diagnostics = errors.map(({ error, offset }) => at('syntax-error', offset, `${syntaxMessage(error)}.`))
  if (tooDeepAt !== undefined) {
    diagnostics.push(at('too-deep', tooDeepAt, `Nested more than ${DEEPEST_JSON} levels deep.`))
  } else if (tree === undefined && errors.length === 0) {
    diagnostics.push(at('syntax-error', 0, 'The file is empty.'))
  }
  const value =
    tree === undefined
      ? undefined
      : builtValue(tree, '', (key, pointer) => {
          diagnostics.push(at('duplicate-key', key.offset, `\`${String(key.value)}\` is here twice.`, pointer))
        })
  const placed = <Finding extends Placeable>(finding: Finding): Placed<Finding> => {
    const place =
      tree === undefined ? placeAt(lines, 0) : placeIn(tree, lines, finding.pointer, ABOUT_KEYS.has(finding.code))
    return { ...finding, file, ...place }
  }
  return { file, value, diagnostics, placed }
}

/** Where a JSON pointer leads to in a text: the value, or with `key` the name that it stands under. */
export function placeOf(source: string, pointer: string, target: 'key' | 'value' = 'value'): Place {
  const text = withoutMark(source)
  const lines = lineStarts(text)
  const tree = depthExceededAt(text) === undefined ? readTree(text, []) : undefined
  return tree === undefined ? placeAt(lines, 0) : placeIn(tree, lines, pointer, target === 'key')
}

/** For many questions about one text: the first and the last line of what a pointer leads to, counted from 1. */
export function linesIn(source: string): (pointer: string) => readonly [first: number, last: number] {
  const text = withoutMark(source)
  const lines = lineStarts(text)
  const tree = depthExceededAt(text) === undefined ? readTree(text, []) : undefined
  return (pointer) => {
    const node = tree === undefined ? undefined : nodeAt(tree, stepsOf(pointer))
    if (node === undefined) return [1, 1]
    return [placeAt(lines, node.offset).line, placeAt(lines, node.offset + node.length).line]
  }
}

function stepsOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function placeIn(tree: Node, lines: readonly number[], pointer: string, isKey: boolean): Place {
  const steps = stepsOf(pointer)
  // What isn't there (a missing property) is placed at the nearest thing around it.
  for (let length = steps.length; length >= 0; length -= 1) {
    const node = nodeAt(tree, steps.slice(0, length))
    if (node === undefined) continue
    const key =
      isKey && length === steps.length && node.parent?.type === 'property' ? node.parent.children?.[0] : undefined
    return placeAt(lines, (key ?? node).offset)
  }
  return placeAt(lines, 0)
}

function nodeAt(tree: Node, steps: readonly string[]): Node | undefined {
  let here: Node | undefined = tree
  for (const step of steps) {
    if (here === undefined) return undefined
    here = findNodeAtLocation(here, [here.type === 'array' ? Number(step) : step])
  }
  return here
}

function readTree(text: string, errors: ParseError[]): Node | undefined {
  return parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true })
}

/** Built by hand: jsonc-parser assigns a key `__proto__`, which would vanish unchecked. The last of equal keys wins, as in JSON.parse. */
function builtValue(node: Node, pointer: string, onDuplicate: (key: Node, pointer: string) => void): unknown {
  if (node.type === 'array') {
    return (node.children ?? []).map((child, index) => builtValue(child, pointerTo(pointer, index), onDuplicate))
  }
  if (node.type !== 'object') return node.value
  const entries = new Map<string, unknown>()
  for (const { children } of node.children ?? []) {
    const [key, child] = children ?? []
    if (key === undefined || child === undefined) continue
    const name = String(key.value)
    const at = pointerTo(pointer, name)
    if (entries.has(name)) onDuplicate(key, at)
    entries.set(name, builtValue(child, at, onDuplicate))
  }
  return Object.fromEntries(entries)
}

/** The parser recurses, the scanner doesn't. */
function depthExceededAt(text: string): number | undefined {
  const scanner = createScanner(text, true)
  let depth = 0
  // SyntaxKind is a const enum, which isolated modules can't read: 1 and 3 open, 2 and 4 close, 17 is the end.
  for (let token: number = scanner.scan(); token !== 17; token = scanner.scan()) {
    if (token === 1 || token === 3) depth += 1
    if (token === 2 || token === 4) depth -= 1
    if (depth > DEEPEST_JSON) return scanner.getTokenOffset()
  }
  return undefined
}

function syntaxMessage(error: number): string {
  const words = printParseErrorCode(error)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}

/** The text without the byte order mark that some editors put in front. */
export function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}

function lineStarts(text: string): readonly number[] {
  const starts = [0]
  for (const found of text.matchAll(/\r\n|\n|\r/g)) starts.push(found.index + found[0].length)
  return starts
}

function placeAt(starts: readonly number[], offset: number): Place {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
}
