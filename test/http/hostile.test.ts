// What comes from people who mean harm: 4xx with a code of ours, nothing stored, nothing told, the process alive.
import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { PROBLEMS } from '../../src/http/problem-codes.js'
import { contentOf } from '../desk/make-desk.js'
import { type Called, makeService, OLGA, type Reply, said } from './make-service.js'

interface Body {
  readonly example?: { readonly [name: string]: unknown }
}

interface Operation {
  readonly operationId: string
  readonly requestBody?: { readonly content: { readonly 'application/json': Body } }
}

const document: { readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } } } = JSON.parse(
  readFileSync('schemas/openapi.json', 'utf8'),
)
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId, requestBody }]) => ({
    path,
    method: method.toUpperCase(),
    operationId,
    example: requestBody?.content['application/json'].example,
  })),
)
const withBodies = operations.filter(({ example }) => example !== undefined)

/** Words of the inside that no answer may hold. */
const INSIDE = /node_modules|at .*\.[jt]s:\d|\bselect\b.*\bfrom\b|caseline\.\w+_|SyntaxError|TypeError|RangeError/i

function expectRefused(reply: Reply, what: string): void {
  expect(reply.status, `${what}: ${reply.text.slice(0, 300)}`).to.be.within(400, 499)
  expect(reply.headers['content-type'], what).to.match(/^application\/problem\+json/)
  expect(Object.keys(PROBLEMS), what).to.include(reply.body.code)
  expect(reply.text, what).to.not.match(INSIDE)
}

describe('a hostile request', function () {
  this.timeout(120_000)
  let place: Called
  let before: string
  const content = () => contentOf(place.store, ['tg:42', '["tg","42"]'])

  beforeEach(async () => {
    place = await makeService({ rateLimit: false })
    await place.call('POST', '/v1/messages', said('m1'))
    before = await everything()
  })
  afterEach(() => place.stop())

  /** All that a caller can see, and what the store holds of Anna's thread. */
  async function everything(): Promise<string> {
    const urls = [
      '/v1/chats',
      '/v1/chats/1/messages',
      '/v1/outbox',
      '/v1/keys',
      '/v1/rules',
      '/v1/webhooks',
      '/v1/agents',
    ]
    const seen = []
    for (const url of urls) seen.push((await place.call('GET', url)).text)
    return JSON.stringify([seen, await content()])
  }

  async function expectUntouched(): Promise<void> {
    expect(await everything()).to.equal(before)
    expect((await place.call('GET', '/healthz')).status).to.equal(200)
  }

  const send = (text: string, url = '/v1/messages', method = 'POST') =>
    place.call(method, url, text, { 'content-type': 'application/json' })

  it('whose body is no JSON, or none that was asked for, is refused', async () => {
    const bodies = [
      '',
      ' ',
      '{',
      '}',
      '[',
      'null',
      'true',
      '7',
      '"text"',
      '[]',
      '[{}]',
      '{}',
      "{'channel':'tg'}",
      '{"channel":"tg",}',
      '{"channel":"tg"}{"channel":"tg"}',
      '\u0000',
      '\ufeff{}',
      'NaN',
      '{"a":1e999}',
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
      JSON.stringify(said('m9')).slice(0, -1),
    ]
    for (const body of bodies) expectRefused(await send(body), body)
    await expectUntouched()
  })

  it('of another content type is refused', async () => {
    const body = JSON.stringify(said('m9'))
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/jsonp',
      'x',
      'application/json;;',
      '*/*',
    ]) {
      const reply = await place.call('POST', '/v1/messages', body, { 'content-type': type })
      if (reply.status !== 201) expectRefused(reply, type)
      else expect(type).to.equal('application/json;;')
    }
  })

  it('with a wrong type in any field of any body is refused, or means what it says', async () => {
    const wrong: readonly unknown[] = [null, true, 7, -1, 1.5, 1e308, '', 'x', [], ['x'], {}, { x: 1 }, [[[]]]]
    let count = 0
    for (const { path, method, operationId, example } of withBodies) {
      const url = path.replace('{number}', '999').replace(/\{\w+\}/g, 'lost')
      for (const [name, value] of Object.entries(example ?? {})) {
        for (const other of wrong) {
          if (typeof other === typeof value && !Array.isArray(other)) continue
          const reply = await place.call(method, url, { ...example, [name]: other })
          expect(reply.status, `${operationId} ${name}=${JSON.stringify(other)}: ${reply.text}`).to.be.lessThan(500)
          expect(reply.text).to.not.match(INSIDE)
          count += 1
        }
      }
    }
    expect(count).to.be.greaterThan(300)
  })

  it('that is huge in any way is refused', async () => {
    const many = Object.fromEntries([...Array(50_000).keys()].map((key) => [`k${key}`, 1]))
    const reply = await place.call('POST', '/v1/messages', { ...said('m9'), ...many })
    expectRefused(reply, 'many properties')
    expect(reply.body.errors).to.have.length(20)
    expect(reply.text.length).to.be.lessThan(10_000)
    const long = 'x'.repeat(700_000)
    expectRefused(await send(`{"${long}":1}`), 'a long name')
    expectRefused(await place.call('POST', '/v1/messages', said(long)), 'a long id')
    expectRefused(await place.call('POST', '/v1/messages', said('m9', long)), 'a long text')
    expectRefused(await place.call('POST', '/v1/messages', said('m9', 'x', { channel: long })), 'a long channel')
    expectRefused(
      await place.call('POST', '/v1/messages', said('m9', 'x', { customer: { id: long } })),
      'a long customer',
    )
    expectRefused(await place.call('POST', '/v1/messages', said('m9', 'x', { language: long })), 'a long language')
    const attachments = Array(20_000).fill({ kind: 'file' })
    expectRefused(await place.call('POST', '/v1/messages', said('m9', 'x', { attachments })), 'many attachments')
    const tags = Array(50_000).fill('t')
    expectRefused(await place.call('PATCH', '/v1/chats/1', { tags }), 'many tags')
    expectRefused(await place.call('PATCH', '/v1/chats/1', { fields: { f: long } }), 'a long field')
    expectRefused(await place.call('POST', '/v1/messages', said('m9', 'x'.repeat(1_100_000))), 'a body over the limit')
    await expectUntouched()
  })

  it('that is nested without end is refused before anything recursive sees it', async () => {
    for (const depth of [200, 5_000, 400_000]) {
      expectRefused(await send('['.repeat(depth)), `open ${depth}`)
      expectRefused(await send(`${'['.repeat(depth)}${']'.repeat(depth)}`), `lists ${depth}`)
      const nested = `${'{"a":'.repeat(Math.min(depth, 150_000))}1${'}'.repeat(Math.min(depth, 150_000))}`
      expectRefused(await send(`{"fields":{"f":${nested}}}`, '/v1/chats/1', 'PATCH'), `objects ${depth}`)
    }
    // Brackets in a text are a text.
    const fine = await place.call('POST', '/v1/chats/1/notes', { ...OLGA, text: '[{"'.repeat(1000) })
    expect(fine.status).to.equal(201)
  })

  it('with names that objects inherit is refused, and changes no prototype', async () => {
    const bodies = [
      '{"__proto__":{"polluted":true},"channel":"tg","customer":{"id":"42"},"id":"m9","text":"x"}',
      '{"channel":"tg","customer":{"id":"42","__proto__":{"polluted":true}},"id":"m9","text":"x"}',
      '{"channel":"tg","customer":{"id":"42","fields":{"__proto__":{"polluted":true}}},"id":"m9","text":"x"}',
      '{"channel":"tg","customer":{"id":"42","fields":{"a":{"constructor":{"prototype":{"polluted":true}}}}},"id":"m9","text":"x"}',
      '{"constructor":{"prototype":{"polluted":true}},"channel":"tg","customer":{"id":"42"},"id":"m9","text":"x"}',
      '{"\\u005f_proto__":{"polluted":true},"channel":"tg","customer":{"id":"42"},"id":"m9","text":"x"}',
      '{"channel":"tg","customer":{"id":"42"},"id":"m9","text":"x","toString":1}',
      '{"channel":"tg","customer":{"id":"42"},"id":"m9","text":"x","hasOwnProperty":"x"}',
    ]
    for (const body of bodies) expectRefused(await send(body), body)
    for (const name of ['__proto__', 'constructor', 'prototype'])
      expectRefused(await send(`{"fields":{"${name}":{"polluted":true}}}`, '/v1/chats/1', 'PATCH'), name)
    for (const query of ['__proto__=1', '__proto__[polluted]=1', 'constructor=1', 'toString=1'])
      expectRefused(await place.call('GET', `/v1/chats?${query}`), query)
    for (const id of ['__proto__', 'constructor', 'toString'])
      expectRefused(await place.call('GET', `/v1/messages/${id}/explain`), id)
    expect(Reflect.get({}, 'polluted')).to.equal(undefined)
    await expectUntouched()
  })

  it('with a query that means nothing is refused', async () => {
    for (const query of [
      'limit=0',
      'limit=-1',
      'limit=1.5',
      'limit=1e2',
      'limit=0x10',
      'limit=%201',
      'limit=201',
      'limit=99999999999999999999',
      'limit=1&limit=2',
      'limit=',
      'state=open',
      'state=active&state=active',
      'status=ACTIVE',
      'unknown=1',
      'limit[]=1',
      'q=%00',
    ]) {
      const reply = await place.call('GET', `/v1/chats?${query}`)
      if (query === 'q=%00' && reply.status === 200) continue
      expectRefused(reply, query)
    }
    for (const number of [
      '0',
      '-1',
      '1.0',
      '1e0',
      '01',
      '0x1',
      '%31%00',
      '9007199254740993',
      'NaN',
      'one',
      '1%20',
      '+1',
    ])
      expectRefused(await place.call('GET', `/v1/chats/${number}`), number)
    await expectUntouched()
  })
})

describe('a text that means something elsewhere', () => {
  const TEXTS = [
    `'; drop table caseline.chat; --`,
    `" or ""="`,
    `$1 $2::text {0} %s %n`,
    `\\'; select pg_sleep(10); --`,
    `1); delete from caseline.message; --`,
    `{{ 7 | times: 7 }} {% raw %} {{ customer.id }}`,
    `{% for i in (1..1000000000) %}x{% endfor %}`,
    `\${7*7} #{7*7} <%= 7*7 %> #set($x=7*7)`,
    `<script>alert(1)</script><img src=x onerror=alert(1)>`,
    `=cmd|' /C calc'!A0`,
    `../../../../etc/passwd`,
    `\r\nSet-Cookie: a=b\r\n\r\nHTTP/1.1 200 OK`,
    `%00%0d%0a%2e%2e%2f`,
    `‮evil‬ \u202e \ufeff \u0301`,
    `__proto__`,
    'null',
    `😀 ﷽ Ω≈ç√ ㅤ 表ポあA鷗ŒéＢ逍Üßªąñ丂㐀𠀀`,
  ]

  it('is kept and given back as it is, in every field', async function () {
    this.timeout(120_000)
    const place = await makeService({
      rateLimit: false,
      desk: {
        rules: {
          rules: [
            {
              id: 'hi',
              on: 'chat.started',
              then: [{ do: 'send-message', text: 'Hi {{ customer.name }}: {{ message.text }}' }],
            },
          ],
        },
      },
    })
    const { call } = place
    for (const [index, text] of TEXTS.entries()) {
      const customer = { id: text, name: text, fields: { note: text }, tags: [text.slice(0, 100)] }
      const taken = await call('POST', '/v1/messages', { channel: 'tg', customer, id: `${index}${text}`, text })
      expect(taken.status, `${text}: ${taken.text}`).to.equal(201)
      const { number } = taken.body.chat
      // Templates write line ends as LF.
      const greeting = `Hi ${text}: ${text}`.replaceAll('\r\n', '\n')
      expect(taken.body.effects[0].text, text).to.equal(greeting)
      const noted = await call('POST', `/v1/chats/${number}/notes`, { agent: text, text })
      expect(noted.status, noted.text).to.equal(201)
      const changes = {
        agent: text,
        subject: text,
        tags: [text],
        fields: { [`x${index}`]: text },
        assignee: { agent: text },
      }
      const changed = await call('PATCH', `/v1/chats/${number}`, changes)
      expect(changed.status, changed.text).to.equal(200)
      const { body } = await call('GET', `/v1/chats/${number}`)
      expect([body.customer, body.subject, body.tags, body.assignee.agent]).to.deep.equal([
        text,
        text.trim(),
        [text],
        text,
      ])
      const { items } = (await call('GET', `/v1/chats/${number}/messages`)).body
      expect(items.map((one: { text: string }) => one.text)).to.deep.equal([text, greeting, text])
      const found = async (name: string) =>
        (await call('GET', `/v1/chats?${name}=${encodeURIComponent(text)}`)).body.items.map(
          (one: { number: number }) => one.number,
        )
      for (const name of ['customer', 'assignee', 'tag'])
        expect(await found(name), `${name} ${text}`).to.deep.equal([number])
      const id = encodeURIComponent(`${index}${text}`)
      expect((await call('GET', `/v1/messages/${id}/explain`)).status, text).to.equal(200)
      expect((await call('PATCH', `/v1/messages/${id}`, { text: `${text}!` })).status, text).to.equal(200)
    }
    expect((await call('GET', '/v1/chats')).body.items).to.have.length(TEXTS.length)
    await place.stop()
  })

  it('in the search finds itself and nothing else', async () => {
    const place = await makeService({ rateLimit: false })
    for (const [index, text] of ['100% wool', '100x wool', 'a_b', 'axb', 'a\\b'].entries())
      await place.call('POST', '/v1/messages', { ...said(`m${index}`, text), customer: { id: `c${index}` } })
    const found = async (q: string) =>
      (await place.call('GET', `/v1/chats?q=${encodeURIComponent(q)}`)).body.items.map(
        (one: { number: number }) => one.number,
      )
    expect(await found('100%')).to.deep.equal([1])
    expect(await found('a_b')).to.deep.equal([3])
    expect(await found('a\\b')).to.deep.equal([5])
    expect(await found(`' or 1=1 --`)).to.deep.equal([])
    expect((await place.call('GET', `/v1/chats?q=${'x'.repeat(201)}`)).body.code).to.equal('too-large')
    await place.stop()
  })
})

describe('another workspace', () => {
  it('can’t be read or changed by any call, whatever is named', async function () {
    this.timeout(120_000)
    const place = await makeService({ rateLimit: false })
    const [mine, theirs] = [
      place.as(await place.addKey(['admin'], 'mine')),
      place.as(await place.addKey(['admin'], 'theirs')),
    ]
    // Theirs get the numbers 1 and 2 from what these calls begin.
    for (const customer of ['40', '41', '42'])
      await mine('POST', '/v1/messages', said(customer, 'A secret word', { customer: { id: customer } }))
    await mine('POST', '/v1/chats/3/messages', { ...OLGA, text: 'Another secret word', id: 'o1' })
    const { body: key } = await mine('POST', '/v1/keys', { name: 'secret bot', scopes: ['agent'] })
    const read = async () => {
      const all = []
      for (const url of ['/v1/chats', '/v1/chats/3/messages', '/v1/keys', '/v1/outbox', '/v1/rules', '/v1/agents'])
        all.push((await mine('GET', url)).text)
      return all
    }
    const before = await read()
    let count = 0
    for (const { path, method, operationId, example } of operations) {
      if (operationId === 'streamEvents') continue
      const url = path
        .replace('{number}', '3')
        .replace('/v1/keys/{id}', `/v1/keys/${key.id}`)
        .replace('/v1/messages/{id}', '/v1/messages/42')
        .replace(/\{\w+\}/g, '42')
      const body =
        method === 'GET' ? undefined : { ...example, ...(example && 'channel' in example ? { channel: 'tg' } : {}) }
      const reply = await theirs(method, url, body)
      expect(reply.status, `${operationId}: ${reply.text}`).to.be.lessThan(500)
      expect(reply.text, operationId).to.not.include('secret')
      if (/\{(?:number|id)\}/.test(path) && !/agents|webhook|rules|channels/.test(path))
        expect(reply.status, `${operationId}: ${reply.text}`).to.equal(404)
      count += 1
    }
    expect(count).to.be.greaterThan(30)
    expect(await read()).to.deep.equal(before)
    await place.stop()
  })
})
