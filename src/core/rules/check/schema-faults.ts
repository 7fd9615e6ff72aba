import type { Json } from '../../json.js'
import { ruleSetFaults } from '../generated/rule-set-validator.js'
import { isRecord, own, pointerTo, type UnknownRecord } from '../record.js'
import type { SchemaFault } from '../schema-fault.js'
import { shown } from '../shown.js'
import { meant, type Report } from './report.js'
import { schemaAt, valueAtPointer } from './schema-at.js'

const CONDITION_KEYS = ['all', 'any', 'not', 'condition', 'fact']
/** What can stand where the schema, having ruled out a text, asks for an object. */
const CHOICES: { readonly [definition: string]: string } = {
  TextByLanguage: 'a text, or an object of texts by language',
  TimeTrigger: 'an event, or an object with `after` and `since`',
  OncePerAbsence: 'a scope, or an object with `per`',
  OncePerDuration: 'a scope, or an object with `per`',
  ToAgents: 'an object with `agents` or `group`',
  ToGroup: 'an object with `agents` or `group`',
}
const TYPES: { readonly [type: string]: string } = {
  string: 'a text',
  array: 'a list',
  object: 'an object',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
}

/** Reports what the schema has against the value, one sentence for each mistake of the author. */
export function reportSchemaFaults(value: unknown, report: Report): void {
  const missing = new Map<string, string[]>()
  const looseLeaves = new Set<string>()
  const faults = ruleSetFaults(value)
  for (const fault of faults) {
    if (fault.keyword === 'required' && isLooseLeaf(fault, value)) looseLeaves.add(fault.instancePath)
  }
  for (const fault of faults) {
    if (isEcho(fault) || looseLeaves.has(fault.instancePath)) continue
    if (fault.keyword === 'required') {
      const names = missing.get(fault.instancePath) ?? []
      names.push(String(fault.params.missingProperty))
      missing.set(fault.instancePath, names)
    } else {
      reportFault(fault, value, report)
    }
  }
  for (const pointer of looseLeaves) {
    const message = 'A condition begins with `all`, `any`, `not` or `condition`; put this one inside `all`.'
    const leaf = shown(valueAtPointer(value, pointer))
    report.error('wrong-value', pointer, message, { title: 'Put it inside `all`', pointer, value: { all: [leaf] } })
  }
  for (const [pointer, names] of missing) {
    report.error('missing-property', pointer, missingMessage(valueAtPointer(value, pointer), names))
  }
}

/** Errors that only repeat another one: of the choices around it. */
function isEcho({ keyword, schemaPath }: SchemaFault): boolean {
  return (
    keyword === 'if' || keyword === 'discriminator' || keyword === 'anyOf' || /\/oneOf\/\d+\/required$/.test(schemaPath)
  )
}

/** A comparison where only a list or a reference may stand: the root of a condition. */
function isLooseLeaf(fault: SchemaFault, root: unknown): boolean {
  const value = valueAtPointer(root, fault.instancePath)
  if (!isRecord(value) || !Object.hasOwn(value, 'fact')) return false
  return schemaAt(root, fault.instancePath).definition === 'ConditionReference'
}

function reportFault(fault: SchemaFault, root: unknown, report: Report): void {
  const { keyword, params, instancePath: pointer } = fault
  const value = valueAtPointer(root, pointer)
  const { definition, schema } = schemaAt(root, pointer)
  switch (keyword) {
    case 'type': {
      const choice = params.type === 'object' && definition !== null ? CHOICES[definition] : undefined
      const types = [params.type].flat().map((type) => TYPES[String(type)] ?? String(type))
      report.error('wrong-type', pointer, `This must be ${choice ?? types.join(' or ')}.`)
      return
    }
    case 'additionalProperties': {
      const name = String(params.additionalProperty)
      const known = knownProperties(schema)
      const { hint, name: right } = meant(name, known, pointer)
      const allowed = hint === '' && known.length > 0 ? ` Known here: ${known.join(', ')}.` : hint
      const at = pointerTo(pointer, name)
      // What is there already must not be overwritten.
      const isFree = right !== undefined && isRecord(value) && !Object.hasOwn(value, right)
      const fix = isFree ? { title: `Rename to \`${right}\``, pointer: at, rename: right } : undefined
      report.error('unknown-property', at, `\`${name}\` means nothing here.${allowed}`, fix)
      return
    }
    case 'enum':
    case 'const': {
      const allowed = [params.allowedValues ?? params.allowedValue].flat().map(String)
      const { hint, fix } = typeof value === 'string' ? meant(value, allowed, pointer) : { hint: '' }
      const isAction = definition === 'RuleAction'
      const message = `${written(value)} is ${isAction ? 'no action' : 'not allowed here'}; allowed: ${allowed.join(', ')}.${hint}`
      report.error(isAction ? 'unknown-action' : 'wrong-value', pointer, message, fix)
      return
    }
    case 'oneOf':
      report.error('assign-one', pointer, 'Give exactly one of `agent`, `group` and `none`.')
      return
    case 'pattern':
      report.error('wrong-value', pointer, `${written(value)} does not have the form \`${String(params.pattern)}\`.`)
      return
    case 'minimum':
    case 'maximum':
      report.error(
        'wrong-value',
        pointer,
        `${written(value)} is out of range; the ${keyword} is ${String(params.limit)}.`,
      )
      return
    default:
      report.error('wrong-value', pointer, `${written(value)} is not allowed here (${keyword}).`)
  }
}

function missingMessage(value: unknown, names: readonly string[]): string {
  const isCondition = names.includes('fact') || names.includes('condition')
  if (isCondition && isRecord(value) && !CONDITION_KEYS.some((key) => Object.hasOwn(value, key))) {
    return 'A condition needs `all`, `any`, `not`, `condition` or `fact`.'
  }
  const list = names.map((name) => `\`${name}\``).join(', ')
  return names.length === 1 ? `${list} is missing.` : `${list} are missing.`
}

function knownProperties(schema: UnknownRecord): readonly string[] {
  const properties = own(schema, 'properties')
  return isRecord(properties) ? Object.keys(properties) : []
}

function written(value: unknown): string {
  const json: Json = shown(value)
  const text = JSON.stringify(json)
  return `\`${text.length > 80 ? `${text.slice(0, 80)}…` : text}\``
}
