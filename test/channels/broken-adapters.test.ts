// The contract suite finds what it is for: each adapter here breaks one promise, and the suite must say so.
import { expect } from 'chai'
import { httpPort } from '../../src/channels/shared/http-port.js'
import type { ViberAccount } from '../../src/channels/viber/account.js'
import type { ChannelAdapter, ReceiveResult, SendResult } from '../../src/ports/channel-adapter.js'
import type { ChannelBench, ChannelContractCase } from '../../src/testing/channel-contract/bench.js'
import { channelContract } from '../../src/testing/channel-contract.js'
import { chatraBench } from './chatra/bench.js'
import { VIBER, viberCall } from './stand-ins/viber.js'
import { viberBench } from './viber/bench.js'

const CASES = channelContract({ runs: 150 })

type Adapter = ChannelAdapter<ViberAccount>
type Receive = Adapter['receive']
type Send = Adapter['send']

async function broken<Account>(
  makeBench: () => Promise<ChannelBench<Account>>,
  cases: readonly ChannelContractCase[] = CASES,
): Promise<readonly string[]> {
  const found: string[] = []
  for (const { name, run } of cases) await run(makeBench).catch(() => found.push(name))
  return found
}

function viberWith(change: (adapter: Adapter) => Partial<Adapter>): () => Promise<ChannelBench<ViberAccount>> {
  return async () => {
    const bench = await viberBench()
    return { ...bench, adapter: { ...bench.adapter, ...change(bench.adapter) } }
  }
}

/** With the result, or the events, changed. */
const receiving = (change: (result: ReceiveResult, ...input: Parameters<Receive>) => ReceiveResult) =>
  viberWith(({ receive }) => ({ receive: async (...input) => change(await receive(...input), ...input) }))

const telling = (change: (event: ReceiveResult['events'][number]) => object) =>
  receiving((result) => ({ ...result, events: result.events.map((event) => ({ ...event, ...change(event) })) }))

const sending = (
  change: (result: SendResult) => SendResult,
  before: (...input: Parameters<Send>) => Parameters<Send> = (...input) => input,
) => viberWith(({ send }) => ({ send: async (...input) => change(await send(...before(...input))) }))

const failing = (change: (result: Extract<SendResult, { ok: false }>) => SendResult) =>
  sending((result) => (result.ok ? result : change(result)))

const SABOTAGE: { readonly [what: string]: readonly [() => Promise<ChannelBench<ViberAccount>>, string] } = {
  'takes whatever comes': [
    viberWith(({ receive }) => ({
      receive: (delivery, ...more) => receive({ ...delivery, ...viberCall(delivery.rawBody) }, ...more),
    })),
    'what is not authentic is refused',
  ],
  'verifies JSON that was parsed and written again': [
    viberWith(({ receive }) => ({
      receive: (delivery, ...more) => {
        const again = (bytes: Uint8Array) => JSON.stringify(JSON.parse(Buffer.from(bytes).toString()))
        const isJson = Buffer.from(delivery.rawBody).toString().startsWith('{"event"')
        if (!isJson || delivery.headers['x-viber-content-signature'] === undefined) return receive(delivery, ...more)
        try {
          return receive({ ...delivery, ...viberCall(Buffer.from(again(delivery.rawBody))) }, ...more)
        } catch {
          return receive(delivery, ...more)
        }
      },
    })),
    'a signed body that was changed, cut or written anew is refused',
  ],
  'throws for what it can not read': [
    receiving((result) => {
      if (result.response.status === 400) throw new TypeError('cannot read')
      return result
    }),
    'authentic and no JSON is a bad request, and tells nothing',
  ],
  'makes keys of the time of receipt': [
    telling((event) => ('messageKey' in event ? { messageKey: `${event.messageKey}${event.receivedAt}` } : {})),
    'a redelivery, an hour later, has the same key and the same id',
  ],
  'rounds its ids': [
    telling((event) => ('messageKey' in event ? { messageKey: String(Number(event.messageKey)) } : {})),
    'ids that are neighbours beyond 2^53 stay two',
  ],
  'makes a key of the text': [
    telling((event) => (event.kind === 'message' ? { messageKey: `text:${event.text}` } : {})),
    'different messages have different keys, also when they say the same',
  ],
  'gives seconds for moments': [
    telling(() => ({ sentAt: '1763985600' })),
    'every sample is authentic and its events are well-formed',
  ],
  'gives numbers for ids': [
    telling((event) => ('messageId' in event ? { messageId: Number(event.messageId) } : {})),
    'every sample is authentic and its events are well-formed',
  ],
  'trims what a customer wrote to ASCII': [
    telling((event) => ('text' in event ? { text: event.text?.replace(/[^\0-\x7f]/gu, '?') } : {})),
    'a text comes as it was written',
  ],
  'asks the provider to repeat what it does not know': [
    receiving((result) => (result.verdict === 'ignore' ? { ...result, response: { status: 500, body: '' } } : result)),
    'a kind that nobody knows is answered well and tells nothing',
  ],
  'answers its handshake with too much': [
    receiving((result) =>
      result.verdict === 'handshake' ? { ...result, response: { status: 200, body: 'remove' } } : result,
    ),
    'a handshake is answered as the provider wants it',
  ],
  'logs its token': [
    receiving((result) => ({ ...result, reason: `signed with ${VIBER.token}` })),
    'a message comes with its text, its customer and its conversation',
  ],
  'takes HTTP 200 for success': [
    failing((result) => (/^\d+$/u.test(result.providerCode ?? '') ? { ok: true, providerMessageIds: ['1'] } : result)),
    'each failure of the provider has its class',
  ],
  'waits no longer than the provider asks': [
    failing(({ retryAfterMs: _, ...result }) => result),
    'each failure of the provider has its class',
  ],
  'sends again what may have arrived': [
    failing((result) => ({ ...result, class: result.class === 'unknown-outcome' ? 'temporary' : result.class })),
    'a connection lost after sending leaves the outcome open',
  ],
  'gives up on what never arrived': [
    failing((result) => ({ ...result, class: result.class === 'temporary' ? 'unknown-outcome' : result.class })),
    'nobody there: it can be tried again',
  ],
  'sends a whole text again after half of it': [
    sending(
      (result) => result,
      ({ sentIds: _, ...message }, ...more) => [message, ...more],
    ),
    'a failure in the middle tells what went out, and the next attempt goes on from there',
  ],
  'splits longer than it says': [
    viberWith(() => ({ limits: { maxText: 3000, countBy: 'utf16' } })),
    'a long text goes out in parts that the provider takes, in order',
  ],
  'shows its token to agents': [
    failing((result) => ({ ...result, detail: `POST with ${VIBER.token} failed` })),
    'each failure of the provider has its class',
  ],
  'sends twice': [
    viberWith(({ send }) => ({ send: async (...input) => (await send(...input)) && send(...input) })),
    'a message goes out once, with the text as it is',
  ],
  'is deaf to being called off': [
    sending(
      (result) => result,
      (message, account, { signal: _, ...ports }) => [
        message,
        account,
        { ...ports, http: httpPort({ timeoutMs: 2_500 }) },
      ],
    ),
    'an attempt that is called off in time ends, with its outcome open',
  ],
  'tells one fault at a time': [
    viberWith(({ accountOf }) => ({
      accountOf: (value) => {
        const read = accountOf(value)
        return 'faults' in read ? { faults: read.faults.slice(0, 1) } : read
      },
    })),
    'every fault is told at once, with its place and without a secret',
  ],
  'takes any property': [
    viberWith(({ accountOf }) => ({
      accountOf: (value) => {
        const read = accountOf(value)
        if (!('faults' in read)) return read
        const faults = read.faults.filter(({ pointer }) => pointer !== '/tokne')
        return faults.length === 0 ? accountOf(VIBER) : { faults }
      },
    })),
    'a property that there is none of is a fault, as a typing error would be',
  ],
  'throws when it checks': [
    viberWith(() => ({ check: () => Promise.reject(new Error('no network')) })),
    'asking an account of nobody’s finds it, and tells no secret',
  ],
}

describe('the contract of channels', () => {
  for (const [what, [makeBench, name]] of Object.entries(SABOTAGE)) {
    it(`finds an adapter that ${what}`, async () => {
      const judge = CASES.filter((one) => one.name === name)
      expect(await broken(makeBench, judge)).to.deep.equal([name])
    })
  }

  it('finds an adapter that loses a batch for one bad item', async () => {
    const makeBench = async () => {
      const bench = await chatraBench()
      const { receive } = bench.adapter
      const fragile: typeof receive = async (...input) => {
        const result = await receive(...input)
        return Buffer.from(input[0].rawBody).includes('null') ? { ...result, verdict: 'ignore', events: [] } : result
      }
      return { ...bench, adapter: { ...bench.adapter, receive: fragile } }
    }
    expect(await broken(makeBench)).to.deep.equal([
      'one item that can’t be read loses no other, and the batch isn’t repeated for it',
    ])
  })

  it('finds nothing in an adapter that keeps it', async () => {
    expect(await broken(viberBench)).to.deep.equal([])
  }).timeout(120_000)
})
