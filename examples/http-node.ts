// The whole HTTP service inside a server of your own on plain node:http, beside your own paths.
//   node --import tsx examples/http-node.ts
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { memoryStore } from 'caseline'
import { createDesks, createService } from 'caseline/fastify'

const store = memoryStore()
const desks = createDesks({ store, optionsOf: () => ({ channels: [{ id: 'tg-support', kind: 'telegram' }] }) })
const service = await createService({ store, desks })

const server = createServer((request, response) => {
  if (request.url === '/') response.end('My own page')
  else service.routing(request, response)
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

// Without keys, this machine is served.
const post = (path: string, body: unknown) =>
  fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify(body),
  })
const customer = { id: '42', name: 'Anna' }
const taken = await post('/v1/messages', { channel: 'tg-support', customer, id: 'tg:1001', text: 'Hello!' })
assert.equal(taken.status, 201)
const { chat } = await taken.json()
const answered = await post(`/v1/chats/${chat.number}/messages`, { agent: 'olga', text: 'Good day!' })
assert.equal(answered.status, 201)

const { items } = await (await fetch(`${url}/v1/chats/${chat.number}/messages`)).json()
for (const { author, text } of items) console.log(`${author}: ${text}`)
console.log(await (await fetch(url)).text())

// In this order: no more requests, then what is under way, then the desks.
server.close()
await service.close()
await desks.stop()
