// A store may put off a silence timer by itself while its chat goes on; the finish must come as if each had been asked.
import { expect } from 'chai'
import { makeDesk, WORKSPACE } from './make-desk.js'

describe('a silence timer that fires while its chat goes on', () => {
  const CHANNELS = [{ id: 'tg', kind: 'telegram', autoFinish: { after: 'PT10M', warnBefore: null, postpone: 'PT5M' } }]
  const place = async () => {
    const { desk, store, clock } = await makeDesk({ channels: CHANNELS })
    let count = 0
    const at = async (minute: string) => {
      clock.set(`2026-03-02T12:${minute}Z`)
      return (await desk.runDue()).timers.flatMap(({ events }) => events.map(({ type }) => type))
    }
    const write = async () => {
      count += 1
      return (await desk.receive({ channel: 'tg', customer: { id: 'anna' }, id: `m${count}`, text: 'Hi' })).chat
    }
    const due = async () => (await store.timers(WORKSPACE, { limit: 10 })).map((timer) => timer.due.slice(14, 19))
    return { desk, at, write, due }
  }

  it('waits for the silence after the last message', async () => {
    const { at, write, due } = await place()
    await write()
    await at('05:00')
    await write()
    expect(await due()).to.deep.equal(['10:00'])
    expect(await at('10:00')).to.deep.equal([])
    expect(await due()).to.deep.equal(['15:00'])
    expect(await at('14:59')).to.deep.equal([])
    expect(await at('15:00')).to.deep.equal(['chat.finished'])
    expect(await due()).to.deep.equal([])
  })

  it('comes earlier again when a message ends what was postponed', async () => {
    const { desk, at, write } = await place()
    const { number } = await write()
    await at('05:00')
    for (let times = 0; times < 3; times += 1) await desk.postpone(number)
    expect(await at('10:00')).to.deep.equal([])
    await at('11:00')
    await write()
    expect(await at('20:59')).to.deep.equal([])
    expect(await at('21:00')).to.deep.equal(['chat.finished'])
  })

  it('comes when a split gives the last messages to another chat', async () => {
    const { desk, at, write } = await place()
    const { number } = await write()
    await desk.finish(number, { agent: 'ann', status: 'open' })
    await at('05:00')
    await write()
    expect(await at('10:00')).to.deep.equal([])
    const { chat } = await desk.split(number, { agent: 'ann' })
    expect(await at('14:59')).to.deep.equal([])
    expect(await at('15:00')).to.deep.equal(['chat.finished'])
    expect((await desk.chat(chat.number)).state).to.equal('finished-open')
  })
})
