// The HTTP service under a path of an Express app.
//   node --import tsx examples/http-express.ts
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { memoryStore } from 'caseline'
import { createDesks, createService } from 'caseline/fastify'
import express from 'express'

const store = memoryStore()
const desks = createDesks({ store, optionsOf: () => ({ channels: [{ id: 'tg-support', kind: 'telegram' }] }) })
const service = await createService({ store, desks })

const app = express()
// Before express.json(): the service reads bodies itself, by its own limits.
app.use('/desk', (request, response) => service.routing(request, response))
app.use(express.json())
app.get('/', (_request, response) => {
  response.send('My own page')
})

const server = createServer(app).listen(0, '127.0.0.1')
await once(server, 'listening')
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

const taken = await fetch(`${url}/desk/v1/messages`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ channel: 'tg-support', customer: { id: '42' }, id: 'tg:1001', text: 'Hello!' }),
})
assert.equal(taken.status, 201)

// Errors of the service are problem documents; the app's own paths stay the app's.
const lost = await fetch(`${url}/desk/v1/chats/7`)
assert.equal(lost.headers.get('content-type'), 'application/problem+json; charset=utf-8')
console.log((await lost.json()).detail)
console.log(await (await fetch(url)).text())

server.close()
await service.close()
await desks.stop()
