// A rule file's text as a form sees it: the rules in it with their places, and edits that leave the rest of the text,
// its comments and its layout as they are. The text stays the only truth.
import { applyEdits, getNodeValue, type JSONPath, modify, type Node, type ParseError, parseTree } from 'jsonc-parser'

export interface RulePlace {
  readonly id: string
  readonly name: string
  readonly value: unknown
  /** Offsets of its text. */
  readonly from: number
  readonly to: number
}

export interface RuleFileText {
  readonly rules: readonly RulePlace[]
  readonly conditions: { readonly [name: string]: unknown }
  readonly schedules: readonly string[]
  /** Ids. */
  readonly workflows: readonly string[]
  /** Known tags, groups and fields, by kind. */
  readonly vocabulary: { readonly [kind: string]: readonly string[] }
}

const EMPTY: RuleFileText = { rules: [], conditions: {}, schedules: [], workflows: [], vocabulary: {} }

/** `null`: the text can't be read as JSON, so a form can't be shown. */
export function readRuleText(text: string): RuleFileText | null {
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { allowTrailingComma: true, disallowComments: false })
  if (root === undefined || errors.length > 0) return null
  if (root.type !== 'object') return EMPTY
  const rules = partOf(root, 'rules')
  const conditions: unknown = partValue(partOf(root, 'conditions'))
  const schedules: unknown = partValue(partOf(root, 'schedules'))
  return {
    rules: rules?.type === 'array' ? (rules.children ?? []).map(placeOf) : [],
    conditions: isObject(conditions) ? conditions : {},
    schedules: isObject(schedules) ? Object.keys(schedules) : [],
    workflows: workflowIds(partValue(partOf(root, 'workflows')) ?? [getNodeValue(root)]),
    vocabulary: textsIn(partValue(partOf(root, 'vocabulary'))),
  }
}

/** The text with a value put at a path; `undefined` takes away what is there. */
export function editText(text: string, path: JSONPath, value: unknown): string {
  return applyEdits(text, modify(text, path, value, { formattingOptions: layoutOf(text) }))
}

/** The text with a value put into a list, before the element that has the index now. */
export function insertText(text: string, path: JSONPath, value: unknown): string {
  return applyEdits(text, modify(text, path, value, { formattingOptions: layoutOf(text), isArrayInsertion: true }))
}

/** Index of the rule that a place of the text is in; -1 outside of all. */
export function ruleIndexAt({ rules }: RuleFileText, offset: number): number {
  return rules.findIndex(({ from, to }) => from <= offset && offset <= to)
}

function layoutOf(text: string) {
  return {
    insertSpaces: !/^\t/mu.test(text),
    tabSize: /^( {4})\S/mu.test(text) && !/^ {2}\S/mu.test(text) ? 4 : 2,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  }
}

function placeOf(node: Node): RulePlace {
  const value: unknown = getNodeValue(node)
  const text = (name: string): string => {
    const part = isObject(value) ? value[name] : undefined
    return typeof part === 'string' ? part : ''
  }
  return { id: text('id'), name: text('name'), value, from: node.offset, to: node.offset + node.length }
}

function partOf(root: Node, name: string): Node | undefined {
  return root.children?.find(({ children }) => children?.[0]?.value === name)?.children?.[1]
}

function partValue(node: Node | undefined): unknown {
  return node === undefined ? undefined : getNodeValue(node)
}

/** Ids of workflows; a file of its own is one. */
function workflowIds(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : []
  return list.flatMap((one) => (isObject(one) && isObject(one.steps) && typeof one.id === 'string' ? [one.id] : []))
}

function textsIn(value: unknown): RuleFileText['vocabulary'] {
  if (!isObject(value)) return {}
  const lists = Object.entries(value).flatMap(([kind, list]) => {
    const all: readonly unknown[] = Array.isArray(list) ? list : []
    return [[kind, all.filter((one) => typeof one === 'string')] as const]
  })
  return Object.fromEntries(lists)
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
