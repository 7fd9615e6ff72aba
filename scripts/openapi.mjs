// `examples`: src/http/generated/examples.ts, what the story's calls were answered. `document`: schemas/openapi.json, which
// has them in it. Both go to stdout; scripts/schemas.mjs writes or compares them.
//   node --import tsx --conditions=caseline-source scripts/openapi.mjs document
import { ADAPTERS, CHANNELS, CONNECT, PUBLIC_URL, RULES, START, tell } from './http-story.mjs'

const { createDesks, createService } = await import('../src/http/plugin.ts')
const { memoryStore } = await import('../src/store/memory/memory-store.ts')
const { manualClock } = await import('../src/testing/manual-clock.ts')
const { createMetrics } = await import('../src/http/metrics.ts')

/** The story's endpoint is on this machine. */
const ALLOWED = { allowPrivateAddresses: true }

/** Calls whose answers hold random ids bring examples of their own; bytes have none. */
const RANDOM = /Webhook|DeadLetter|Xlsx|getAttachment/

/** Bodies of answers that are too long for an example are cut to so many items of a list. */
const MOST_ITEMS = 2

function counter() {
  let count = 0
  return () => {
    count += 1
    return `c${count}`
  }
}

async function place() {
  const clock = manualClock(START)
  const store = memoryStore()
  const desks = createDesks({
    store,
    clock,
    hasWorker: false,
    optionsOf: () => ({
      channels: CHANNELS,
      connect: CONNECT,
      rules: RULES,
      ids: counter(),
      random: () => 1,
      webhooks: ALLOWED,
    }),
  })
  const app = await createService({
    store,
    desks,
    clock,
    auth: { keys: 'none' },
    adapters: ADAPTERS,
    publicUrl: PUBLIC_URL,
    metrics: await createMetrics(),
  })
  const { desk } = await desks.get('default')
  return { app, desk, desks, store, clock }
}

async function examples() {
  const told = await place()
  const found = {}
  const names = new Map()
  await tell(told, ({ operation, status, body }, answer) => {
    if (RANDOM.test(operation) && !/receive|confirm/.test(operation)) return
    found[operation] ??= { ...(typeof body === 'object' ? { body } : {}), answers: {} }
    const { answers } = found[operation]
    const isJson = /[/+]json\b/.test(answer.headers['content-type'] ?? '')
    if (operation === 'createKey') {
      const { id, key } = answer.json()
      names.set(id, '8f14e45fceea167a').set(key.split('_')[2], 'secret'.padEnd(48, '0'))
    }
    // A memory store's places begin with the second in which it was made.
    if (operation === 'getJournal') names.set(answer.json().next.split('.')[0], '1772452800')
    if (answers[status] === undefined && operation !== 'metrics' && answer.body !== '')
      answers[status] = isJson ? short(answer.json()) : answer.body
  })
  await told.desks.stop()
  await told.app.close()
  let text = JSON.stringify(found, null, 2)
  for (const [random, fixed] of names) text = text.replaceAll(random, fixed)
  return `// Written by scripts/schemas.mjs: what the calls of scripts/http-story.mjs were answered.

/** By operation: the body of its first call, and the first answer of each status. */
export const EXAMPLES: {
  readonly [operation: string]:
    | { readonly body?: unknown; readonly answers: { readonly [status: string]: unknown } }
    | undefined
} = ${text}
`
}

function short(body) {
  return Array.isArray(body?.items) ? { ...body, items: body.items.slice(0, MOST_ITEMS) } : body
}

async function document() {
  const { app, desks } = await place()
  const { body } = await app.inject('/openapi.json')
  await desks.stop()
  await app.close()
  return `${JSON.stringify(JSON.parse(body), null, 2)}\n`
}

process.stdout.write(await (process.argv[2] === 'examples' ? examples() : document()))
