// Fixes written into the text of a file: comments, white space and everything else stay as they are.
import { applyEdits, createScanner, type Edit, findNodeAtLocation, type Node, parseTree } from 'jsonc-parser'
import type { Fix } from '../core/rules/diagnostic.js'
import { withoutMark } from './place.js'

export interface Fixed {
  readonly text: string
  /** In the order in which they were written. */
  readonly applied: readonly Fix[]
}

/** Of fixes of one place the first is written; those inside what another one replaces or removes are left for the next round. */
export function applyFixes(source: string, fixes: readonly Fix[]): Fixed {
  const mark = source.slice(0, source.length - withoutMark(source).length)
  let text = withoutMark(source)
  const applied: Fix[] = []
  for (const fix of inOrder(fixes)) {
    const isTouched = applied.some(({ pointer }) => pointer === fix.pointer || fix.pointer.startsWith(`${pointer}/`))
    if (isTouched) continue
    const edits = editsOf(text, fix)
    if (edits === null) continue
    text = applyEdits(text, [...edits])
    applied.push(fix)
  }
  return { text: mark + text, applied }
}

/** What is removed from a list moves what comes after it, so removals come last, and from the end. */
function inOrder(fixes: readonly Fix[]): readonly Fix[] {
  const removals = fixes.filter((fix) => 'remove' in fix)
  const others = fixes.filter((fix) => !('remove' in fix))
  return [...others, ...removals.toSorted((one, other) => comparePointers(other.pointer, one.pointer))]
}

function comparePointers(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true })
}

/** `null`: the place isn't there any more. */
function editsOf(text: string, fix: Fix): readonly Edit[] | null {
  const tree = parseTree(text, [], { allowTrailingComma: true })
  if (tree === undefined) return null
  const node = nodeAt(tree, fix.pointer)
  if ('rename' in fix) {
    const key = node?.parent?.type === 'property' ? node.parent.children?.[0] : undefined
    return key === undefined ? null : [{ offset: key.offset, length: key.length, content: JSON.stringify(fix.rename) }]
  }
  if ('remove' in fix) return node === undefined ? null : removal(text, node)
  if (node !== undefined) return [{ offset: node.offset, length: node.length, content: written(fix.value) }]
  const { holder, name } = parentOf(fix.pointer)
  const object = nodeAt(tree, holder)
  return object?.type === 'object' ? [insertion(text, object, name, written(fix.value))] : null
}

/** After the last property, on a line of its own if that one has its own. */
function insertion(text: string, object: Node, name: string, value: string): Edit {
  const last = object.children?.at(-1)
  const property = `${JSON.stringify(name)}: ${value}`
  if (last === undefined) return { offset: object.offset + 1, length: 0, content: property }
  const before = text.slice(text.lastIndexOf('\n', last.offset) + 1, last.offset)
  const isOwnLine = before.trim() === '' && text.lastIndexOf('\n', last.offset) > object.offset
  return {
    offset: last.offset + last.length,
    length: 0,
    content: isOwnLine ? `,\n${before}${property}` : `, ${property}`,
  }
}

/** An element of a list with the comma that went with it, and its line where nothing else is on it. */
function removal(text: string, node: Node): readonly Edit[] {
  const after = commaIn(text, node.offset + node.length, text.length)
  const siblings = node.parent?.children ?? []
  const before = siblings[siblings.indexOf(node) - 1]
  const leading =
    after === null && before !== undefined ? commaIn(text, before.offset + before.length, node.offset) : null
  const end = after === null ? node.offset + node.length : after + 1
  const lineStart = text.lastIndexOf('\n', node.offset - 1) + 1
  const rest = /^[ \t]*(?:\r?\n|$)/u.exec(text.slice(end))?.[0]
  const isOwnLine = rest !== undefined && text.slice(lineStart, node.offset).trim() === ''
  const gap = isOwnLine ? rest.length : (/^[ \t]*/u.exec(text.slice(end))?.[0].length ?? 0)
  const offset = isOwnLine ? lineStart : node.offset
  const whole = { offset, length: end + gap - offset, content: '' }
  if (leading === null) return [whole]
  // A comment in between stays.
  if (text.slice(leading + 1, offset).trim() !== '') return [{ offset: leading, length: 1, content: '' }, whole]
  return [{ offset: leading, length: end - leading, content: '' }]
}

/** The first comma that is no part of a comment; `null` when something else comes first. */
function commaIn(text: string, from: number, to: number): number | null {
  const scanner = createScanner(text.slice(from, to), true)
  // SyntaxKind is a const enum, which isolated modules can't read: 5 is a comma.
  return scanner.scan() === 5 ? from + scanner.getTokenOffset() : null
}

function nodeAt(tree: Node, pointer: string): Node | undefined {
  const steps = stepsOf(pointer)
  let here: Node | undefined = tree
  for (const step of steps) {
    if (here === undefined) return undefined
    here = findNodeAtLocation(here, [here.type === 'array' ? Number(step) : step])
  }
  return here
}

function parentOf(pointer: string): { readonly holder: string; readonly name: string } {
  const at = pointer.lastIndexOf('/')
  return { holder: pointer.slice(0, at), name: stepsOf(pointer).at(-1) ?? '' }
}

function stepsOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** On one line, with the spaces that people put. */
function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{ ${Object.entries(value)
    .map(([key, one]) => `${JSON.stringify(key)}: ${written(one)}`)
    .join(', ')} }`
}
