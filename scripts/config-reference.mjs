// The table of docs/reference/configuration.md from schemas/config.schema.json: `node scripts/config-reference.mjs` writes
// it between the marks, `configReference()` is what a test compares with.
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = resolve(fileURLToPath(new URL('..', import.meta.url)))
const PAGE = resolve(ROOT, 'docs/reference/configuration.md')
const MARKS = ['<!-- keys: node scripts/config-reference.mjs -->', '<!-- end of keys -->']

/** Rows of all keys, sections as headings. */
export function configReference() {
  const schema = JSON.parse(readFileSync(resolve(ROOT, 'schemas/config.schema.json'), 'utf8'))
  const follow = (node) =>
    node.$ref === undefined ? node : schema.definitions[node.$ref.replace('#/definitions/', '')]
  const typeOf = (node) => {
    const { enum: values, type, items, if: choice, additionalProperties } = follow(node)
    if (values) return values.map((value) => `\`${value}\``).join(', ')
    if (choice) return 'secret'
    if (type === 'array') return `list of ${items.$ref ? `${plural(items.$ref)}` : `${typeOf(items)}s`}`
    if (additionalProperties && typeof additionalProperties === 'object') return 'object by name'
    return [type]
      .flat()
      .map((one) => ({ string: 'text', integer: 'number', boolean: 'true, false' })[one] ?? one)
      .join(' or ')
  }
  const plural = (ref) =>
    ({ ChannelConfig: 'channels', StormConfig: 'limits' })[ref.replace('#/definitions/', '')] ?? 'objects'
  const variable = (path) =>
    `CASELINE_${path.map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()).join('_')}`
  const rows = []
  /** Of what is inside a list or stands under a name there are no variables; what a tenant has is told above already. */
  const walk = (node, path, isInList, isBrief = false) => {
    for (const [name, property] of Object.entries(follow(node).properties ?? {})) {
      if (name === '$schema') continue
      const at = [...path, name]
      const inner = follow(property)
      const item = inner.items && follow(inner.items)
      const byName = typeof inner.additionalProperties === 'object' ? follow(inner.additionalProperties) : undefined
      const said = (property.description ?? inner.description ?? '').replaceAll('\n', ' ').replaceAll('|', '\\|')
      const key = at.join('.')
      const isSection = inner.properties !== undefined && !isBrief
      if (!isSection)
        rows.push(`| \`${key}\` | ${typeOf(property)} | ${said}${isInList ? '' : ` <br>\`${variable(at)}\``} |`)
      if (isSection) walk(property, at, isInList)
      else if (item?.properties && !isBrief) walk(inner.items, [...path, `${name}[]`], true)
      else if (byName?.properties) walk(inner.additionalProperties, [...at, '<name>'], true, true)
    }
  }
  walk(schema, [], false)
  return ['| key | is | |', '| --- | --- | --- |', ...rows].join('\n')
}

/** The page with a fresh table. */
export function configPage(text) {
  const [before, rest] = text.split(MARKS[0])
  const after = rest?.split(MARKS[1])[1]
  if (after === undefined) throw new Error(`${PAGE} has no marks`)
  return `${before}${MARKS[0]}\n\n${configReference()}\n\n${MARKS[1]}${after}`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(PAGE, configPage(readFileSync(PAGE, 'utf8')))
}
