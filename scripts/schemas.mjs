#!/usr/bin/env node
// Writes schemas/*.schema.json, and the same as modules with a ready validator, from the TypeScript types.
// `--check` writes nothing and exits 1 if what is committed differs.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import Ajv from 'ajv'
import standaloneCode from 'ajv/dist/standalone/index.js'
import { build } from 'esbuild'
import { register } from 'tsx/esm/api'
import TJS from 'typescript-json-schema'
import { editorSchema, scenarioEditorSchema } from './editor-schema.mjs'
import { wireSchemas } from './wire-schemas.mjs'

register()
const { FACTS } = await import('../src/core/rules/facts.ts')
const { FACT_HELP } = await import('../src/core/rules/fact-help.ts')
const { DECORATORS, operatorTable } = await import('../src/core/rules/operators/engine-operators.ts')

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/**
 * One row per schema: `type` of `source`, its file, the folder of its module (if it has one), what is changed after
 * generation, and what is changed further in the file, which editors read.
 */
const SCHEMAS = [
  {
    type: 'RuleSet',
    source: 'src/core/rules/rule-set.ts',
    schema: 'schemas/rule-set.schema.json',
    modules: 'src/core/rules/generated',
    name: 'rule-set',
    title: 'Caseline rule set',
    refine: refineRuleSet,
    forEditors: editRuleSet,
  },
  {
    type: 'Workflow',
    source: 'src/core/workflow/workflow.ts',
    schema: 'schemas/workflow.schema.json',
    title: 'Caseline workflow',
    refine: refineRuleSet,
    forEditors: editRuleSet,
  },
  {
    type: 'Scenario',
    source: 'src/testing/scenario.ts',
    schema: 'schemas/scenario.schema.json',
    title: 'Caseline scenario',
    refine: refineScenario,
    forEditors: scenarioEditorSchema,
  },
  {
    type: 'Config',
    source: 'src/cli/config/config.ts',
    schema: 'schemas/config.schema.json',
    title: 'Caseline configuration',
  },
]

/** Suggests values to editors without forbidding others. */
function suggest(values) {
  return { type: 'string', anyOf: [{ enum: values }, { type: 'string' }] }
}

function refineRuleSet({ definitions }) {
  const leaf = definitions.FactCondition.properties
  Object.assign(leaf.fact, suggest([...FACTS.keys()]))
  const operators = [...operatorTable().keys()]
  const decorated = ['equal', 'containsText', 'matches'].flatMap((operator) =>
    DECORATORS.map((decorator) => `${decorator}:${operator}`),
  )
  Object.assign(leaf.operator, suggest([...operators, ...decorated]))
  definitions.Assign.oneOf = ['agent', 'group', 'none'].map((key) => ({ required: [key] }))
}

function editRuleSet(schema) {
  return editorSchema(schema, { facts: FACTS, help: FACT_HELP, operators: operatorTable(), decorators: DECORATORS })
}

function refineScenario({ definitions, properties }) {
  properties.steps.minItems = 1
  const verbs = Object.keys(definitions.AgentStep.properties).filter(
    (key) => !['agent', 'chat', 'as', 'channel', 'comment', 'expect'].includes(key),
  )
  definitions.AgentStep.oneOf = verbs.map((key) => ({ required: [key] }))
}

function generate({ type, source, title, refine }) {
  const program = TJS.getProgramFromFiles([resolve(ROOT, source)], {
    target: 'ES2022',
    module: 'ESNext',
    moduleResolution: 'Bundler',
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
  })
  const schema = TJS.generateSchema(program, type, { required: true, strictNullChecks: true, noExtraProps: true })
  if (schema === null) throw new Error(`${source}: no schema for ${type}`)
  const { $schema, ...rest } = schema
  const named = { $schema, title, ...rest }
  rewriteUnions(named, named.definitions ?? {})
  refine?.(named)
  return named
}

/** Every `anyOf` becomes a choice that looks at one thing first, so that one mistake gives one error. */
function rewriteUnions(node, definitions) {
  if (Array.isArray(node)) {
    for (const one of node) rewriteUnions(one, definitions)
    return
  }
  if (node === null || typeof node !== 'object') return
  for (const value of Object.values(node)) rewriteUnions(value, definitions)
  if (Array.isArray(node.anyOf)) {
    const { anyOf } = node
    delete node.anyOf
    Object.assign(node, choice(anyOf, definitions))
  }
  // Texts and objects side by side come out as one schema with several types.
}

function choice(members, definitions) {
  const kinds = new Map()
  for (const member of members) {
    const { type } = resolved(member, definitions)
    for (const one of Array.isArray(type) ? type : [type]) {
      kinds.set(one, [...(kinds.get(one) ?? []), member])
    }
  }
  const branches = [...kinds].map(([type, same]) => [
    { type },
    type === 'object' ? objectChoice(same, definitions) : same.length === 1 ? same[0] : { anyOf: same },
  ])
  // Objects come last, so that a value of no fitting type is told what it lacks as an object.
  branches.sort(([one], [other]) => Number(one.type === 'object') - Number(other.type === 'object'))
  return nest(branches)
}

function objectChoice(members, definitions) {
  if (members.length === 1) return members[0]
  const shapes = members.flatMap((member) => alternatives(member, definitions))
  const properties = shapes.map((shape) => resolved(shape, definitions).properties ?? {})
  const tags = Object.keys(properties[0]).filter((key) => properties.every((of) => constOf(of[key]) !== undefined))
  const [tag] = tags
  if (tag !== undefined) {
    return {
      type: 'object',
      required: [tag],
      properties: { [tag]: { enum: shapes.map((_, index) => constOf(properties[index][tag])) } },
      discriminator: { propertyName: tag },
      oneOf: shapes,
    }
  }
  const branches = shapes.map((shape, index) => {
    const { required = [] } = resolved(shape, definitions)
    const fixed = required.find((key) => constOf(properties[index][key]) !== undefined)
    const unique = required.find((key) => properties.every((of, other) => other === index || of[key] === undefined))
    if (fixed !== undefined) {
      return [{ required: [fixed], properties: { [fixed]: { const: constOf(properties[index][fixed]) } } }, shape]
    }
    return [{ required: [unique ?? required[0]] }, shape]
  })
  // What is told by a constant is asked first: the others may have the same key.
  branches.sort(([one], [other]) => Number(other.properties !== undefined) - Number(one.properties !== undefined))
  return nest(branches)
}

/** The members of unions inside a union. */
function alternatives(member, definitions) {
  const { members } = resolved(member, definitions)
  return members === undefined ? [member] : members.flatMap((one) => alternatives(one, definitions))
}

function resolved(member, definitions) {
  if (member.$ref === undefined) return member
  const target = definitions[decodeURIComponent(member.$ref.replace('#/definitions/', ''))]
  const inner = target.anyOf
  if (inner === undefined) return target
  const types = new Set(inner.map((one) => resolved(one, definitions).type))
  return { type: types.size === 1 ? [...types][0] : [...types], members: inner }
}

function constOf(schema) {
  if (schema === undefined) return undefined
  return schema.const ?? (schema.enum?.length === 1 ? schema.enum[0] : undefined)
}

function nest([[condition, shape], ...rest]) {
  return rest.length === 0 ? shape : { if: condition, then: shape, else: nest(rest) }
}

async function validatorModule(schema, name) {
  const ajv = new Ajv({
    strict: true,
    allowUnionTypes: true,
    strictTypes: false,
    strictRequired: false,
    allErrors: true,
    discriminator: true,
    ownProperties: true,
    messages: false,
    code: { source: true, esm: true, lines: false },
  })
  const code = standaloneCode(ajv, ajv.compile(schema))
  // Ajv's standalone code requires its own runtime even as an ES module.
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: ROOT, loader: 'js' },
    bundle: true,
    write: false,
    minifyWhitespace: true,
    charset: 'utf8',
    format: 'esm',
    target: 'es2022',
    logLevel: 'error',
  })
  const text = outputFiles[0].text.replace(/export\s*\{[^}]*\};?\s*$/, '').trimEnd()
  const validate = /var validate\s*=\s*(validate\d+)/.exec(text)?.[1]
  if (validate === undefined) throw new Error('ajv writes its standalone code in another way now')
  const exported = `${name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())}Faults`
  return `// @ts-nocheck
// Written by scripts/schemas.mjs; ready code, because ajv's compiler needs \`new Function\`, which browsers may forbid.
import type { SchemaFault } from '../schema-fault.js'

${text}

/** What the schema has against the value; empty when nothing. */
export function ${exported}(value: unknown): readonly SchemaFault[] {
  return ${validate}(value) ? [] : ${validate}.errors
}
`
}

function schemaModule(schema, name) {
  const constant = `${name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())}Schema`
  return `// Written by scripts/schemas.mjs; a module, because importing JSON is not everywhere the same.
import type { JsonSchema } from '../schema-fault.js'

export const ${constant}: JsonSchema = ${JSON.stringify(schema, null, 2)}
`
}

function ofService(what) {
  const args = ['--import', 'tsx', '--conditions=caseline-source', resolve(ROOT, 'scripts/openapi.mjs'), what]
  return execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
}

function written(file, text) {
  const path = resolve(ROOT, file)
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return
  stale.push(file)
  if (isCheck) return
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

const isCheck = process.argv.includes('--check')
const stale = []
for (const row of SCHEMAS) {
  const schema = generate(row)
  const edited = row.forEditors === undefined ? schema : row.forEditors(schema)
  const outputs = [[row.schema, `${JSON.stringify(edited, null, 2)}\n`]]
  if (row.modules !== undefined) {
    outputs.push([`${row.modules}/${row.name}-schema.ts`, schemaModule(schema, row.name)])
    outputs.push([`${row.modules}/${row.name}-validator.ts`, await validatorModule(schema, row.name)])
  }
  for (const [file, text] of outputs) written(file, text)
}
written(...wireSchemas(ROOT))
// In processes of their own: each imports what was written before it.
written('src/http/generated/examples.ts', ofService('examples'))
written('schemas/openapi.json', ofService('document'))
if (isCheck && stale.length > 0) {
  process.stderr.write(
    `Not what the types say; run \`npm run schemas\`:\n${stale.map((file) => `  ${file}\n`).join('')}`,
  )
  process.exitCode = 1
} else if (!isCheck) {
  process.stdout.write(
    stale.length === 0 ? 'Schemas are fresh.\n' : `Written:\n${stale.map((file) => `  ${file}\n`).join('')}`,
  )
}
