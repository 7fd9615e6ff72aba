// The document is true: it is well-formed OpenAPI 3.1, each call in it is made and answers what it says, each example fits,
// and what isn't in it doesn't answer.
import { readFileSync } from 'node:fs'
import Ajv2020 from 'ajv/dist/2020.js'
import { expect } from 'chai'
import Fastify from 'fastify'
import { parse } from 'yaml'
import { ADAPTERS, CHANNELS, CONNECT, PUBLIC_URL, RULES, START, STORY, tell } from '../../scripts/http-story.mjs'
import { createMetrics } from '../../src/http/metrics.js'
import { caseline } from '../../src/http/plugin.js'
import { PROBLEMS, type ProblemCode } from '../../src/http/problem-codes.js'
import { memoryStore } from '../../src/store/memory/memory-store.js'
import { manualClock } from '../../src/testing/manual-clock.js'
import { type Answered, ajv, document, expectDocumented, faults, operations, STREAMS } from './document.js'
import { type Called, makeService } from './make-service.js'

async function storyPlace(): Promise<Called> {
  return makeService({
    store: memoryStore(),
    clock: manualClock(START),
    auth: { keys: 'none' },
    adapters: ADAPTERS,
    publicUrl: PUBLIC_URL,
    metrics: await createMetrics(),
    desk: { channels: CHANNELS, connect: CONNECT, rules: RULES, webhooks: { allowPrivateAddresses: true } },
  })
}

describe('the OpenAPI document', () => {
  it('is what the running service says', async () => {
    const place = await storyPlace()
    const { body } = await place.call('GET', '/openapi.json')
    expect(body).to.deep.equal(document)
    await place.stop()
  })

  it('is well-formed OpenAPI 3.1', () => {
    // Ajv takes the dynamic reference to what a schema object is for one to the whole; without a dialect it is this.
    const text = readFileSync('test/http/fixtures/openapi-3.1.schema.yaml', 'utf8')
    const meta = parse(text.replace(/\$dynamicRef: '#meta'/g, "$ref: '#/$defs/schema'"))
    const check = new Ajv2020.default({ strict: false, allErrors: true, validateFormats: false }).compile(meta)
    expect(check(document) ? [] : check.errors).to.deep.equal([])
    expect(check({ ...document, paths: { '/x': { get: { responses: 7 } } } })).to.equal(false)
  })

  it('has schemas that are schemas, and every reference leads somewhere', () => {
    for (const [name, schema] of Object.entries(document.components.schemas))
      expect(ajv.validateSchema(schema), name).to.equal(true)
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)].map(([, ref = '']) => ref)
    expect(refs).to.have.length.greaterThan(100)
    for (const ref of new Set(refs)) {
      const found = ref
        .replace('#/', '')
        .split('/')
        .reduce<unknown>((at, part) => (at as { [key: string]: unknown } | undefined)?.[part], document)
      expect(found, ref).to.not.equal(undefined)
    }
  })

  it('names each call once, says what it does and who may', () => {
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).to.equal(ids.length)
    for (const { operation, path } of operations) {
      expect(operation.summary, path).to.match(/\w/)
      expect(operation.security, path).to.be.an('array')
      const asked = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const told = operation.parameters?.filter((one) => one.in === 'path').map((one) => one.name) ?? []
      expect(told, path).to.have.members(asked)
    }
  })

  it('has an example for each body, and all examples fit their schemas', () => {
    let count = 0
    for (const { operation } of operations) {
      const bodies = Object.entries(operation.requestBody?.content ?? {}).map(([, media]) => ['body', media] as const)
      const answers = Object.entries(operation.responses).flatMap(([status, { content = {} }]) =>
        Object.values(content).map((media) => [status, media] as const),
      )
      for (const [where, media] of [...bodies, ...answers]) {
        const what = `${operation.operationId} ${where}`
        const named = Object.values(media.examples ?? {}).map(({ $ref, value }) =>
          $ref === undefined ? value : document.components.examples[$ref.split('/').at(-1) ?? '']?.value,
        )
        const all = media.example === undefined ? named : [media.example, ...named]
        // Bytes have none.
        if (!['exportXlsx', 'getAttachment'].includes(operation.operationId) || where !== '200')
          expect(all, `${what} has an example`).to.not.be.empty
        for (const example of all) expect(faults(media.schema ?? {}, example), what).to.deep.equal([])
        count += all.length
      }
    }
    expect(count).to.be.greaterThan(operations.length * 3)
  })

  it('is kept by every call of the story, and the story makes every call', async () => {
    const place = await storyPlace()
    const { desk } = await place.desks.get('default')
    const called = new Set<string>()
    await tell({ ...place, desk }, (one: { operation: string; method: string; url: string }, answer: Answered) => {
      const known = operations.find(({ operation }) => operation.operationId === one.operation)
      if (known === undefined) throw new Error(`${one.operation} isn't documented`)
      expect(known.method, one.operation).to.equal(one.method)
      expectDocumented(known.operation, answer, `${one.operation} ${one.url}`)
      called.add(one.operation)
    })
    await place.stop()
    const missed = operations.map(({ operation }) => operation.operationId).filter((id) => !called.has(id))
    expect(missed.filter((id) => !STREAMS.includes(id))).to.deep.equal([])
    expect(STORY).to.have.length.greaterThan(30)
  })

  it('documents what each call answers to mistakes', async () => {
    const place = await makeService({ auth: { keys: 'required' }, rateLimit: false })
    const keys = {
      admin: place.as(await place.addKey(['admin'])),
      ingest: place.as(await place.addKey(['ingest'])),
      agent: place.as(await place.addKey(['agent'])),
    }
    const seen = new Map<string, number>()
    for (const { path, method, operation } of operations) {
      if (STREAMS.includes(operation.operationId)) continue
      const lost = path.replace('{number}', '999').replace(/\{\w+\}/g, 'lost')
      const body = Object.values(operation.requestBody?.content ?? {})[0]?.example
      const tries: readonly (readonly [string, Called['call'], string, unknown, Record<string, string>])[] = [
        ['no key', place.call, lost, body, {}],
        ['a poor key', keys.ingest, lost, body, {}],
        ['another poor key', keys.agent, lost, body, {}],
        ['things that are not there', keys.admin, lost, body, {}],
        ['an unknown parameter', keys.admin, `${lost}?surely-unknown=1`, body, {}],
        ['a wrong number', keys.admin, path.replace('{number}', '0').replace(/\{\w+\}/g, 'x'), body, {}],
        ['a body of another shape', keys.admin, lost, method === 'GET' ? undefined : { 'surely-unknown': 1 }, {}],
        ['a body that is a list', keys.admin, lost, method === 'GET' ? undefined : [], {}],
        ['a broken body', keys.admin, lost, method === 'GET' ? undefined : '{', { 'content-type': 'application/json' }],
        ['a foreign body', keys.admin, lost, method === 'GET' ? undefined : 'x', { 'content-type': 'text/plain' }],
        ['a bad Idempotency-Key', keys.admin, lost, body, { 'idempotency-key': 'two words' }],
        ['a stale If-Match', keys.admin, lost, body, { 'if-match': '"77"' }],
        ['a bad If-Match', keys.admin, lost, body, { 'if-match': '77' }],
      ]
      for (const [what, call, url, given, headers] of tries) {
        const { status, text, headers: told } = await call(method, url, given, headers)
        const answer = { statusCode: status, headers: told, body: text }
        expectDocumented(operation, answer, `${operation.operationId} with ${what}`)
        expect(status, `${operation.operationId} with ${what}: ${text}`).to.be.lessThan(500)
        if (status >= 400) seen.set(what, (seen.get(what) ?? 0) + 1)
      }
    }
    // Each mistake was one somewhere.
    expect([...seen.keys()]).to.have.length(13)
    await place.stop()
  })

  it('has every code, and docs/reference/http.md has the same', () => {
    const codes = Object.keys(PROBLEMS)
    expect(Object.keys(document.components.examples)).to.have.members(codes)
    const used = new Set(
      [...JSON.stringify(document.paths).matchAll(/#\/components\/examples\/([\w-]+)/g)].map((one) => one[1]),
    )
    // Codes that are answered before a call is known, where no single call can be blamed, or that only the worker hears.
    const general = ['not-waiting', 'method-not-allowed', 'request-timeout', 'headers-too-large', 'full']
    expect([...used, ...general]).to.have.members(codes)
    const page = readFileSync('docs/reference/http.md', 'utf8')
    const rows = [...page.matchAll(/^\| `([a-z-]+)` \| (\d{3}) \|/gm)].map(([, code, status]) => [code, Number(status)])
    expect(rows).to.have.deep.members(codes.map((code) => [code, PROBLEMS[code as ProblemCode].status]))
  })
})

describe('what is not in the document', () => {
  it('doesn’t answer: other paths are 404, other methods 405', async () => {
    const place = await makeService({ rateLimit: false })
    for (const url of [
      '/',
      '/v1',
      '/v1/',
      '/v1/chat',
      '/v1/chats/',
      '/v1/chats/1/',
      '/v2/chats',
      '/admin',
      '/.env',
      '/v1/chats/1/close',
    ]) {
      const { status, body } = await place.call('GET', url)
      expect([status, body.code], url).to.deep.equal([404, 'not-found'])
    }
    for (const [path, methods] of Object.entries(document.paths)) {
      const url = path.replace('{number}', '1').replace(/\{\w+\}/g, 'x')
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
        if (method.toLowerCase() in methods) continue
        const { status, body, headers } = await place.call(method, url)
        expect([status, body.code], `${method} ${url}`).to.deep.equal([405, 'method-not-allowed'])
        for (const known of Object.keys(methods)) expect(headers.allow).to.include(known.toUpperCase())
      }
    }
    await place.stop()
  })

  it('is no route: each one that is registered is in the document, or is the document itself', async () => {
    const place = await makeService()
    const app = Fastify()
    const found: string[] = []
    app.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) found.push(`${one} ${url.replace(/:(\w+)/g, '{$1}')}`)
    })
    await app.register(caseline, { store: place.store, desks: place.desks, clock: place.clock })
    await app.ready()
    const known = operations.map(({ path, method }) => `${method} ${path}`)
    const extra = found.filter((one) => !one.startsWith('HEAD ') && !known.includes(one))
    expect(extra.filter((one) => !/^GET \/(?:docs|openapi\.json)/.test(one))).to.deep.equal([])
    expect(found).to.include.members(known)
    await app.close()
    await place.stop()
  })
})
