import { expect } from 'chai'
import { makeDesk } from '../desk/make-desk.js'

describe('the worker on a clock that stands', () => {
  it('does what fell due while a round was under way', async () => {
    const { desk, clock } = await makeDesk()
    const finished = new Promise<string>((resolve) => {
      desk.subscribe(({ events, chat }) => {
        if (events.some((event) => event.type === 'chat.finished')) resolve(chat.state)
      })
    })
    desk.start()
    await desk.receive({ channel: 'tg', customer: { id: '42' }, text: 'Hello' })
    clock.advance('PT10M')
    expect(await finished).to.equal('finished-open')
    await desk.stop()
  })
})
