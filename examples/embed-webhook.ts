// A provider's webhook on plain node:http: the answer comes after the commit, so that a message is durable or delivered again.
//   node --import tsx examples/embed-webhook.ts
import assert from 'node:assert/strict'
import { EventEmitter, once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createDesk, memoryStore, RefusedError } from 'caseline'

const STATUS: { readonly [code: string]: number } = { 'not-found': 404, invalid: 422, 'too-large': 413, conflict: 409 }

const sent = new EventEmitter()

const desk = await createDesk({
  store: memoryStore(),
  channels: [
    { id: 'tg', kind: 'telegram', deliver: ({ customer, text }) => sent.emit('message', `to ${customer}: ${text}`) },
  ],
  rules: {
    rules: [{ id: 'hello', on: 'chat.started', then: [{ do: 'send-message', text: 'Hello! We will answer soon.' }] }],
  },
})
desk.start()

const server = createServer(async (request, response) => {
  try {
    const { message } = JSON.parse(await bodyOf(request))
    const { chat, outcome } = await desk.receive({
      channel: 'tg',
      customer: { id: String(message.from.id), name: message.from.first_name },
      id: `tg:${message.message_id}`,
      text: message.text,
    })
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ chat: chat.number, outcome }))
  } catch (error) {
    // 5xx makes the provider send it again; the same id is then a duplicate at worst.
    const status =
      error instanceof RefusedError ? (STATUS[error.code] ?? 503) : error instanceof SyntaxError ? 400 : 500
    response.writeHead(status).end()
  }
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const { port } = server.address() as AddressInfo

const update = { message: { message_id: 7, from: { id: 42, first_name: 'Anna' }, text: 'Where is my parcel?' } }
const delivered = once(sent, 'message')
const post = (body: string) => fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body })
assert.deepEqual(await (await post(JSON.stringify(update))).json(), { chat: 1, outcome: 'started' })
assert.deepEqual(await (await post(JSON.stringify(update))).json(), { chat: 1, outcome: 'duplicate' })
assert.equal((await post('{')).status, 400)
assert.deepEqual(
  (await desk.messages(1)).map((message) => message.author),
  ['customer', 'automation'],
)

// The worker takes it out of the outbox.
console.log(...(await delivered))

await desk.stop()
server.close()

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
