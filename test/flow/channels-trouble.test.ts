import { expect } from 'chai'
import type { RawDelivery } from '../../src/ports/channel-adapter.js'
import { facebookBody, facebookCall, facebookMessage } from '../channels/stand-ins/facebook.js'
import { KITS, type Kit, startKits } from './channels/kits.js'
import { type Served, serveChannels, soon } from './channels/served.js'

const ONLY = process.env.CASELINE_KIND
const KINDS = Object.keys(KITS).filter((kind) => ONLY === undefined || kind === ONLY)

/** Where people answer in the provider's own inbox, and it tells us so. */
const HAS_INBOX = ['facebook', 'vk', 'chatra', 'slack']
/** Where what comes back carries our own mark. */
const IS_MARKED = ['facebook', 'vk', 'chatra', 'slack']

interface Shown {
  readonly id: string
  readonly text: string
  readonly author: string
  readonly delivery?: string
  readonly failure?: { readonly code: string; readonly detail: string }
  readonly agent?: string
}

/** There is nothing of the kind on that channel. */
const never = (): void => undefined

function present<T>(maker: T | undefined): T {
  if (maker === undefined) throw new Error('The kit makes none')
  return maker
}

describe('on a served desk', function () {
  this.timeout(180_000)
  let kits: ReadonlyMap<string, Kit> = new Map()
  let served: Served

  before(async () => {
    kits = await startKits(KINDS)
    served = await serveChannels([...kits.values()])
  })
  after(async () => {
    await served?.stop()
    for (const kit of kits.values()) await kit.close()
  })

  for (const kind of KINDS)
    describe(kind, () => {
      let kit: Kit
      let chat: number
      const comes = (delivery: RawDelivery) => served.provider(kind, delivery)
      const messages = async (): Promise<readonly Shown[]> =>
        (await served.agent(`/v1/chats/${chat}/messages?limit=200`)).items
      const reply = (text: string) => served.agent(`/v1/chats/${chat}/messages`, { agent: 'olga', text })
      const fateOf = (text: string, fate: string) =>
        soon(`${kind}: ${text} is ${fate}`, async () =>
          (await messages()).some((one) => one.text === text && one.delivery === fate),
        )
      const whereInbox = HAS_INBOX.includes(kind) ? it : never
      const whereTagged = IS_MARKED.includes(kind) ? it : never
      const timesSent = (text: string) => kit.sent().filter((one) => one.text.includes(text)).length

      before(async () => {
        kit = kits.get(kind) as Kit
        expect((await comes(kit.says(1, 'Hello'))).status).to.equal(200)
        chat = (await served.agent(`/v1/chats?channel=${kind}`)).items[0].number
        await fateOf('We will be with you soon', 'sent')
      })

      it('takes a redelivery for what it is, and a forged call for nothing', async () => {
        const before = await messages()
        expect((await comes(kit.says(1, 'Hello'))).status).to.equal(200)
        const real = kit.says(2, 'Forged')
        const forged = { ...real, query: {}, headers: { 'content-type': 'application/json' } }
        const bytes =
          kind === 'vk'
            ? Buffer.from(
                Buffer.from(real.rawBody)
                  .toString()
                  .replace(/"secret":"[^"]*"/, '"secret":"x"'),
              )
            : real.rawBody
        expect((await comes({ ...forged, rawBody: bytes })).status).to.be.oneOf([401, 403])
        expect(await messages()).to.deep.equal(before)
      })

      it('shows what became of messages: a rate limit, a closed conversation, a lost connection', async () => {
        if (kit.failures.rateLimited !== undefined) {
          kit.answerNext(kit.failures.rateLimited)
          await reply('after the limit')
          const queued = await soon(`${kind}: it waits`, async () => {
            const { items } = await served.agent('/v1/outbox')
            return items.find(
              ({ effect }: { effect: { channel: string; text: string } }) =>
                effect.channel === kind && effect.text === 'after the limit',
            )
          })
          expect(queued.state).to.be.oneOf(['waiting', 'sending'])
          await fateOf('after the limit', 'sent')
          expect(timesSent('after the limit')).to.equal(1)
        }
        for (const [at, { answers, code }] of kit.failures.closed.entries()) {
          const text = `behind closed door ${at}`
          kit.answerNext(...answers)
          await reply(text)
          await fateOf(text, 'failed')
          const shown = (await messages()).find((one) => one.text === text)?.failure
          expect(shown?.code, `${answers} ${shown?.detail}`).to.equal(code)
          // An attempt more would have found the door open.
          const { items } = await served.agent('/v1/outbox?state=failed')
          const letter = items.find(
            ({ effect }: { effect: { channel: string; text: string } }) =>
              effect.channel === kind && effect.text === text,
          )
          expect([letter?.attempts, letter?.lastError, timesSent(text)]).to.deep.equal([1, shown?.detail, 0])
        }
        if (kit.failures.gateway !== undefined) {
          kit.answerNext(kit.failures.gateway)
          await reply('through a gateway')
          await fateOf('through a gateway', kit.deduplicates ? 'sent' : 'maybe-sent')
          expect(timesSent('through a gateway')).to.equal(kit.deduplicates ? 1 : 0)
        }
        kit.answerNext('drop-after')
        await reply('into the blue')
        await fateOf('into the blue', kit.deduplicates ? 'sent' : 'maybe-sent')
        if (!kit.deduplicates) expect(timesSent('into the blue')).to.equal(1)
        const { okButFailed } = kit.failures
        if (okButFailed === undefined) return
        kit.answerNext(okButFailed)
        await reply('fine, but not')
        await fateOf('fine, but not', 'failed')
      })

      whereInbox('counts what is typed in the provider’s inbox as an agent’s word, once', async () => {
        for (let again = 0; again < 2; again++) {
          const answer = await comes(present(kit.typed)(1, 'Typed there'))
          expect(answer.status, answer.body).to.equal(200)
        }
        const typed = (await messages()).filter((one) => one.text === 'Typed there')
        expect(typed).to.have.length(1)
        expect(typed[0]).to.include({ author: 'agent', delivery: 'sent' })
        expect(typed[0]?.agent).to.match(new RegExp(`^${kind}:`, 'u'))
        expect(timesSent('Typed there')).to.equal(0)
      })

      whereTagged('knows its own words when they come back, even of a send whose answer was lost', async () => {
        const echo = present(kit.echo)
        await reply('Our own words')
        const ours = await soon('it is sent', () => kit.sent().find(({ text }) => text.includes('Our own words')))
        expect((await comes(echo(ours))).status).to.equal(200)
        const lost = kit.sent().find(({ text }) => text.includes('into the blue'))
        if (lost !== undefined) {
          expect((await comes(echo(lost))).status).to.equal(200)
          await fateOf('into the blue', 'sent')
        }
        expect((await messages()).filter((one) => one.text === 'Our own words')).to.have.length(1)
        expect((await messages()).filter((one) => one.text === 'into the blue')).to.have.length(1)
      })

      it('stops answering a robot that answers every answer', async () => {
        const before = timesSent('All is well')
        for (let n = 0; n < 12; n++) expect((await comes(kit.says(10 + n, 'status'))).status).to.equal(200)
        await fateOf('All is well', 'sent')
        const { items } = await served.agent('/v1/outbox')
        expect(items.filter((one: { state: string }) => one.state === 'waiting')).to.have.length.below(6)
        expect(timesSent('All is well') - before).to.be.within(1, 5)
      })
    })

  const onFacebook = KINDS.includes('facebook') ? it : never
  onFacebook('Facebook’s batch with one bad item loses none of the others', async () => {
    const at = Date.now()
    const batch = facebookBody(
      facebookMessage({ mid: 'm_b1', text: 'one', from: '6400000000000077', at }),
      { sender: 7, message: 'no message at all' },
      facebookMessage({ mid: 'm_b2', text: 'x'.repeat(150_000), from: '6400000000000077', at }),
      facebookMessage({ mid: 'm_b3', text: 'three', from: '6400000000000077', at }),
    )
    expect((await served.provider('facebook', facebookCall(batch))).status).to.equal(200)
    const [chat] = (await served.agent('/v1/chats?channel=facebook&customer=6400000000000077')).items
    const texts = (await served.agent(`/v1/chats/${chat.number}/messages`)).items.map(({ text }: Shown) => text)
    expect(texts).to.include.members(['one', 'three'])
    expect(texts.some((text: string) => text.startsWith('xx'))).to.equal(false)
  })
})
