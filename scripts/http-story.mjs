// The article's story over HTTP, as data: scripts/openapi.mjs takes the document's examples from its answers, and
// test/http/openapi.test.ts holds every answer against the document. Each documented operation is called at least once.
//
// `{ operation, status, method, url, body?, headers? }` is a call; `{ run }` does something beside HTTP.

const AGENT = { agent: 'olga' }
const ANNA = { id: '42', name: 'Anna', language: 'en' }
const said = (id, text, more = {}) => ({ channel: 'tg-support', customer: ANNA, id, text, ...more })
const call = (operation, status, method, url, body, headers) => ({
  operation,
  status,
  method,
  url,
  ...(body === undefined ? {} : { body }),
  ...(headers === undefined ? {} : { headers }),
})
const receive = (status, body) => call('receiveMessage', status, 'POST', '/v1/messages', body)
const wait = (duration) => ({ run: ({ clock }) => clock.advance(duration) })

export const START = '2026-03-02T09:00:00.000Z'

/** `tg-support` is delivered by the caller himself; `vk` refuses everything, so that there are dead letters. */
export const CHANNELS = [
  { id: 'tg-support', kind: 'telegram', name: 'Telegram' },
  { id: 'vk', kind: 'vk', deliver: () => ({ ok: false, class: 'permanent', detail: 'blocked by the customer' }) },
]

export const RULES = {
  name: 'Greeting',
  rules: [
    {
      id: 'greeting',
      on: 'chat.started',
      channels: ['telegram'],
      then: [
        {
          do: 'send-message',
          text: 'Hello{% if customer.name %}, {{ customer.name }}{% endif %}! We will answer soon.',
        },
      ],
    },
  ],
}

/** A provider with a protocol of its own: `id|customer|text`. */
export const ADAPTERS = {
  telegram: {
    receive: async ({ method, query, rawBody }) => {
      if (method === 'GET')
        return { verdict: 'handshake', response: { status: 200, body: String(query.challenge ?? '') }, events: [] }
      const [id, customer, text] = Buffer.from(rawBody).toString('utf8').split('|')
      return {
        verdict: 'accept',
        response: { status: 200, body: 'ok' },
        events: [{ kind: 'message', id, customer: { id: customer }, text }],
      }
    },
  },
}

export const STORY = [
  // A message begins a chat; the same message again changes nothing.
  receive(201, said('tg:1001', 'Hello! My parcel has not come. Order 5071.', { sentAt: '2026-03-02T08:59:58Z' })),
  receive(200, said('tg:1001', 'Hello! My parcel has not come. Order 5071.', { sentAt: '2026-03-02T08:59:58Z' })),
  call('listChats', 200, 'GET', '/v1/chats?state=active&limit=50'),
  call('getChat', 200, 'GET', '/v1/chats/1'),
  call('explainMessage', 200, 'GET', '/v1/messages/tg%3A1001/explain?channel=tg-support'),
  wait('PT1M'),
  call(
    'replyToChat',
    201,
    'POST',
    '/v1/chats/1/messages',
    { ...AGENT, text: 'Good day! I am looking.', id: 'out:1' },
    { 'idempotency-key': 'reply-1' },
  ),
  call('reportDelivery', 200, 'POST', '/v1/messages/out%3A1/delivery', { delivery: 'sent', channel: 'tg-support' }),
  call('addNote', 201, 'POST', '/v1/chats/1/notes', { ...AGENT, text: 'The courier has it since Friday.' }),
  ({ etag }) =>
    call(
      'updateChat',
      200,
      'PATCH',
      '/v1/chats/1',
      { ...AGENT, subject: 'Order 5071', priority: 'high', tags: ['delivery'], assignee: { agent: 'olga' } },
      { 'if-match': etag },
    ),
  call('postponeFinish', 200, 'POST', '/v1/chats/1/postpone', AGENT),
  call('editMessage', 200, 'PATCH', '/v1/messages/tg%3A1001', {
    text: 'Hello! My parcel has not come. Order 5072.',
    channel: 'tg-support',
  }),
  call('finishChat', 200, 'POST', '/v1/chats/1/finish', { ...AGENT, status: 'pending' }),

  // Something new: the chat is reopened, and the new messages are split off.
  wait('P1D'),
  receive(201, said('tg:1002', 'Another thing: how do I change my address?')),
  call('splitChat', 201, 'POST', '/v1/chats/1/split', AGENT),
  call('listMessages', 200, 'GET', '/v1/chats/2/messages?previous=1'),
  call('mergeChat', 200, 'POST', '/v1/chats/2/merge', AGENT),
  call('unmergeChat', 200, 'POST', '/v1/chats/1/unmerge', AGENT),
  call('finishChat', 200, 'POST', '/v1/chats/2/finish', { ...AGENT, status: 'closed' }),

  // A closed chat stays closed: the next message begins another, and silence finishes it.
  wait('PT1H'),
  receive(201, said('tg:1003', 'Thank you!')),
  wait('PT10M'),
  { run: async ({ desk }) => desk.runDue() },
  call('deleteMessage', 200, 'DELETE', '/v1/messages/tg%3A1003?channel=tg-support'),
  call('listChats', 200, 'GET', '/v1/chats?customer=42&limit=2'),

  // An agent writes first, to a customer who can't be reached.
  call('startChat', 201, 'POST', '/v1/chats', {
    channel: 'vk',
    customer: { id: '7', name: 'Boris' },
    ...AGENT,
    text: 'Your order is ready.',
  }),
  call('startChat', 200, 'POST', '/v1/chats', {
    channel: 'vk',
    customer: { id: '7', name: 'Boris' },
    ...AGENT,
    text: 'We are open until six.',
  }),
  { run: async ({ desk }) => desk.runDue() },
  call('listOutbox', 200, 'GET', '/v1/outbox?state=failed&limit=100'),
  ({ outbox }) => call('resendMessage', 204, 'POST', `/v1/outbox/${encodeURIComponent(outbox[0].effect.id)}/resend`),
  ({ outbox }) => call('discardMessage', 204, 'DELETE', `/v1/outbox/${encodeURIComponent(outbox[1].effect.id)}`),

  // A provider calls by its own protocol.
  call('confirmWebhook', 200, 'GET', '/v1/channels/tg-support/webhook?challenge=1158201444'),
  call('receiveWebhook', 200, 'POST', '/v1/channels/tg-support/webhook', 'tg:2001|43|Are you open today?', {
    'content-type': 'text/plain',
  }),

  call('createKey', 201, 'POST', '/v1/keys', { name: 'The shop’s bot', scopes: ['ingest'] }),
  call('listKeys', 200, 'GET', '/v1/keys'),
  ({ keys }) => call('revokeKey', 204, 'DELETE', `/v1/keys/${keys[0].id}`),

  call('health', 200, 'GET', '/healthz'),
  call('readiness', 200, 'GET', '/readyz'),
  call('metrics', 200, 'GET', '/metrics'),
]

/**
 * Tells the story to a service. `place` is `{ app, desk, clock }`; `heard` is told each call with its answer. A status that
 * isn't the expected one ends it.
 */
export async function tell(place, heard) {
  const known = {}
  for (const step of STORY) {
    const one = typeof step === 'function' ? step(known) : step
    if (one.run !== undefined) {
      await one.run(place)
      continue
    }
    const { method, url, body, headers = {} } = one
    const answer = await place.app.inject({
      method,
      url,
      headers: { host: 'localhost', ...headers },
      ...(body === undefined ? {} : { payload: body }),
    })
    if (answer.statusCode !== one.status)
      throw new Error(`${method} ${url} answered ${answer.statusCode}, not ${one.status}: ${answer.body}`)
    known.etag = answer.headers.etag
    if (one.operation === 'listOutbox') known.outbox = answer.json().items
    if (one.operation === 'listKeys') known.keys = answer.json().items
    if (one.operation === 'listWebhooks') known.webhooks = answer.json().items
    await heard(one, answer)
  }
}
