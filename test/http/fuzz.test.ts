// Requests made from the document's own schemas, and then spoilt: each answer is one that the document knows.
import { expect } from 'chai'
import fc from 'fast-check'
import { document, expectDocumented, type Operation, operations, STREAMS } from './document.js'
import { type Called, makeService, OLGA, said } from './make-service.js'

interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly properties?: { readonly [name: string]: Schema }
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema
  readonly minimum?: number
  readonly maximum?: number
  readonly format?: string
}

/** Names that are there, so that more than 404 is met. */
const KNOWN: { readonly [name: string]: readonly string[] } = {
  channel: ['tg', 'vk', 'endless', 'mail'],
  id: ['m1', 'm2', 'o1', '42'],
  agent: ['olga', 'boris'],
  text: ['Hello', ' '],
}

/** Values that a schema allows; deep ones are cut short. */
function valid(schema: Schema, name = '', depth = 0): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) return valid(named(schema.$ref), name, depth)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map((one) => valid(one, name, depth)))
  if (schema.type === undefined) return fc.jsonValue({ maxDepth: 2 })
  const types = [schema.type].flat()
  return fc.oneof(...types.map((type) => ofType(type, schema, name, depth)))
}

function ofType(type: string, schema: Schema, name: string, depth: number): fc.Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null)
    case 'boolean':
      return fc.boolean()
    case 'integer':
    case 'number':
      return fc.integer({ min: schema.minimum ?? -3, max: Math.min(schema.maximum ?? 3, (schema.minimum ?? 0) + 3) })
    case 'string': {
      if (schema.format === 'date-time') return fc.constant('2026-03-02T11:00:00Z')
      const known = KNOWN[name]
      return known === undefined ? fc.string({ unit: 'binary' }) : fc.oneof(fc.constantFrom(...known), fc.string())
    }
    case 'array':
      return fc.array(valid(schema.items ?? {}, name, depth + 1), { maxLength: depth > 3 ? 0 : 3 })
    default: {
      const { properties = {}, required = [] } = schema
      const model = Object.fromEntries(
        Object.entries(properties).map(([key, one]) => [key, valid(one, key, depth + 1)]),
      )
      return fc.record(model, { requiredKeys: required.filter((key) => key in model) })
    }
  }
}

function named(ref: string): Schema {
  return document.components.schemas[ref.split('/').at(-1) ?? ''] as Schema
}

/** Something is put in the place of a part, added, or taken away. */
function spoilt(body: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(body, fc.nat(), fc.jsonValue({ maxDepth: 3 }), fc.string()).map(([value, at, other, key]) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return other
    const names = Object.keys(value)
    const picked = names[at % Math.max(1, names.length)] ?? key
    if (at % 3 === 0) return { ...value, [picked]: other }
    if (at % 3 === 1) return { ...value, [key]: other }
    const { [picked]: _, ...rest } = value as { readonly [name: string]: unknown }
    return rest
  })
}

function requests({ operation, path }: (typeof operations)[number]) {
  const parameters = operation.parameters ?? []
  const ofPath = parameters
    .filter((one) => one.in === 'path')
    .map((one) =>
      fc.oneof(valid(one.schema as Schema, one.name), fc.string()).map((value) => [one.name, value] as const),
    )
  const ofQuery = parameters
    .filter((one) => one.in === 'query')
    .map((one) => {
      const good = valid(one.schema as Schema, one.name)
      const value = fc.oneof({ weight: 3, arbitrary: good }, { weight: 1, arbitrary: fc.string() })
      const given = value.map((text) => [one.name, text] as const)
      return fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: given })
    })
  const schema = Object.values(operation.requestBody?.content ?? {})[0]?.schema as Schema | undefined
  const body = schema === undefined ? fc.constant(undefined) : fc.oneof(valid(schema), spoilt(valid(schema)))
  const key = fc.option(fc.oneof(fc.constantFrom('a', 'b'), fc.string()))
  return fc.record({ path: fc.tuple(...ofPath), query: fc.tuple(...ofQuery), body, key }).map((made) => {
    const filled = made.path.reduce(
      (url, [name, value]) => url.replace(`{${name}}`, () => encodeURIComponent(wellFormed(String(value)))),
      path,
    )
    const query = made.query.flatMap((one) =>
      one === null ? [] : [`${one[0]}=${encodeURIComponent(wellFormed(String(one[1])))}`],
    )
    return { url: query.length === 0 ? filled : `${filled}?${query.join('&')}`, body: made.body, key: made.key }
  })
}

function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8')
}

/** They call other machines, or never end. */
const LEFT_OUT = [...STREAMS, 'addWebhook', 'changeWebhook', 'testWebhook']

describe('requests made from the document', function () {
  this.timeout(120_000)
  let place: Called
  beforeEach(async () => {
    place = await makeService({ rateLimit: false, auth: { keys: 'none' } })
    await place.call('POST', '/v1/messages', said('m1'))
    await place.call('POST', '/v1/chats/1/messages', { ...OLGA, text: 'x', id: 'o1' })
    await place.call('POST', '/v1/chats/1/finish', { ...OLGA, status: 'pending' })
    await place.call('POST', '/v1/messages', said('m2'))
  })
  afterEach(() => place.stop())

  it('are answered as it says, good or spoilt', async () => {
    const seen = new Map<string, Set<number>>()
    const told = (operation: Operation, status: number) => {
      const statuses = seen.get(operation.operationId) ?? new Set()
      seen.set(operation.operationId, statuses.add(status))
    }
    for (const one of operations) {
      if (LEFT_OUT.includes(one.operation.operationId)) continue
      await fc.assert(
        fc.asyncProperty(requests(one), async ({ url, body, key }) => {
          const isHeader = key !== null && /^[\t\x20-\x7e]*$/.test(key)
          const headers: Record<string, string> = isHeader ? { 'idempotency-key': key } : {}
          if (body !== undefined) headers['content-type'] = 'application/json'
          const payload = body === undefined ? undefined : JSON.stringify(body)
          const { status, headers: heard, text } = await place.call(one.method, url, payload, headers)
          expect(status, `${one.method} ${url} ${payload}: ${text}`).to.be.lessThan(500)
          told(one.operation, status)
          // An id that is empty makes another path.
          if (status === 404 || status === 405) return
          const answer = { statusCode: status, headers: heard, body: text }
          expectDocumented(one.operation, answer, `${one.method} ${url} ${payload}`)
        }),
        { numRuns: 40 },
      )
    }
    const both = [...seen].filter(([, statuses]) => Math.min(...statuses) < 300 && Math.max(...statuses) >= 400)
    // Most calls were met by good ones and by mistakes.
    expect(both.length).to.be.greaterThan(15)
  })
})
