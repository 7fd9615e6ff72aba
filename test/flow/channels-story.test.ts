import { expect } from 'chai'
import { postgresPlace } from '../store/sql/postgres-place.js'
import { KITS, type Kit, startKits } from './channels/kits.js'
import { type Served, serveChannels, soon } from './channels/served.js'

const ONLY = process.env.CASELINE_KIND
const KINDS = Object.keys(KITS).filter((kind) => ONLY === undefined || kind === ONLY)

function story(name: string, serve: (kits: readonly Kit[]) => Promise<Served>): void {
  describe(name, function () {
    this.timeout(120_000)
    let kits: ReadonlyMap<string, Kit> = new Map()
    let served: Served

    before(async () => {
      kits = await startKits(KINDS)
      served = await serve([...kits.values()])
    })
    after(async () => {
      await served?.stop()
      for (const kit of kits.values()) await kit.close()
    })

    for (const kind of KINDS)
      it(`is told on ${kind}, from the first message to the merge`, async () => {
        const { provider, agent } = served
        const kit = kits.get(kind) as Kit
        const says = async (n: number, text: string) => {
          const answer = await provider(kind, kit.says(n, text))
          expect(answer.status, answer.body).to.equal(200)
        }
        const theirs = async () => (await agent(`/v1/chats?channel=${kind}`)).items
        const textsOf = async (number: number) =>
          (await agent(`/v1/chats/${number}/messages`)).items.map((one: { text: string }) => one.text)
        const arrived = (text: string) =>
          soon(`${kind}: the customer reads ${text}`, () => kit.sent().some((one) => one.text.includes(text)))
        const sent = (number: number, text: string) =>
          soon(`${kind}: ${text} is known to be sent`, async () =>
            (await agent(`/v1/chats/${number}/messages`)).items.some(
              (one: { text: string; delivery?: string }) => one.text === text && one.delivery === 'sent',
            ),
          )

        await says(1, 'Where is my parcel?')
        await arrived('We will be with you soon')
        const [first] = await theirs()
        expect(first).to.include({ state: 'active', isFirstOnChannel: true })
        await sent(first.number, 'We will be with you soon')

        await agent(`/v1/chats/${first.number}/messages`, { agent: 'olga', text: 'It is on its way' })
        await arrived('It is on its way')
        await agent(`/v1/chats/${first.number}/finish`, { agent: 'olga', status: 'open' })
        await says(2, 'And the invoice?')
        expect((await theirs())[0]).to.include({ number: first.number, state: 'awaiting-split' })

        const split = await agent(`/v1/chats/${first.number}/split`, { agent: 'olga' })
        const second = split.chat.number
        expect(await textsOf(second)).to.deep.equal(['And the invoice?'])
        await agent(`/v1/chats/${second}/messages`, { agent: 'olga', text: 'Here it is' })
        await arrived('Here it is')
        await agent(`/v1/chats/${second}/finish`, { agent: 'olga', status: 'closed' })

        await says(3, 'Thank you, one more thing')
        const [third] = await theirs()
        expect(third).to.include({ state: 'active', isFirstOnChannel: false, previous: second })
        expect(kit.sent().filter((one) => one.text.includes('We will be with you soon'))).to.have.length(1)

        const previous = await agent(`/v1/chats/${third.number}/messages?previous=1`)
        expect(previous.items.map((one: { text: string }) => one.text)).to.include('Here it is')
        const merged = await agent(`/v1/chats/${third.number}/merge`, { agent: 'olga' })
        expect(merged.chat.number).to.equal(second)
        expect(await textsOf(second)).to.deep.equal(['And the invoice?', 'Here it is', 'Thank you, one more thing'])
      })
  })
}

story('the article’s story', (kits) => serveChannels(kits))

story('the article’s story on a Postgres server', async (kits) => {
  const database = await postgresPlace()
  const served = await serveChannels(kits, { env: { CASELINE_POSTGRES: database.url } })
  return {
    ...served,
    stop: async () => {
      await served.stop()
      await database.drop()
    },
  }
})
