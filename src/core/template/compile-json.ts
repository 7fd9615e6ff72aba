import type { Json } from '../json.js'
import { compileTemplate } from './compile-template.js'
import { templateProblem } from './compile-text.js'
import { pointerStep, type TextProblem } from './problem.js'
import type { RenderingFailure, RenderingOptions, Template, TemplateFacts } from './template.js'

/** Levels of lists and objects. */
const deepest = 50
/** Values of all kinds in one body. */
const mostValues = 10_000

export type JsonRendering =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly code: RenderingFailure; readonly message: string }

/** A body whose texts are templates; keys, numbers and the rest stay as they are. */
export interface CompiledJson {
  readonly variables: readonly string[]
  readonly render: (facts: TemplateFacts, options: RenderingOptions) => JsonRendering
}

export type JsonCompilation =
  | { readonly ok: true; readonly json: CompiledJson }
  | { readonly ok: false; readonly problems: readonly TextProblem[] }

type Part =
  | { readonly kind: 'constant'; readonly value: Json }
  | { readonly kind: 'text'; readonly template: Template }
  | { readonly kind: 'list'; readonly parts: readonly Part[] }
  | { readonly kind: 'object'; readonly parts: readonly (readonly [string, Part])[] }

interface Reading {
  readonly problems: TextProblem[]
  readonly variables: Set<string>
  values: number
}

/** Checks every text inside; all problems at once. */
export function compileJson(value: unknown, pointer = ''): JsonCompilation {
  const reading: Reading = { problems: [], variables: new Set(), values: 0 }
  const part = readPart(value, pointer, 0, reading)
  if (reading.problems.length > 0) return { ok: false, problems: reading.problems }
  const render: CompiledJson['render'] = (facts, options) => {
    try {
      return { ok: true, value: renderPart(part, facts, options) }
    } catch (error) {
      if (error instanceof PartFailure) return { ok: false, code: error.code, message: error.message }
      throw error
    }
  }
  return { ok: true, json: { variables: [...reading.variables], render } }
}

const nothing: Part = { kind: 'constant', value: null }

function readPart(value: unknown, pointer: string, depth: number, reading: Reading): Part {
  const fail = (code: TextProblem['code'], message: string): Part => {
    reading.problems.push({ pointer, code, message })
    return nothing
  }
  reading.values += 1
  if (reading.values > mostValues) {
    // Said once; the rest isn't looked at.
    return reading.values === mostValues + 1 ? fail('too-large', `At most ${mostValues} values.`) : nothing
  }
  if (value === null || typeof value === 'boolean') return { kind: 'constant', value }
  if (typeof value === 'number' && Number.isFinite(value)) return { kind: 'constant', value }
  if (typeof value === 'string') {
    const compiled = compileTemplate(value)
    if (!compiled.ok) {
      reading.problems.push(templateProblem(compiled, pointer))
      return nothing
    }
    for (const variable of compiled.template.variables) reading.variables.add(variable)
    return { kind: 'text', template: compiled.template }
  }
  const isPlain = Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]'
  if (typeof value !== 'object' || !isPlain) return fail('not-json', `JSON can't say a ${typeof value} like this one.`)
  if (depth >= deepest) return fail('too-deep', `At most ${deepest} levels.`)
  const inside = (key: string | number, item: unknown): Part =>
    reading.values > mostValues ? nothing : readPart(item, pointer + pointerStep(key), depth + 1, reading)
  if (Array.isArray(value)) return { kind: 'list', parts: value.map((item: unknown, index) => inside(index, item)) }
  return { kind: 'object', parts: Object.entries(value).map(([key, item]) => [key, inside(key, item)] as const) }
}

function renderPart(part: Part, facts: TemplateFacts, options: RenderingOptions): Json {
  switch (part.kind) {
    case 'constant':
      return part.value
    case 'list':
      return part.parts.map((item) => renderPart(item, facts, options))
    case 'object':
      // fromEntries defines properties, so a key `__proto__` is a key like any other.
      return Object.fromEntries(part.parts.map(([key, item]) => [key, renderPart(item, facts, options)]))
    case 'text': {
      const rendering = part.template.render(facts, options)
      if (!rendering.ok) throw new PartFailure(rendering.code, rendering.message)
      return rendering.text
    }
    default:
      return part satisfies never
  }
}

/** Leaves the recursion at the first text that can't be rendered. */
class PartFailure extends Error {
  readonly code: RenderingFailure

  constructor(code: RenderingFailure, message: string) {
    super(message)
    this.code = code
  }
}
