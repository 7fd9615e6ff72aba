import { expect } from 'chai'
import { newSession } from '../../../playground/src/session/samples/new-session.js'
import type { Session } from '../../../playground/src/session/session.js'
import { lazySession } from '../../../playground/src/source/lazy-session.js'
import { sessionSource } from '../../../playground/src/source/session-source.js'

const hello = { type: 'customer', channel: 'tg-support', customer: 'anna', text: 'Алло' } as const
const open = async (session: Session) => sessionSource({ session, breathe: async () => {}, now: () => 0 })

describe('a session whose engine comes later', () => {
  it('shows what it was given, loads once, and does what was asked meanwhile in order', async () => {
    let loads = 0
    const source = lazySession({ ...newSession('ru'), rules: [] }, (session) => {
      loads += 1
      return open(session)
    })
    expect(source.snapshot().session.customers).to.not.be.empty
    let told = 0
    source.subscribe(() => {
      told += 1
    })
    const acts = [source.act(hello, -1), source.act({ ...hello, text: 'Ау' }, Number.POSITIVE_INFINITY)]
    expect(await Promise.all(acts)).to.deep.equal([0, 1])
    expect(source.snapshot().tape.frames.map((frame) => frame.outcome)).to.deep.equal(['started', 'appended'])
    expect([loads, told > 2]).to.deep.equal([1, true])
  })

  it('says that the engine could not be loaded, and asks for it again at the next act', async () => {
    let isDown = true
    const source = lazySession(newSession('ru'), async (session) => {
      if (isDown) throw new Error('Failed to fetch')
      return open(session)
    })
    const failed = await source.act(hello, -1).catch((error: Error) => error.message)
    expect(failed).to.equal('Failed to fetch')
    expect(source.snapshot().trouble).to.deep.include({ kind: 'connection', message: 'Failed to fetch' })
    isDown = false
    expect(await source.act(hello, -1)).to.equal(0)
    expect(source.snapshot().trouble).to.equal(null)
  })
})
