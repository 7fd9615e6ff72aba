// Which timers a command sets and calls off. A message costs no timer write; one that was put off by a store is set anew
// when its moment comes nearer.
import { expect } from 'chai'
import type { Chat } from '../../../src/core/chat/chat.js'
import { emptyThread, type Thread } from '../../../src/core/thread/thread.js'
import { timerChanges, timersOf } from '../../../src/core/thread/timers.js'
import { type GivenCommand, type GivenPlace, given } from '../../../src/testing/given-when-then.js'

const agent = 'ann'
let count = 0

function received(after = 'PT0S'): GivenCommand {
  count += 1
  return {
    type: 'customer.message',
    channel: 'tg',
    customer: { id: 'anna' },
    messageId: `m${count}`,
    text: 'Hi',
    attachments: [],
    after,
  }
}
const looks = (after: string): GivenCommand => ({ type: 'timer', kind: 'silence', chat: 1, key: '', after })
const finish: GivenCommand = { type: 'finish', chat: 1, agent, status: 'open' }
const postpone: GivenCommand = { type: 'postpone', chat: 1, agent }

/** Ids, the set ones with minute and second of their moment. */
async function timersFrom(place: GivenPlace, ...commands: readonly GivenCommand[]) {
  const last = commands.at(-1) ?? finish
  const { timers } = await given(place, ...commands.slice(0, -1))
    .when(last)
    .yields({})
  return { set: timers.set.map(({ id, due }) => `${id} ${due.slice(14, 19)}`), cancelled: timers.cancelled }
}

describe('the timer of silence', () => {
  const quiet: GivenPlace = { channel: { finishAfterMs: 600_000, warnBeforeMs: 0 } }

  it('is set by the first message, for the warning or else the finish, and by no later one', async () => {
    expect(await timersFrom({}, received())).to.deep.equal({ set: ['1/silence/ 09:00'], cancelled: [] })
    expect(await timersFrom(quiet, received())).to.deep.equal({ set: ['1/silence/ 10:00'], cancelled: [] })
    expect(await timersFrom({}, received(), received('PT5M'))).to.deep.equal({ set: [], cancelled: [] })
    const never: GivenPlace = { channel: { finishAfterMs: null } }
    expect(await timersFrom(never, received())).to.deep.equal({ set: [], cancelled: [] })
  })

  it('is set anew by a look that comes too early, then by the warning, and is gone with the finish', async () => {
    const early = [received(), received('PT5M'), looks('PT4M')]
    expect(await timersFrom({}, ...early)).to.deep.equal({
      set: ['1/silence/ 14:00'],
      cancelled: [],
    })
    const warned = [...early, looks('PT5M')]
    expect(await timersFrom({}, ...warned)).to.deep.equal({ set: ['1/silence/ 15:00'], cancelled: [] })
    const { events } = await given({}, ...early)
      .when(looks('PT5M'))
      .yields({})
    expect(events.map(({ type }) => type)).to.deep.equal(['chat.finish-soon'])
    expect(await timersFrom({}, ...warned, looks('PT1M'))).to.deep.equal({ set: [], cancelled: ['1/silence/'] })
  })

  it('is left alone by the timers of rules', async () => {
    const rung: GivenCommand = { type: 'timer', kind: 'rule', chat: 1, key: 'nudge@0', after: 'PT5M' }
    expect(await timersFrom({}, received(), rung)).to.deep.equal({ set: [], cancelled: ['1/rule/nudge@0'] })
  })

  it('is all there is where a workflow waits for an answer however long it takes', async () => {
    const rules: GivenPlace['rules'] = {
      workflows: [
        {
          id: 'ask',
          start: 'ask',
          steps: { ask: { ask: { text: 'Who?', as: 'text' }, next: 'done' }, done: { end: {} } },
        },
      ],
      rules: [{ id: 'starts', on: 'chat.started', then: [{ do: 'start-workflow', workflow: 'ask' }] }],
    }
    expect(await timersFrom({ rules }, received())).to.deep.equal({ set: ['1/silence/ 09:00'], cancelled: [] })
  })

  it('is called off by a finish', async () => {
    expect(await timersFrom({}, received(), finish)).to.deep.equal({ set: [], cancelled: ['1/silence/'] })
  })

  it('stays where it is when the finish is postponed, and is nearer again when a message ends that', async () => {
    const postponed = [received(), postpone, looks('PT9M')]
    expect(await timersFrom({}, received(), postpone)).to.deep.equal({ set: [], cancelled: [] })
    expect(await timersFrom({}, ...postponed)).to.deep.equal({ set: ['1/silence/ 14:00'], cancelled: [] })
    expect(await timersFrom({}, received(), postpone, received())).to.deep.equal({
      set: ['1/silence/ 09:00'],
      cancelled: [],
    })
  })

  it('warns again for a later moment, and once for each', async () => {
    const warned = [received(), looks('PT9M')]
    const typesOf = async (...commands: readonly GivenCommand[]) => {
      const last = commands.at(-1) ?? finish
      const { events } = await given({}, ...commands.slice(0, -1))
        .when(last)
        .yields({})
      return events.map(({ type }) => type)
    }
    expect(await typesOf(...warned)).to.deep.equal(['chat.finish-soon'])
    expect(await typesOf(...warned, looks('PT0S'))).to.deep.equal([])
    expect(await typesOf(...warned, received(), looks('PT9M'))).to.deep.equal(['chat.finish-soon'])
    expect(await typesOf(...warned, received(), looks('PT8M59S'))).to.deep.equal([])
  })
})

describe('the difference of two threads’ timers', () => {
  const chat = async (silence: Partial<Chat['silence']>): Promise<Thread> => {
    const { thread } = await given({ channel: { finishAfterMs: null } })
      .when(received())
      .yields({})
    return {
      ...thread,
      chats: thread.chats.map((one) => ({ ...one, silence: { ...one.silence, ...silence } })),
    }
  }
  const at = (minute: string) => `2026-03-02T12:${minute}:00.000Z`

  it('sets a timer with its chat, kind and key', async () => {
    const thread = await chat({ timerAt: at('05') })
    const timer = { id: '1/silence/', thread: thread.key, chat: 1, kind: 'silence', key: '', due: at('05') }
    expect(timerChanges(emptyThread('tg', 'anna'), thread, null)).to.deep.equal({ set: [timer], cancelled: [] })
    expect([...timersOf(thread)]).to.deep.equal([['1/silence/', timer]])
  })

  it('sets what is nearer although the timer is the same, and leaves what is farther', async () => {
    const [near, far, unlooked] = [
      await chat({ timerAt: at('05'), lookAt: at('07') }),
      await chat({ timerAt: at('05'), lookAt: at('09') }),
      await chat({ timerAt: at('05') }),
    ]
    const ids = (before: Thread, after: Thread) => timerChanges(before, after, null).set.map(({ id }) => id)
    expect(ids(far, near)).to.deep.equal(['1/silence/'])
    for (const [before, after] of [
      [near, far],
      [near, near],
      [unlooked, near],
      [near, unlooked],
    ] as const)
      expect(ids(before, after)).to.deep.equal([])
  })

  it('tells that the one which fired is gone, once, unless it is set anew', async () => {
    const [there, later, gone] = [await chat({ timerAt: at('05') }), await chat({ timerAt: at('06') }), await chat({})]
    const fired = '1/silence/'
    expect(timerChanges(there, gone, fired)).to.deep.equal({ set: [], cancelled: [fired] })
    expect(timerChanges(there, gone, null)).to.deep.equal({ set: [], cancelled: [fired] })
    expect(timerChanges(there, gone, '1/rule/x').cancelled).to.deep.equal(['1/rule/x', fired])
    expect(timerChanges(there, there, fired).set).to.have.length(1)
    expect(timerChanges(there, later, fired)).to.deep.include({ cancelled: [] })
    expect(timerChanges(there, there, null)).to.deep.equal({ set: [], cancelled: [] })
  })
})
