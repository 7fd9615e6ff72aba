// What a form has to offer, read from the schema that checks rules: nothing of it is written twice.
import schema from 'caseline/schemas/rule-set.schema.json' with { type: 'json' }

export type Shape =
  | { readonly kind: 'constant'; readonly value: unknown }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'yes-no' }
  | { readonly kind: 'number'; readonly least: number | null; readonly most: number | null }
  | { readonly kind: 'text' }
  | { readonly kind: 'texts' }
  | { readonly kind: 'list'; readonly of: Shape }
  | { readonly kind: 'record'; readonly name: string; readonly fields: readonly FieldShape[] }
  | { readonly kind: 'one-of'; readonly shapes: readonly Shape[] }
  | { readonly kind: 'any' }

export interface FieldShape {
  readonly name: string
  /** The schema's sentence, English. */
  readonly help: string
  readonly isRequired: boolean
  readonly shape: Shape
}

interface SchemaNode {
  readonly [keyword: string]: unknown
}

const DEFINITIONS: SchemaNode = schema.definitions

function nodeOf(value: unknown): SchemaNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as SchemaNode) : {}
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** The shape of a definition of the schema, such as `SendMessage`. */
export function definitionShape(name: string): Shape {
  return shapeOf(nodeOf(DEFINITIONS[name]), name, [name])
}

export function recordFields(name: string): readonly FieldShape[] {
  const shape = definitionShape(name)
  return shape.kind === 'record' ? shape.fields : []
}

/** Actions by what `do` says, each with its fields. */
export function actionShapes(): ReadonlyMap<string, readonly FieldShape[]> {
  return new Map(
    listOf(nodeOf(DEFINITIONS.RuleAction).allOf).map((branch) => {
      const { if: asked, then } = nodeOf(branch)
      const name = String(nodeOf(nodeOf(nodeOf(asked).properties).do).const)
      return [name, recordFields(definitionName(then)).filter((field) => field.name !== 'do')] as const
    }),
  )
}

function definitionName(node: unknown): string {
  return String(nodeOf(node).$ref ?? '').replace('#/definitions/', '')
}

/** `inside`: definitions that are being read; one inside itself, as conditions are, is anything. */
function shapeOf(node: SchemaNode, name: string, inside: readonly string[]): Shape {
  const { type, $ref, enum: values, const: constant } = node
  if (typeof $ref === 'string') {
    const definition = definitionName(node)
    if (inside.includes(definition)) return { kind: 'any' }
    return shapeOf(nodeOf(DEFINITIONS[definition]), definition, [...inside, definition])
  }
  if (constant !== undefined) return { kind: 'constant', value: constant }
  if (Array.isArray(values)) return { kind: 'choice', values: values.map(String) }
  const choices = [...listOf(node.anyOf), ...branchesOf(node)]
  if (choices.length > 0) {
    const shapes = choices.map((one) => shapeOf(nodeOf(one), name, inside))
    return { kind: 'one-of', shapes: shapes.flatMap((one) => (one.kind === 'one-of' ? one.shapes : [one])) }
  }
  switch (type) {
    case 'boolean':
      return { kind: 'yes-no' }
    case 'integer':
    case 'number':
      return { kind: 'number', least: numberOf(node.minimum), most: numberOf(node.maximum) }
    case 'string':
      return { kind: 'text' }
    case 'array':
      return { kind: 'list', of: shapeOf(nodeOf(node.items), name, inside) }
    case 'object':
      return node.properties === undefined ? textsOf(node) : recordOf(node, name, inside)
    default:
      return { kind: 'any' }
  }
}

/** `if` this `then` that `else` …: how the schema writes unions of objects. */
function branchesOf(node: SchemaNode): readonly unknown[] {
  if (node.if === undefined) return []
  const other = nodeOf(node.else)
  return [node.then, ...(other.if === undefined ? [other] : branchesOf(other))]
}

function textsOf(node: SchemaNode): Shape {
  return nodeOf(node.additionalProperties).type === 'string' ? { kind: 'texts' } : { kind: 'any' }
}

function recordOf(node: SchemaNode, name: string, inside: readonly string[]): Shape {
  const required = listOf(node.required)
  const fields = Object.entries(nodeOf(node.properties)).map(([field, value]): FieldShape => {
    const help = nodeOf(value).description
    return {
      name: field,
      help: typeof help === 'string' ? help : '',
      isRequired: required.includes(field),
      shape: shapeOf(nodeOf(value), field, inside),
    }
  })
  return { kind: 'record', name, fields }
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}
