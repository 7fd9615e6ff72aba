// Every key of the configuration as the schema has it, and the environment variable that stands for it.
import { readFileSync } from 'node:fs'
import { isRecord, own, pointerTo, type UnknownRecord } from '../../core/rules/record.js'
import { inPackage } from '../package-root.js'

export interface KeyPath {
  /** JSON pointer, such as `/server/port`. */
  readonly pointer: string
  /** `CASELINE_SERVER_PORT`. */
  readonly variable: string
  readonly schema: UnknownRecord
  /** Whether its own keys have variables too. */
  readonly isSection: boolean
}

export function configSchema(): UnknownRecord {
  const schema: unknown = JSON.parse(readFileSync(inPackage('schemas', 'config.schema.json'), 'utf8'))
  return isRecord(schema) ? schema : {}
}

/** In the schema's order, sections before what is in them. */
export function keyPaths(root: UnknownRecord): readonly KeyPath[] {
  const within = (schema: UnknownRecord, pointer: string, names: readonly string[]): readonly KeyPath[] => {
    const properties = own(schema, 'properties')
    if (!isRecord(properties)) return []
    return Object.entries(properties).flatMap(([name, property]) => {
      if (name === '$schema' || !isRecord(property)) return []
      const resolved = followed(property, root)
      const path = [...names, name]
      const at = pointerTo(pointer, name)
      const inside = within(resolved, at, path)
      const variable = variableOf(path)
      return [{ pointer: at, variable, schema: { ...resolved, ...property }, isSection: inside.length > 0 }, ...inside]
    })
  }
  return within(root, '', [])
}

/** The definition that a reference leads to. */
export function followed(schema: UnknownRecord, root: UnknownRecord): UnknownRecord {
  const { $ref } = schema
  if (typeof $ref !== 'string') return schema
  const definitions = own(root, 'definitions')
  const found = isRecord(definitions) ? own(definitions, $ref.replace('#/definitions/', '')) : undefined
  return isRecord(found) ? followed(found, root) : schema
}

/** `server`, `bodyLimit` → `CASELINE_SERVER_BODY_LIMIT`. */
function variableOf(path: readonly string[]): string {
  const words = path.map((name) => name.replace(/[A-Z]/gu, (letter) => `_${letter}`).toUpperCase())
  return `CASELINE_${words.join('_')}`
}
