// schemas/openapi.json, and answers held against it.
import { readFileSync } from 'node:fs'
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020.js'
import { expect } from 'chai'

interface Media {
  readonly schema?: object
  readonly example?: unknown
  readonly examples?: { readonly [name: string]: { readonly $ref?: string; readonly value?: unknown } }
}

export interface Operation {
  readonly operationId: string
  readonly summary?: string
  readonly security?: readonly object[]
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: object }[]
  readonly requestBody?: { readonly content: { readonly [type: string]: Media } }
  readonly responses: {
    readonly [status: string]: { readonly description: string; readonly content?: { readonly [type: string]: Media } }
  }
}

interface Document {
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } }
  readonly components: {
    readonly schemas: { readonly [name: string]: object }
    readonly examples: { readonly [name: string]: { readonly value: unknown } }
  }
}

/** Streams never end, so they aren't called here: test/http/events.test.ts does. */
export const STREAMS = ['streamEvents']

export const document: Document = JSON.parse(readFileSync('schemas/openapi.json', 'utf8'))
export const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
)
export const ajv = new Ajv2020.default({ strict: false, allErrors: true, validateFormats: false })
ajv.addSchema(document, 'doc')
const checks = new Map<string, ValidateFunction>()

/** What a schema of the document has against a value. */
export function faults(schema: object, value: unknown): unknown {
  const text = JSON.stringify(schema).replaceAll('"#/', '"doc#/')
  const check = checks.get(text) ?? ajv.compile(JSON.parse(text))
  checks.set(text, check)
  return check(value) ? [] : check.errors?.slice(0, 3)
}

export interface Answered {
  readonly statusCode: number
  readonly headers: { readonly [name: string]: unknown }
  readonly body: string
}

/** Holds an answer against the document. */
export function expectDocumented(operation: Operation, answer: Answered, what: string): void {
  const said = operation.responses[answer.statusCode]
  expect(said, `${what}: ${answer.statusCode} isn't documented: ${answer.body}`).to.not.equal(undefined)
  const type = String(answer.headers['content-type'] ?? '').split(';')[0] ?? ''
  if (said?.content === undefined) {
    expect(answer.body, what).to.equal('')
    return
  }
  const media = said.content[type]
  expect(media, `${what}: ${answer.statusCode} comes as ${type}`).to.not.equal(undefined)
  const value: unknown = /[/+]json$/.test(type) ? JSON.parse(answer.body) : answer.body
  expect(faults(media?.schema ?? {}, value), `${what}: ${answer.body.slice(0, 500)}`).to.deep.equal([])
}
