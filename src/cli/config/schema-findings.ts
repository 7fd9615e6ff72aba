// What the schema has against a configuration, one sentence for each mistake.
import { Ajv, type ErrorObject } from 'ajv'
import { isRecord, own, pointerTo, type UnknownRecord } from '../../core/rules/record.js'
import { nearestName } from './nearest-name.js'

/** Without a source: that depends on which layer said it. `target`: what is wrong, the key or what stands under it. */
export interface Complaint {
  readonly message: string
  readonly pointer: string
  readonly target: 'key' | 'value'
}

const TYPES: { readonly [type: string]: string } = {
  string: 'a text',
  array: 'a list',
  object: 'an object',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  null: 'null',
}
/** Longer values are cut in messages. */
const SHOWN = 60

export function schemaCheck(schema: UnknownRecord): (value: unknown) => readonly Complaint[] {
  const ajv = new Ajv({ allErrors: true, verbose: true, strict: false, ownProperties: true })
  const validate = ajv.compile(schema)
  return (value) => {
    if (validate(value)) return []
    return (validate.errors ?? []).flatMap((error) => complaintOf(error))
  }
}

function complaintOf(error: ErrorObject): readonly Complaint[] {
  const { keyword, instancePath: pointer, parentSchema, data } = error
  const params: UnknownRecord = error.params
  switch (keyword) {
    // Only repeats what the branch said.
    case 'if':
      return []
    case 'additionalProperties': {
      const name = String(params.additionalProperty)
      if (isHalfSecret(data, parentSchema)) return []
      return [{ message: unknownKey(name, parentSchema), pointer: pointerTo(pointer, name), target: 'key' }]
    }
    case 'required':
      return [{ message: missingKey(String(params.missingProperty), data), pointer, target: 'value' }]
    case 'type': {
      const types = [params.type].flat().map((type) => TYPES[String(type)] ?? String(type))
      return [
        { message: `This must be ${types.join(' or ')}, not ${written(data, pointer)}.`, pointer, target: 'value' },
      ]
    }
    case 'enum': {
      const allowed = [params.allowedValues].flat().map(String)
      const near = typeof data === 'string' ? nearestName(data, allowed) : undefined
      const hint = near === undefined ? '' : ` Did you mean \`${near}\`?`
      const message = `${written(data, pointer)} is not allowed here; allowed: ${allowed.join(', ')}.${hint}`
      return [{ message, pointer, target: 'value' }]
    }
    case 'minimum':
    case 'maximum': {
      const limit = `${keyword} is ${Number(params.limit).toLocaleString('en-US')}`
      return [{ message: `${written(data, pointer)} is out of range; the ${limit}.`, pointer, target: 'value' }]
    }
    default:
      return [{ message: `${written(data, pointer)} is not allowed here (${keyword}).`, pointer, target: 'value' }]
  }
}

/** Told once, by what is missing. */
function isHalfSecret(value: unknown, schema: unknown): boolean {
  const properties = isRecord(schema) ? own(schema, 'properties') : undefined
  const isOfFile = isRecord(properties) && Object.keys(properties).join() === 'file'
  return isOfFile && isRecord(value) && !Object.hasOwn(value, 'file')
}

function unknownKey(name: string, schema: unknown): string {
  const properties = isRecord(schema) ? own(schema, 'properties') : undefined
  const known = isRecord(properties) ? Object.keys(properties).filter((key) => key !== '$schema') : []
  const near = nearestName(name, known)
  const hint = near === undefined ? ` Known here: ${known.join(', ')}.` : ` Did you mean \`${near}\`?`
  return `\`${name}\` means nothing here.${hint}`
}

/** A secret that is an object without `env` falls through to the last choice. */
function missingKey(name: string, value: unknown): string {
  if (name === 'file' && isRecord(value) && !Object.hasOwn(value, 'env'))
    return 'A secret is a text, `{ "env": "NAME" }` or `{ "file": "path" }`.'
  return `\`${name}\` is missing.`
}

/** What somebody put where a secret belongs isn't repeated. */
function written(value: unknown, pointer: string): string {
  if (isSecretPlace(pointer)) return 'what is here'
  const text = JSON.stringify(value) ?? String(value)
  return `\`${text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}\``
}

const SECRET_PLACES =
  /^\/(?:store\/postgres|mail\/listen\/(?:tls\/(?:key|cert)|login\/password)|secrets\/[^/]+)$|\/account(?:\/|$)/u

export function isSecretPlace(pointer: string): boolean {
  return SECRET_PLACES.test(pointer)
}
