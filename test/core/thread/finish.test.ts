// The end of an activation: by an agent, by silence, put off (spec L3, L4, L6, L9, L10).
import { expect } from 'chai'
import type { Status } from '../../../src/core/chat/lifecycle.js'
import { type GivenCommand, type GivenPlace, given } from '../../../src/testing/given-when-then.js'

const agent = 'ann'
const at = (minute: string): string => `2026-03-02T12:${minute}:00.000Z`

let count = 0
function customer(after = 'PT0S'): GivenCommand {
  count += 1
  const who = { channel: 'tg', customer: { id: 'anna' } }
  return { type: 'customer.message', ...who, messageId: `m${count}`, text: 'Hi', attachments: [], after }
}
const reply = (after = 'PT0S'): GivenCommand => ({
  type: 'agent.message',
  chat: 1,
  agent,
  text: 'Answer',
  attachments: [],
  after,
})
const finish = (status: Status, chat = 1): GivenCommand => ({ type: 'finish', chat, agent, status })
const looks = (after: string, chat = 1): GivenCommand => ({ type: 'timer', kind: 'silence', chat, key: '', after })
const postpone = (chat = 1): GivenCommand => ({ type: 'postpone', chat, agent })
const never: GivenPlace = { channel: { finishAfterMs: null } }

describe('a finish by an agent', () => {
  it('ends the activation and is told', async () => {
    for (const [status, state] of [
      ['open', 'finished-open'],
      ['pending', 'finished-pending'],
      ['closed', 'closed'],
    ] as const) {
      const { events, thread } = await given({}, customer(), reply())
        .when(finish(status))
        .yields({
          outcome: 'finished',
          chat: { number: 1, state, status, finishedAt: at('00'), finishedBy: 'agent' },
          warnings: [],
        })
      expect(events).to.deep.equal([{ type: 'chat.finished', chat: 1, at: at('00'), by: 'agent', status, agent }])
      expect(thread.chats[0]?.lifecycle).to.deep.equal({
        state,
        activation: 1,
        reopenedAt: null,
        finish: { at: at('00'), by: 'agent', agent },
        newSince: null,
        reopenedFrom: null,
      })
    }
  })

  it('as pending warns while the customer waits for an answer, and only then', async () => {
    const warningsOf = async (status: Status, ...history: readonly GivenCommand[]) =>
      (
        await given({}, ...history)
          .when(finish(status))
          .yields({})
      ).warnings
    expect(await warningsOf('pending', customer())).to.deep.equal(['customer-waiting'])
    expect(await warningsOf('pending', customer(), reply())).to.deep.equal([])
    expect(await warningsOf('open', customer())).to.deep.equal([])
    expect(await warningsOf('closed', customer())).to.deep.equal([])
    const start = {
      type: 'start',
      channel: 'tg',
      customer: { id: 'anna' },
      agent,
      text: 'Hello',
      attachments: [],
    } as const
    expect(await warningsOf('pending', start)).to.deep.equal([])
  })

  it('makes what was new a part of the chat, and forgets what was postponed and warned of', async () => {
    const history = [customer(), finish('open'), customer('PT1M'), postpone(), looks('PT14M')]
    const warned = await given({}, ...history.slice(0, -1))
      .when(looks('PT14M'))
      .yields({ events: [{ type: 'chat.finish-soon' }] })
    expect(warned.thread.chats[0]?.silence).to.deep.include({ postponedMs: 300_000, warnedFor: at('16') })
    expect(warned.thread.chats[0]?.parts.map(({ fromSeq }) => fromSeq)).to.deep.equal([1, 2])
    const { thread } = await given({}, ...history)
      .when(finish('open'))
      .yields({ outcome: 'finished' })
    expect(thread.chats[0]?.silence).to.deep.include({ postponedMs: 0, warnedFor: null })
    expect(thread.chats[0]?.parts.map(({ fromSeq, counts }) => [fromSeq, counts.customer])).to.deep.equal([[1, 2]])
    expect(thread.chats[0]?.lifecycle).to.deep.include({
      activation: 2,
      reopenedAt: at('01'),
      newSince: null,
      reopenedFrom: null,
    })
  })

  it('keeps the border of a merge apart', async () => {
    const history = [customer(), finish('closed'), customer(), { type: 'merge', chat: 2, agent } as const]
    const { thread } = await given({}, ...history)
      .when(finish('open'))
      .yields({ outcome: 'finished' })
    expect(thread.chats[0]?.parts.map(({ fromSeq, afterMerge }) => [fromSeq, afterMerge])).to.deep.equal([
      [1, undefined],
      [2, true],
    ])
  })

  it('is refused of a finished chat, of none, and as closed where chats are endless', async () => {
    for (const status of ['open', 'pending'] as const)
      await given({}, customer(), finish('open')).when(finish(status)).isRefused('already-finished')
    await given({}, customer()).when(finish('open', 7)).isRefused('not-found')
    const endless: GivenPlace = { channel: { endless: true } }
    const { refused } = await given(endless, customer()).when(finish('closed')).isRefused('closed-not-offered')
    expect(refused.guards).to.deep.equal([{ guard: 'closedIsNotOffered', holds: true }])
    await given(endless, customer()).when(finish('pending')).yields({ outcome: 'finished' })
  })
})

describe('silence', () => {
  it('finishes when it is due, as open while the customer waits, else as pending', async () => {
    for (const [history, status] of [
      [[customer()], 'open'],
      [[customer(), reply()], 'pending'],
    ] as const) {
      const { events } = await given({}, ...history)
        .when(looks('PT10M'))
        .yields({ outcome: 'finished', chat: { number: 1, status, finishedBy: 'timer', finishedAt: at('10') } })
      expect(events).to.deep.equal([{ type: 'chat.finished', chat: 1, at: at('10'), by: 'timer', status }])
    }
  })

  it('does nothing a millisecond before but warn, from the warning’s moment on', async () => {
    const before = await given({}, customer())
      .when(looks('PT9M59.999S'))
      .yields({ outcome: 'looked', chat: { state: 'active' } })
    expect(before.events).to.deep.equal([
      { type: 'chat.finish-soon', chat: 1, at: '2026-03-02T12:09:59.999Z', due: at('10') },
    ])
    const early = await given({}, customer())
      .when(looks('PT8M59.999S'))
      .yields({ outcome: 'looked', chat: { number: 1 } })
    expect(early.events).to.deep.equal([])
    expect((await given({}, customer()).when(looks('PT9M')).yields({})).events).to.have.length(1)
    const quiet: GivenPlace = { channel: { warnBeforeMs: 0 } }
    expect((await given(quiet, customer()).when(looks('PT9M59.999S')).yields({})).events).to.deep.equal([])
  })

  it('does nothing to a finished chat, to one without silence, and to none', async () => {
    for (const [place, history, chat] of [
      [{}, [customer(), finish('open')], 1],
      [never, [customer()], 1],
      [{}, [customer()], 7],
    ] as const) {
      const { events } = await given(place, ...history)
        .when(looks('PT1H', chat))
        .yields({ outcome: 'looked' })
      expect(events).to.deep.equal([])
    }
  })

  it('finishes a chat in which an answer awaits its split', async () => {
    const history = [customer(), finish('pending'), customer('PT1M')]
    await given({}, ...history)
      .when(looks('PT10M'))
      .yields({ outcome: 'finished', chat: { state: 'finished-open', activation: 2 } })
  })
})

describe('a finish that is postponed', () => {
  it('comes later from where it stood, and is told', async () => {
    const { events } = await given({}, customer(), postpone())
      .when(postpone())
      .yields({ outcome: 'postponed', chat: { number: 1, autoFinishAt: at('20') } })
    expect(events).to.deep.equal([{ type: 'chat.postponed', chat: 1, at: at('00'), due: at('20') }])
  })

  it('comes as usual after the next message of a person', async () => {
    await given({}, customer(), postpone())
      .when(customer('PT1M'))
      .yields({ chat: { autoFinishAt: at('11') } })
    await given({}, customer(), postpone())
      .when(reply('PT1M'))
      .yields({ chat: { autoFinishAt: at('11') } })
    const note: GivenCommand = { type: 'note', chat: 1, agent, text: 'Note', attachments: [], after: 'PT1M' }
    await given({}, customer(), postpone())
      .when(note)
      .yields({ chat: { autoFinishAt: at('15') } })
  })

  it('is refused where nothing finishes by itself', async () => {
    await given({}, customer(), finish('open')).when(postpone()).isRefused('already-finished')
    await given(never, customer()).when(postpone()).isRefused('no-automatic-finish')
    await given({}, customer()).when(postpone(7)).isRefused('not-found')
  })
})
