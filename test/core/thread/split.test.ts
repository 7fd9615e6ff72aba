// What leaves with a split and what stays: at the reopening (messengers) and at a letter (e-mail), spec S1 and S2.
import { expect } from 'chai'
import type { Chat } from '../../../src/core/chat/chat.js'
import { chatOf, type Thread } from '../../../src/core/thread/thread.js'
import { type GivenCommand, type GivenPlace, given } from '../../../src/testing/given-when-then.js'

const agent = 'ann'
const mail: GivenPlace = { channel: { kind: 'email', finishAfterMs: null } }

const customer = (messageId: string, after = 'PT1M'): GivenCommand => ({
  type: 'customer.message',
  channel: 'tg',
  customer: { id: 'anna' },
  messageId,
  text: `Text ${messageId}`,
  attachments: [],
  after,
})
const reply = (messageId: string): GivenCommand => ({
  type: 'agent.message',
  chat: 1,
  agent,
  messageId,
  text: 'Answer',
  attachments: [],
  after: 'PT1M',
})
const note = (chat = 1): GivenCommand => ({ type: 'note', chat, agent, text: 'Note', attachments: [] })
const finish = (status: 'open' | 'pending' | 'closed', chat = 1): GivenCommand => ({
  type: 'finish',
  chat,
  agent,
  status,
})
const split = (from?: string, chat = 1): GivenCommand => ({
  type: 'split',
  chat,
  agent,
  ...(from === undefined ? {} : { from }),
})
const at = (minute: string): string => `2026-03-02T12:${minute}:00.000Z`

function inThread(thread: Thread, number: number): Chat {
  const chat = chatOf(thread, number)
  if (chat === null) throw new Error(`No chat ${number}`)
  return chat
}

async function afterSplit(place: GivenPlace, history: readonly GivenCommand[], command = split()) {
  const { thread, events } = await given(place, ...history)
    .when(command)
    .yields({ outcome: 'split', chat: { number: 2 } })
  return { events, old: inThread(thread, 1), born: inThread(thread, 2) }
}

describe('a split at a letter', () => {
  const live = [customer('a'), reply('r'), customer('b')]

  it('is told, and begins a chat of its own: not the first one, with the assignee and nothing else of the old', async () => {
    const assigned: GivenCommand = {
      type: 'update',
      chat: 1,
      agent,
      changes: { subject: 'Parcel', tags: ['t'], fields: { f: 1 }, priority: 'high', assignee: { agent: 'bob' } },
    }
    const { born, events } = await afterSplit(mail, [...live, assigned], split('b'))
    expect(events).to.deep.equal([{ type: 'chat.split-off', chat: 2, at: at('03'), from: 1, agent }])
    expect(born).to.deep.include({
      startedAt: at('03'),
      startedBy: 'split',
      isFirstOnChannel: false,
      firstSeq: 3,
      splitFrom: 1,
      details: { subject: null, tags: [], fields: {}, priority: 'normal', assignee: { agent: 'bob' } },
    })
  })

  it('finishes what stays by who spoke last in it', async () => {
    const byAgent = await afterSplit(mail, live, split('b'))
    expect(byAgent.old.lifecycle).to.deep.include({
      state: 'finished-pending',
      finish: { at: at('03'), by: 'split', agent },
    })
    const byCustomer = await afterSplit(mail, [customer('a'), customer('b')], split('b'))
    expect(byCustomer.old.lifecycle.state).to.equal('finished-open')
  })

  it('finishes as open where automation spoke last, which is nobody', async () => {
    const rules = {
      rules: [{ id: 'hi', on: 'chat.started' as const, then: [{ do: 'send-message' as const, text: 'Hi' }] }],
    }
    const place = { ...mail, rules }
    const { thread, messages } = await given(place).when(customer('a')).yields({})
    expect(messages.map(({ author }) => author)).to.deep.equal(['customer', 'automation'])
    expect(thread.lastSeq).to.equal(2)
    const { old } = await afterSplit(place, [customer('a'), reply('r')], split('r'))
    expect(old.lifecycle.state).to.equal('finished-open')
  })

  it('may begin a chat in which nobody spoke: silence counts from its beginning, and nobody waits', async () => {
    const place: GivenPlace = {
      channel: { kind: 'email', finishAfterMs: 600_000 },
      rules: { rules: [{ id: 'hi', on: 'chat.started', then: [{ do: 'send-message', text: 'Hi' }] }] },
    }
    const { messages } = await given(place).when(customer('a')).yields({})
    const automated = messages[1]?.id
    const history = [customer('a'), split(automated)]
    await given(place, customer('a'))
      .when({ ...split(automated), after: 'PT2M' })
      .yields({ chat: { number: 2, autoFinishAt: at('13') } })
    const { warnings } = await given(place, ...history)
      .when(finish('pending', 2))
      .yields({ outcome: 'finished' })
    expect(warnings).to.deep.equal([])
    const silent: GivenCommand = { type: 'timer', kind: 'silence', chat: 2, key: '', after: 'PT10M' }
    await given(place, ...history)
      .when(silent)
      .yields({ chat: { state: 'finished-open', finishedBy: 'timer' } })
    const { thread } = await given(place, ...history, customer('b'))
      .when(split('b', 2))
      .yields({ chat: { number: 3 } })
    expect(inThread(thread, 2).lifecycle.state).to.equal('finished-open')
  })

  it('gives a reopened chat back the state it was reopened from', async () => {
    for (const status of ['open', 'pending'] as const) {
      const { old } = await afterSplit(mail, [customer('a'), finish(status), customer('b'), customer('c')], split('c'))
      expect(old.lifecycle).to.deep.include({ state: `finished-${status}`, activation: 1, newSince: null })
      expect(old.lifecycle.finish).to.deep.equal({ at: at('01'), by: 'agent', agent })
    }
  })

  it('leaves a finished chat as it was finished', async () => {
    const { old, born } = await afterSplit(mail, [...live, finish('closed')], split('b'))
    expect(old.lifecycle).to.deep.include({ state: 'closed', finish: { at: at('03'), by: 'agent', agent } })
    expect(born.lifecycle).to.deep.include({ state: 'active', activation: 1, finish: null })
  })

  it('is refused at a letter of an older chat', async () => {
    const history = [customer('a'), customer('b'), finish('closed'), customer('c')]
    const { refused } = await given(mail, ...history)
      .when(split('b', 2))
      .isRefused('not-found')
    expect(refused.pointer).to.equal('/from')
  })

  it('is refused in a chat that isn’t current or isn’t there, with or without a letter', async () => {
    const history = [customer('a'), customer('b'), finish('closed'), customer('c')]
    await given(mail, ...history)
      .when(split('b'))
      .isRefused('not-current')
    await given(mail, ...history)
      .when(split('b', 7))
      .isRefused('not-found')
    await given(mail, ...history)
      .when(split(undefined, 7))
      .isRefused('not-found')
  })

  it('counts on either side what was said there, by how it came', async () => {
    const history = [
      customer('a'),
      reply('r'),
      note(),
      customer('b'),
      { type: 'edit', messageId: 'b', deleted: true } as const,
      customer('c'),
      note(),
    ]
    const { old, born } = await afterSplit(mail, history, split('b'))
    expect(old.parts.map(({ counts }) => counts)).to.deep.equal([{ customer: 1, agent: 1, automation: 0, notes: 1 }])
    expect(old.parts[0]).to.deep.include({ lastHuman: { by: 'agent', at: at('02') }, waitingSince: null })
    expect(born.parts.map(({ counts }) => counts)).to.deep.equal([{ customer: 2, agent: 0, automation: 0, notes: 1 }])
    expect(born.parts[0]).to.deep.include({
      fromSeq: 4,
      firstCustomer: { seq: 4, text: null },
      lastHuman: { by: 'customer', at: at('04') },
      waitingSince: at('03'),
    })
  })

  it('leaves the notes that were written on the chat while it was an older one', async () => {
    const history = [
      customer('a'),
      customer('b'),
      finish('closed'),
      customer('c'),
      note(1),
      { type: 'merge', chat: 2, agent } as const,
    ]
    const { thread } = await given(mail, ...history)
      .when(split('c'))
      .yields({ outcome: 'split', chat: { number: 3 } })
    expect(inThread(thread, 1).parts.map(({ counts }) => counts.notes)).to.deep.equal([1])
    expect(inThread(thread, 3).parts.map(({ counts }) => counts.notes)).to.deep.equal([0])
    const earlier = await given(mail, ...history)
      .when(split('b'))
      .yields({ outcome: 'split', chat: { number: 3 } })
    expect(inThread(earlier.thread, 1).parts.map(({ counts }) => counts)).to.deep.equal([
      { customer: 1, agent: 0, automation: 0, notes: 1 },
    ])
    expect(inThread(earlier.thread, 3).parts.map(({ fromSeq, afterMerge }) => [fromSeq, afterMerge])).to.deep.equal([
      [2, undefined],
      [3, true],
    ])
  })

  it('leaves notes on an older chat out of what is counted behind the letter, too', async () => {
    const merged = { type: 'merge', chat: 2, agent } as const
    const history = [customer('a'), finish('closed'), customer('b'), customer('c'), note(1), merged]
    const { thread } = await given(mail, ...history)
      .when(split('c'))
      .yields({ outcome: 'split', chat: { number: 3 } })
    expect(inThread(thread, 1).parts.map(({ counts }) => counts.notes)).to.deep.equal([1, 0])
    expect(inThread(thread, 3).parts.map(({ counts }) => counts.notes)).to.deep.equal([0])
  })

  it('sums anew only the part that it goes through', async () => {
    const history = [customer('a'), customer('b'), finish('open'), customer('c'), customer('d')]
    const { old, born } = await afterSplit(mail, history, split('b'))
    expect(old.parts.map(({ fromSeq, counts }) => [fromSeq, counts.customer])).to.deep.equal([[1, 1]])
    expect(born.parts.map(({ fromSeq, counts }) => [fromSeq, counts.customer])).to.deep.equal([
      [2, 1],
      [3, 2],
    ])
  })

  it('keeps the border of a merge on the left of it', async () => {
    const history = [
      customer('a'),
      finish('closed'),
      customer('b'),
      customer('c'),
      { type: 'merge', chat: 2, agent } as const,
    ]
    const { thread } = await given(mail, ...history)
      .when(split('c'))
      .yields({ outcome: 'split' })
    expect(inThread(thread, 1).parts.map(({ fromSeq, afterMerge }) => [fromSeq, afterMerge])).to.deep.equal([
      [1, undefined],
      [2, true],
    ])
    expect(inThread(thread, 3).parts.map(({ fromSeq, afterMerge }) => [fromSeq, afterMerge])).to.deep.equal([
      [3, undefined],
    ])
  })
})

describe('a split at the reopening', () => {
  const reopened = [customer('a'), finish('open'), customer('b'), reply('r')]

  it('takes along how long the silence was postponed; the old chat has its own time', async () => {
    const postpone: GivenCommand = { type: 'postpone', chat: 1, agent }
    const { old, born } = await afterSplit({}, [...reopened, postpone])
    expect([old.silence.postponedMs, born.silence.postponedMs]).to.deep.equal([0, 300_000])
    expect([old.silence.warnedFor, born.silence.warnedFor]).to.deep.equal([null, null])
  })

  it('takes along what waits since the reopening, and leaves what waited before', async () => {
    const rules: GivenPlace['rules'] = {
      rules: [
        {
          id: 'began',
          on: { after: 'PT30M', since: 'chat.started', unless: [] },
          then: [{ do: 'add-tags', tags: ['b'] }],
        },
        {
          id: 'wrote',
          on: { after: 'PT30M', since: 'message.received', unless: [] },
          then: [{ do: 'add-tags', tags: ['w'] }],
        },
      ],
    }
    const { old, born } = await afterSplit({ rules }, reopened)
    expect(Object.keys(old.waits)).to.deep.equal(['began@0'])
    expect(Object.keys(born.waits)).to.deep.equal(['wrote@0'])
    const byLetter = await afterSplit({ ...mail, rules }, [...reopened, customer('c')], split('c'))
    expect(Object.keys(byLetter.old.waits).sort(), 'a letter that didn’t reopen the chat').to.deep.equal([
      'began@0',
      'wrote@0',
    ])
    expect(byLetter.born.waits).to.deep.equal({})
  })

  it('takes along what is to be said later to the new messages', async () => {
    const rules: GivenPlace['rules'] = {
      rules: [
        {
          id: 'later',
          on: 'message.received',
          then: [{ do: 'send-message', text: 'Later', delay: 'PT30M', onlyFirstChatOnChannel: false }],
        },
      ],
    }
    const { old, born } = await afterSplit({ rules }, [
      customer('a'),
      reply('q'),
      finish('open'),
      customer('b'),
      customer('c'),
    ])
    expect(Object.values(old.delayed).map(({ afterSeq }) => afterSeq)).to.deep.equal([1])
    expect(Object.values(born.delayed).map(({ afterSeq, agentMessages }) => [afterSeq, agentMessages])).to.deep.equal([
      [3, 0],
    ])
  })

  it('takes the new messages’ parts, and keeps what the old chat was', async () => {
    const { old, born } = await afterSplit({}, reopened)
    expect(old.parts.map(({ fromSeq }) => fromSeq)).to.deep.equal([1])
    expect(born.parts.map(({ fromSeq }) => fromSeq)).to.deep.equal([2])
    expect(born.splitOrigin).to.deep.include({ state: 'awaiting-split', newSince: 2 })
    expect(old.lifecycle).to.deep.include({ state: 'finished-open', activation: 1 })
  })
})
