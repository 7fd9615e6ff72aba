// The article's story over HTTP, as data: scripts/openapi.mjs takes the document's examples from its answers, and
// test/http/openapi.test.ts holds every answer against the document. Each documented operation is called at least once.
//
// `{ operation, status, method, url, body?, headers? }` is a call; `{ run }` does something beside HTTP.

import { Readable } from 'node:stream'

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

/** @type {import('../src/core/rules/rule-set.ts').RuleSet} */
export const RULES = {
  name: 'Greeting',
  workflows: [
    {
      id: 'address',
      name: 'Ask for an address',
      start: 'ask',
      steps: {
        ask: {
          ask: { text: 'Your e-mail address?', as: 'email', into: 'customer.email' },
          next: 'done',
          timeout: { after: 'PT1H', next: 'done' },
        },
        done: { end: {} },
      },
    },
  ],
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
    {
      id: 'urgent',
      on: 'chat.started',
      when: {
        all: [{ fact: 'message', path: '$.text', operator: 'containsAnyText', value: ['urgent', 'at once'] }],
      },
      then: [{ do: 'set-priority', priority: 'high' }],
    },
  ],
}

/** A provider with a protocol of its own: `id|customer|text`. */
export const ADAPTERS = {
  telegram: async ({ method, query, rawBody }, { channel, desk }) => {
    if (method === 'GET') return { response: { status: 200, body: String(query.challenge ?? '') } }
    const [id, customer, text] = Buffer.from(rawBody).toString('utf8').split('|')
    await desk.receive({ channel, id, customer: { id: customer }, text })
    return { response: { status: 200, body: 'ok' } }
  },
}

/**
 * A host of the caller's own: what it connects is up to him.
 * @type {(beside: import('../src/desk/channel-host.ts').BesideHost) => import('../src/desk/channel-host.ts').ChannelHost}
 */
export const CONNECT = ({ store, workspace, first }) => {
  /** @type {readonly import('../src/ports/channel-store.ts').StoredChannel[]} */
  let stored = []
  /** @type {(options: import('../src/desk/options.ts').ChannelOptions, from: 'configuration' | 'call') => import('../src/desk/channel-host.ts').ConnectedChannel} */
  const channelOf = (options, from) => ({ options, from, hasAccount: from === 'call', faults: [] })
  const refresh = async () => {
    stored = await store.channels.accounts(workspace)
  }
  return {
    start: refresh,
    stop: async () => {},
    refresh,
    channels: () => [
      ...first.map((options) => channelOf(options, 'configuration')),
      ...stored.map(({ id, kind, name }) => channelOf({ id, kind, name: name ?? id }, 'call')),
    ],
    accountsOf: () => [],
    receiver: () => undefined,
    faultsOf: async () => [],
    check: async () => [{ severity: 'warning', message: 'No webhook is set: nothing comes in' }],
    setWebhook: async () => ({
      outcome: 'set',
      detail: 'Telegram calls the address and repeats the secret token',
    }),
    file: async () => ({ file: { body: Readable.from([Buffer.from('%PDF-1.7')]), size: 8 } }),
  }
}

const INVOICE = { kind: 'file', url: 'https://files.example.com/7', name: 'invoice.pdf', mimeType: 'application/pdf' }

const DRAFT = [{ name: 'Greeting', rules: [{ ...RULES.rules[0], id: 'greeting-2' }] }]
/** Nobody listens there: what is sent is refused at once. */
const ENDPOINT = { url: 'http://127.0.0.1:9/events', types: ['chat.started'] }

/** The endpoint has given up an event. */
async function giveUp({ store, clock }) {
  const now = clock.now()
  const until = new Date(Date.parse(now) + 60_000).toISOString()
  const [claimed] = await store.service.claimEndpoints('default', { now, until, limit: 1 })
  const { id, token, place } = claimed
  const letters = ['0.1.1', '0.1.2'].map((event) => ({
    event,
    endpoint: id,
    at: now,
    error: 'HTTP 404',
    body: JSON.stringify({
      id: event,
      type: 'chat.started',
      workspace: 'default',
      at: now,
      chat: 1,
      channel: 'tg-support',
      event: { type: 'chat.started', chat: 1, at: now, by: 'customer' },
    }),
  }))
  const settled = {
    id,
    token,
    place,
    done: 0,
    attempts: 0,
    notBefore: now,
    lastError: null,
    deadLetters: letters,
    isReleased: true,
  }
  await store.service.settleEndpoint('default', settled, until)
}

/** Where providers find the service. */
export const PUBLIC_URL = 'https://desk.example.com'

export const STORY = [
  // A message begins a chat; the same message again changes nothing.
  receive(201, said('tg:1001', 'Hello! My parcel has not come. Order 5071.', { sentAt: '2026-03-02T08:59:58Z' })),
  receive(200, said('tg:1001', 'Hello! My parcel has not come. Order 5071.', { sentAt: '2026-03-02T08:59:58Z' })),
  call('listChats', 200, 'GET', '/v1/chats?state=active&limit=50'),
  call('getChat', 200, 'GET', '/v1/chats/1'),
  call(
    'explainMessage',
    200,
    'GET',
    '/v1/messages/tg%3A1001/explain?channel=tg-support&rule=urgent&version=then&almost=5',
  ),
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

  // A workflow asks for an address, and is called off.
  call('startWorkflow', 201, 'POST', '/v1/chats/3/workflow', { workflow: 'address', ...AGENT }),
  call('listWorkflows', 200, 'GET', '/v1/workflows?workflow=address&limit=50'),
  call('cancelWorkflow', 200, 'DELETE', '/v1/chats/3/workflow?agent=olga'),
  // What was decided so far, and why: what a screen shows that looks back.
  call('getJournal', 200, 'GET', '/v1/journal?limit=2'),
  call('getJournal', 200, 'GET', `/v1/journal?from=${START}&limit=200`),

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

  // Accounts, files, and who a customer is elsewhere.
  call('putChannel', 201, 'PUT', '/v1/channels/tg-sales', {
    kind: 'telegram',
    name: 'Sales',
    account: { token: { env: 'CASELINE_SECRET_TELEGRAM' }, secretToken: 'a-secret-of-our-own-making' },
  }),
  call('putChannel', 200, 'PUT', '/v1/channels/tg-sales', {
    kind: 'telegram',
    name: 'Sales and returns',
    account: { token: { env: 'CASELINE_SECRET_TELEGRAM' }, secretToken: '(hidden)' },
    ifRevision: 1,
  }),
  call('listChannels', 200, 'GET', '/v1/channels'),
  call('getChannel', 200, 'GET', '/v1/channels/tg-sales'),
  call('checkChannel', 200, 'POST', '/v1/channels/tg-sales/check'),
  call('setChannelWebhook', 200, 'POST', '/v1/channels/tg-sales/set-webhook'),
  call('setChannelWebhook', 409, 'POST', '/v1/channels/tg-support/set-webhook'),
  call('removeChannel', 204, 'DELETE', '/v1/channels/tg-sales'),
  receive(201, said('tg:1004', 'My invoice', { attachments: [INVOICE] })),
  call('getAttachment', 200, 'GET', '/v1/messages/tg%3A1004/attachments/0?channel=tg-support'),
  call('linkCustomer', 200, 'PUT', '/v1/customers/tg-support/42/link', { channel: 'vk', customer: '7' }),
  call('getCustomer', 200, 'GET', '/v1/customers/tg-support/42?limit=2'),
  call('unlinkCustomer', 204, 'DELETE', '/v1/customers/tg-support/42/link'),

  // Who is there; who is told.
  call('setAgentStatus', 200, 'PUT', '/v1/agents/olga/status', { status: 'online', ttl: 'PT60S' }),
  call('listAgents', 200, 'GET', '/v1/agents'),
  call('addWebhook', 201, 'POST', '/v1/webhooks', ENDPOINT),
  call('listWebhooks', 200, 'GET', '/v1/webhooks'),
  { run: giveUp },
  ({ webhook }) => call('getWebhook', 200, 'GET', `/v1/webhooks/${webhook}`),
  ({ webhook }) => call('testWebhook', 200, 'POST', `/v1/webhooks/${webhook}/test`),
  ({ webhook }) => call('listDeadLetters', 200, 'GET', `/v1/webhooks/${webhook}/dead-letters`),
  ({ webhook }) => call('resendDeadLetter', 200, 'POST', `/v1/webhooks/${webhook}/dead-letters/0.1.1/resend`),
  ({ webhook }) => call('discardDeadLetter', 204, 'DELETE', `/v1/webhooks/${webhook}/dead-letters/0.1.2`),
  ({ webhook }) => call('replayWebhook', 200, 'POST', `/v1/webhooks/${webhook}/replay`, { from: START }),
  ({ webhook }) => call('changeWebhook', 200, 'PATCH', `/v1/webhooks/${webhook}`, { isPaused: true }),
  ({ webhook }) => call('removeWebhook', 204, 'DELETE', `/v1/webhooks/${webhook}`),

  // Other rules: written, checked, published, taken back.
  call('checkRules', 200, 'POST', '/v1/rules/check', { sets: [{ rules: [{ id: 'no-actions', on: 'chat.started' }] }] }),
  call('saveRules', 200, 'PUT', '/v1/rules', { sets: DRAFT, author: 'vera' }),
  call('getHistory', 200, 'GET', '/v1/history.jsonl'),
  call('simulateRules', 200, 'POST', '/v1/rules/simulate', { sets: [{ rules: [] }], last: 10, limit: 1 }),
  call('publishRules', 201, 'POST', '/v1/rules/publish', { author: 'vera', note: 'A new greeting' }),
  call('publishRules', 200, 'POST', '/v1/rules/publish', { author: 'vera', note: 'A new greeting' }),
  call('publishRules', 201, 'POST', '/v1/rules/publish', { author: 'vera', sets: [RULES] }),
  call('publishRules', 201, 'POST', '/v1/rules/publish', { author: 'vera', sets: DRAFT, share: 10 }),
  call('shareRules', 200, 'POST', '/v1/rules/rollout', { number: 3, share: 50, author: 'vera' }),
  call('diffRules', 200, 'GET', '/v1/rules/diff?from=published&to=rollout'),
  call('getRuleFigures', 200, 'GET', '/v1/rules/figures?from=2026-03-01T00:00:00Z'),
  call('getRules', 200, 'GET', '/v1/rules'),
  call('shareRules', 200, 'POST', '/v1/rules/rollout', { number: 3, share: 0, author: 'vera' }),
  call('rollBackRules', 201, 'POST', '/v1/rules/rollback', { author: 'vera', to: 1 }),
  call('rollBackRules', 200, 'POST', '/v1/rules/rollback', { author: 'vera', to: 1 }),
  call('getRules', 200, 'GET', '/v1/rules'),
  call('listRuleVersions', 200, 'GET', '/v1/rules/versions?limit=2'),
  call('getRuleVersion', 200, 'GET', '/v1/rules/versions/1'),

  // What it came to.
  call('getStats', 200, 'GET', '/v1/stats?groupBy=channel'),
  call('exportCsv', 200, 'GET', '/v1/export.csv'),
  call('exportJsonLines', 200, 'GET', '/v1/export.jsonl'),
  call('exportXlsx', 200, 'GET', '/v1/export.xlsx'),

  call('createKey', 201, 'POST', '/v1/keys', { name: 'The shop’s bot', scopes: ['ingest'] }),
  call('listKeys', 200, 'GET', '/v1/keys'),
  ({ keys }) => call('revokeKey', 204, 'DELETE', `/v1/keys/${keys[0].id}`),

  call('health', 200, 'GET', '/healthz'),
  call('readiness', 200, 'GET', '/readyz'),
  call('metrics', 200, 'GET', '/metrics'),
]

/**
 * Tells the story to a service. `place` is `{ app, desk, store, clock }`; `heard` is told each call with its answer. A status that
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
    if (one.operation === 'listWebhooks') known.webhook = answer.json().items[0].id
    await heard(one, answer)
  }
}
