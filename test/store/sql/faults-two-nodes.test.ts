// One node loses its connection while another is handed the same message: whose it was is told by what is stored.
import { expect } from 'chai'
import { faultProxy } from '../../faults/proxy.js'
import { testServer } from '../../postgres/server.js'
import { type PostgresPlace, postgresPlace } from './postgres-place.js'
import { numbersOf, raceNode, upTo } from './races-nodes.js'

describe('a message that two nodes are handed, one of which loses its connection', function () {
  this.timeout(60_000)
  let place: PostgresPlace
  before(async () => {
    place = await postgresPlace()
  })
  after(() => place.drop())

  it('is answered by both with the chat that is stored', async () => {
    const { hostname, port } = new URL((await testServer()).url)
    const proxy = await faultProxy({ host: hostname, port: Number(port || 5432) })
    const unlucky = await raceNode(proxy.through(place.url), 'unlucky', { connections: 1 })
    const other = await raceNode(place.url, 'other')
    try {
      await unlucky.desk.receive({ channel: 'tg', customer: { id: 'boris' }, text: 'Hi' })
      const message = { channel: 'tg', customer: { id: 'anna' }, text: 'Hi', id: 'm1' }
      const cut = proxy.cutBeforeRequest({ containing: 'caseline_commit' })
      // It takes longer to look again than to be stopped here.
      proxy.delay(100)
      const first = unlucky.desk.receive(message)
      await cut
      proxy.pause()
      const second = await other.desk.receive(message)
      proxy.delay(0)
      proxy.resume()
      const answers = [await first, second]
      expect(second.outcome).to.equal('started')
      expect(answers.map(({ chat }) => chat.number)).to.deep.equal([second.chat.number, second.chat.number])
      for (const { chat } of answers) expect((await other.desk.chat(chat.number)).customer).to.equal('anna')
      expect(await other.desk.chats({ customer: 'anna' })).to.have.length(1)
    } finally {
      await Promise.all([unlucky.close(), other.close()])
      await proxy.close()
    }
    const { all, last } = await numbersOf(place.url)
    expect(all).to.deep.equal(upTo(last))
  })
})
