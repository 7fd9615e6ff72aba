// JSON schemas of what goes over HTTP, from the exported types of src/http/wire/*.ts: one module with a schema per type.
// Types refer to each other as `Name#`, which Fastify, Ajv and @fastify/swagger read alike.
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import TJS from 'typescript-json-schema'

const FOLDER = 'src/http/wire'
const MODULE = 'src/http/generated/wire-schemas.ts'

/** `[file, text]` of the module. */
export function wireSchemas(root) {
  const files = readdirSync(resolve(root, FOLDER))
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => resolve(root, FOLDER, name))
  const settings = { required: true, strictNullChecks: true, noExtraProps: true, ref: true, ignoreErrors: true }
  const program = TJS.getProgramFromFiles(files, {
    target: 'ES2022',
    lib: ['lib.es2023.d.ts'],
    module: 'ESNext',
    moduleResolution: 'Bundler',
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    types: [],
  })
  const generator = TJS.buildGenerator(program, settings)
  const names = generator.getMainFileSymbols(program, files)
  // Another type of the same name, be it Node's own, would take the place of ours.
  for (const name of names) {
    const same = generator.getSymbols(name)
    if (same.length > 1)
      throw new Error(`There are ${same.length} types named ${name}; call the one in ${FOLDER} otherwise`)
  }
  const { definitions } = generator.getSchemaForSymbols(names)
  // Anything at all: written out, it refers to itself, which makers of clients take badly.
  definitions.Json = { description: definitions.Json.description }
  const named = Object.keys(definitions)
    .sort()
    .map((name) => [nameOf(name), named$ref({ $id: nameOf(name), ...definitions[name] })])
  return [MODULE, moduleText(named)]
}

/** `Record<string,Json>` and the like make no address. */
function nameOf(name) {
  return name.replace(/[^A-Za-z0-9]+/g, '_').replace(/_$/, '')
}

/** Refers by `Name#`, and says arrays of types instead of `anyOf`s of one. */
function named$ref(node) {
  if (Array.isArray(node)) return node.map(named$ref)
  if (node === null || typeof node !== 'object') return node
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) =>
      key === '$ref' && typeof value === 'string'
        ? [key, `${nameOf(decodeURIComponent(value.replace('#/definitions/', '')))}#`]
        : [key, named$ref(value)],
    ),
  )
}

function moduleText(named) {
  return `// Written by scripts/schemas.mjs from the types of ${FOLDER}; a module, because importing JSON is not everywhere the same.
import type { JsonSchema } from '../../core/rules/schema-fault.js'

export type WireName =
${named.map(([name]) => `  | '${name}'`).join('\n')}

export const wireSchemas: { readonly [name in WireName]: JsonSchema } = ${JSON.stringify(Object.fromEntries(named), null, 2)}
`
}
