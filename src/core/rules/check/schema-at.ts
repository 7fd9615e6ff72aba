import { ruleSetSchema } from '../generated/rule-set-schema.js'
import { isRecord, own, type UnknownRecord } from '../record.js'

// ajv's ready code doesn't say which definition an error comes from, so it is looked up by the place of the value.

export interface SchemaAt {
  /** Name of the definition that the value is judged by, `null` at the root. */
  readonly definition: string | null
  readonly schema: UnknownRecord
}

/** The part of the rule-set schema that applies to a place in a value, choices made as the validator makes them. */
export function schemaAt(root: unknown, pointer: string): SchemaAt {
  let value = root
  let here = chosen({ definition: null, schema: ruleSetSchema }, value)
  for (const key of pointerSteps(pointer)) {
    value = stepInto(value, key)
    here = chosen({ definition: here.definition, schema: below(here.schema, key) }, value)
  }
  return here
}

export function valueAtPointer(root: unknown, pointer: string): unknown {
  return pointerSteps(pointer).reduce(stepInto, root)
}

function pointerSteps(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function stepInto(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value[Number(key)]
  return isRecord(value) ? own(value, key) : undefined
}

function below(schema: UnknownRecord, key: string): UnknownRecord {
  const properties = own(schema, 'properties')
  const named = isRecord(properties) ? own(properties, key) : undefined
  const next = named ?? own(schema, 'items') ?? own(schema, 'additionalProperties')
  return isRecord(next) ? next : {}
}

/** Follows references, `if` and the choice by `do`. */
function chosen(at: SchemaAt, value: unknown): SchemaAt {
  const { $ref, if: condition, oneOf } = at.schema
  if (typeof $ref === 'string') {
    const definition = decodeURIComponent($ref.replace('#/definitions/', ''))
    const { definitions } = ruleSetSchema
    const schema = isRecord(definitions) ? own(definitions, definition) : undefined
    return isRecord(schema) ? chosen({ definition, schema }, value) : at
  }
  if (isRecord(condition)) {
    const branch = at.schema[holds(condition, value) ? 'then' : 'else']
    return isRecord(branch) ? chosen({ definition: at.definition, schema: branch }, value) : at
  }
  if (isRecord(own(at.schema, 'discriminator')) && Array.isArray(oneOf) && isRecord(value)) {
    const members = oneOf.filter(isRecord).map((schema) => chosen({ definition: at.definition, schema }, undefined))
    return members.find(({ schema }) => constantOf(schema, 'do') === own(value, 'do')) ?? at
  }
  return at
}

/** The few conditions that scripts/schemas.mjs writes. */
function holds({ type, required, properties }: UnknownRecord, value: unknown): boolean {
  if (type === 'string') return typeof value === 'string'
  if (type === 'array') return Array.isArray(value)
  // Keywords about objects say nothing of other values.
  if (!isRecord(value)) return true
  if (Array.isArray(required) && !required.every((key) => Object.hasOwn(value, String(key)))) return false
  const names = isRecord(properties) ? Object.keys(properties) : []
  return names.every((name) => constantOf({ properties }, name) === own(value, name))
}

function constantOf({ properties }: UnknownRecord, name: string): unknown {
  const schema = isRecord(properties) ? own(properties, name) : undefined
  return isRecord(schema) ? own(schema, 'const') : undefined
}
