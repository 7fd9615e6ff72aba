import { expect } from 'chai'
import { type PartSent, sendParts } from '../../../src/channels/shared/send-parts.js'

const busy = (retryAfterMs?: number): PartSent => ({
  ok: false,
  class: 'rate-limited',
  detail: 'slowly',
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
})

function sending(answers: readonly PartSent[]) {
  const [asked, slept]: [string[], number[]] = [[], []]
  let at = 0
  const sendOne = async (part: string): Promise<PartSent> => {
    asked.push(part)
    return answers[at++] ?? { ok: true, id: `id-${part}` }
  }
  const ports = { sleep: async (ms: number) => void slept.push(ms) }
  return {
    asked,
    slept,
    send: (parts: readonly string[], before?: readonly string[]) => sendParts(parts, sendOne, ports, before),
  }
}

describe('sending a text in parts', () => {
  it('gives every id, in order', async () => {
    const { send } = sending([])
    expect(await send(['a', 'b'])).to.deep.equal({ ok: true, providerMessageIds: ['id-a', 'id-b'] })
  })

  it('stops at the first that fails and tells what is out already', async () => {
    const { asked, send } = sending([
      { ok: true, id: '1' },
      { ok: false, class: 'blocked', detail: 'gone' },
    ])
    expect(await send(['a', 'b', 'c'])).to.deep.equal({ ok: false, class: 'blocked', detail: 'gone', sentIds: ['1'] })
    expect(asked).to.deep.equal(['a', 'b'])
  })

  it('goes on where an earlier attempt stopped', async () => {
    const { asked, send } = sending([])
    expect(await send(['a', 'b'], ['1'])).to.deep.equal({ ok: true, providerMessageIds: ['1', 'id-b'] })
    expect(asked).to.deep.equal(['b'])
  })

  it('waits a short pause out in the middle, but neither at the start nor a long one nor for ever', async () => {
    const middle = sending([{ ok: true, id: '1' }, busy(1000)])
    expect((await middle.send(['a', 'b'])).ok).to.equal(true)
    expect(middle.slept).to.deep.equal([1000])
    const start = sending([busy(1000)])
    expect(await start.send(['a', 'b'])).to.deep.equal(busy(1000))
    for (const answer of [busy(60_000), busy()]) {
      const long = sending([{ ok: true, id: '1' }, answer])
      expect(await long.send(['a', 'b'])).to.include({ ok: false, class: 'rate-limited' })
      expect(long.slept).to.deep.equal([])
    }
    const endless = sending([{ ok: true, id: '1' }, ...Array.from({ length: 9 }, () => busy(10))])
    expect((await endless.send(['a', 'b'])).ok).to.equal(false)
    expect(endless.slept).to.have.length(3)
  })

  it('remembers that the conversation moved, also when a later part fails', async () => {
    const moved: PartSent = { ok: true, id: '1', newConversationId: '-100' }
    expect(await sending([moved]).send(['a', 'b'])).to.include({ newConversationId: '-100' })
    const failed = await sending([moved, { ok: false, class: 'temporary', detail: 'x' }]).send(['a', 'b'])
    expect(failed).to.include({ ok: false, newConversationId: '-100' })
  })
})
