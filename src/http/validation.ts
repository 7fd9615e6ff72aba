// Checks requests against the wire schemas. Nothing is coerced and nothing is dropped in bodies. Texts of the query and the
// path become numbers, flags and lists where the schema says so, by strict forms only.

import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv'
import type { FastifySchemaCompiler } from 'fastify'
import { type WireName, wireSchemas } from './generated/wire-schemas.js'
import { ProblemFailure } from './problem.js'
import type { ProblemError } from './wire/problem.js'

const MAX_TOLD = 20

export function validatorCompiler(): FastifySchemaCompiler<object> {
  const ajv = new Ajv.default({
    strict: false,
    allErrors: true,
    coerceTypes: false,
    removeAdditional: false,
    useDefaults: false,
    ownProperties: true,
    formats: { 'date-time': true },
  })
  for (const schema of Object.values(wireSchemas)) ajv.addSchema(schema)
  return ({ schema, httpPart }) => {
    const validate = ajv.compile(schema)
    const isText = httpPart === 'querystring' || httpPart === 'params'
    return (data: unknown) => {
      // `/v1/chats/` is no chat.
      if (httpPart === 'params' && Object.values(data ?? {}).includes(''))
        return { error: new ProblemFailure('not-found', 'There is nothing at this path') }
      const value = isText ? typed(data, propertiesOf(schema)) : data
      if (validate(value)) return { value }
      return { error: faultOf(validate, httpPart ?? 'body') }
    }
  }
}

function faultOf(validate: ValidateFunction, part: string): ProblemFailure {
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'anyOf' && keyword !== 'if')
  const told = errors.slice(0, MAX_TOLD).map(toldOf)
  const [first] = told
  const where = part === 'querystring' ? 'The query' : part === 'params' ? 'The path' : 'The body'
  return new ProblemFailure(
    'invalid',
    `${where}: ${first?.pointer || 'as a whole'} ${first?.message ?? 'has a wrong form'}`,
    {
      pointer: first?.pointer ?? '',
      errors: told,
    },
  )
}

function toldOf({ instancePath, keyword, params, message = 'has a wrong form' }: ErrorObject): ProblemError {
  switch (keyword) {
    case 'additionalProperties':
      return { pointer: `${instancePath}/${escaped(params.additionalProperty)}`, message: 'is not known here' }
    case 'required':
      return { pointer: `${instancePath}/${escaped(params.missingProperty)}`, message: 'is missing' }
    case 'enum':
      return { pointer: instancePath, message: `must be one of ${params.allowedValues.join(', ')}` }
    default:
      return { pointer: instancePath, message }
  }
}

/** A name as part of a JSON pointer; a caller's own, so it is kept short. */
function escaped(name: string): string {
  return name.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')
}

interface Property {
  readonly type?: string
  readonly items?: Property
}
type Properties = { readonly [name: string]: Property }

/** Of the schema, or of the named one that it refers to. */
function propertiesOf(schema: object): Properties {
  const { $ref } = schema as { $ref?: string }
  const named = $ref === undefined ? schema : wireSchemas[$ref.replace(/#$/, '') as WireName]
  return (named as { properties?: Properties }).properties ?? {}
}

function typed(data: unknown, properties: Properties): object {
  return Object.fromEntries(
    Object.entries(data ?? {}).map(([name, text]) => [
      name,
      Object.hasOwn(properties, name) ? read(text, properties[name]) : text,
    ]),
  )
}

function read(text: unknown, { type, items }: Property = {}): unknown {
  if (type === 'array') return (Array.isArray(text) ? text : [text]).map((one) => read(one, items))
  if (typeof text !== 'string') return text
  if (type === 'integer' && /^(?:0|[1-9]\d{0,15})$/.test(text)) return Number(text)
  if (type === 'boolean' && /^(?:1|true)$/.test(text)) return true
  if (type === 'boolean' && /^(?:0|false)$/.test(text)) return false
  return text
}
