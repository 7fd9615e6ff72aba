import { expect } from 'chai'
import type { Desk } from '../../src/desk/desk.js'
import { contentOf, makeDesk, refusalOf } from './make-desk.js'

const anna = { channel: 'tg', customer: { id: 'anna' } }
const ann = { agent: 'ann' }
const HUGE = 'x'.repeat(100_001)

/** Hands in what the types forbid, as a caller in JavaScript may. */
function wrong<T>(value: unknown): T {
  return value as T
}

interface Case {
  readonly name: string
  readonly code: string
  readonly pointer?: string
  readonly act: (desk: Desk) => Promise<unknown>
}

/** Every one on the desk of `place`: 1 closed, 2 live and endless, 3 live, 4 merged into 3, 5 a letter. */
const CASES: readonly Case[] = [
  { name: 'nothing to split', code: 'nothing-to-split', act: (desk) => desk.split(3, ann) },
  {
    name: 'the status of a live chat',
    code: 'chat-is-live',
    act: (desk) => desk.setStatus(3, { ...ann, status: 'open' }),
  },
  {
    name: 'a live chat’s status in an update',
    code: 'chat-is-live',
    act: (desk) => desk.update(3, { ...ann, subject: 'x', status: 'open' }),
  },
  { name: 'finishing twice', code: 'already-finished', act: (desk) => desk.finish(1, { ...ann, status: 'open' }) },
  { name: 'postponing what is finished', code: 'already-finished', act: (desk) => desk.postpone(1, ann) },
  { name: 'a tombstone', code: 'merged', act: (desk) => desk.note(4, { ...ann, text: 'x' }) },
  { name: 'an answer in an older chat', code: 'not-current', act: (desk) => desk.reply(1, { ...ann, text: 'x' }) },
  { name: 'merging an older chat', code: 'not-current', act: (desk) => desk.merge(1, ann) },
  { name: 'unmerging an older chat', code: 'not-current', act: (desk) => desk.unmerge(1, ann) },
  { name: 'merging the first chat', code: 'no-previous', act: (desk) => desk.merge(2, ann) },
  { name: 'unmerging what wasn’t merged', code: 'nothing-to-unmerge', act: (desk) => desk.unmerge(2, ann) },
  {
    name: 'closing where it isn’t offered',
    code: 'closed-not-offered',
    act: (desk) => desk.finish(2, { ...ann, status: 'closed' }),
  },
  { name: 'postponing where nothing is due', code: 'no-automatic-finish', act: (desk) => desk.postpone(5, ann) },
  {
    name: 'an unknown chat',
    code: 'not-found',
    pointer: '/chat',
    act: (desk) => desk.reply(99, { ...ann, text: 'x' }),
  },
  {
    name: 'an unknown message',
    code: 'not-found',
    pointer: '/messageId',
    act: (desk) => desk.edit('nobody', { text: 'x' }),
  },
  {
    name: 'an unknown channel',
    code: 'not-found',
    pointer: '/channel',
    act: (desk) => desk.receive({ ...anna, channel: 'icq', text: 'x' }),
  },
  {
    name: 'another version',
    code: 'conflict',
    pointer: '/ifVersion',
    act: (desk) => desk.update(3, { ...ann, subject: 'x', ifVersion: 999 }),
  },
  { name: 'a huge text', code: 'too-large', pointer: '/text', act: (desk) => desk.receive({ ...anna, text: HUGE }) },
  { name: 'a huge answer', code: 'too-large', pointer: '/text', act: (desk) => desk.reply(3, { ...ann, text: HUGE }) },
  {
    name: 'a huge subject',
    code: 'too-large',
    pointer: '/subject',
    act: (desk) => desk.update(3, { ...ann, subject: HUGE }),
  },
  {
    name: 'a huge id',
    code: 'too-large',
    pointer: '/id',
    act: (desk) => desk.receive({ ...anna, id: HUGE, text: 'x' }),
  },
  {
    name: 'a thousand tags',
    code: 'too-large',
    pointer: '/tags',
    act: (desk) => desk.update(3, { ...ann, tags: Array.from({ length: 1000 }, String) }),
  },
  {
    name: 'a thousand attachments',
    code: 'too-large',
    pointer: '/attachments',
    act: (desk) =>
      desk.receive({ ...anna, text: '', attachments: Array.from({ length: 1000 }, () => ({ kind: 'file' as const })) }),
  },
  { name: 'a huge search', code: 'too-large', pointer: '/q', act: (desk) => desk.chats({ q: 'x'.repeat(201) }) },
  { name: 'a search for a number', code: 'invalid', pointer: '/q', act: (desk) => desk.chats({ q: wrong(7) }) },
  { name: 'an empty answer', code: 'invalid', pointer: '/text', act: (desk) => desk.reply(3, { ...ann, text: ' \n' }) },
  {
    name: 'an empty first message',
    code: 'invalid',
    pointer: '/text',
    act: (desk) => desk.start({ ...anna, ...ann, text: '' }),
  },
  {
    name: 'nobody as agent',
    code: 'invalid',
    pointer: '/agent',
    act: (desk) => desk.finish(3, { agent: '', status: 'open' }),
  },
  {
    name: 'an unknown status',
    code: 'invalid',
    pointer: '/status',
    act: (desk) => desk.finish(3, { ...ann, status: wrong('done') }),
  },
  {
    name: 'an unknown priority',
    code: 'invalid',
    pointer: '/priority',
    act: (desk) => desk.update(3, { ...ann, priority: wrong('extreme') }),
  },
  {
    name: 'an assignee that is a text',
    code: 'invalid',
    pointer: '/assignee',
    act: (desk) => desk.update(3, { ...ann, assignee: wrong('ann') }),
  },
  {
    name: 'an empty tag',
    code: 'invalid',
    pointer: '/tags/1',
    act: (desk) => desk.update(3, { ...ann, tags: ['a', ' '] }),
  },
  {
    name: 'tags that are no list',
    code: 'invalid',
    pointer: '/tags',
    act: (desk) => desk.update(3, { ...ann, tags: wrong('vip') }),
  },
  {
    name: 'fields that are a list',
    code: 'invalid',
    pointer: '/fields',
    act: (desk) => desk.update(3, { ...ann, fields: wrong([1]) }),
  },
  {
    name: 'a field called __proto__',
    code: 'invalid',
    pointer: '/fields',
    act: (desk) => desk.update(3, { ...ann, fields: JSON.parse('{"__proto__": {"polluted": true}}') }),
  },
  {
    name: 'a customer’s field called __proto__',
    code: 'invalid',
    pointer: '/customer/fields',
    act: (desk) =>
      desk.receive({ channel: 'tg', customer: { id: 'x', fields: JSON.parse('{"__proto__": 1}') }, text: 'x' }),
  },
  {
    name: 'a customer without id',
    code: 'invalid',
    pointer: '/customer/id',
    act: (desk) => desk.receive({ channel: 'tg', customer: wrong({}), text: 'x' }),
  },
  {
    name: 'no customer',
    code: 'invalid',
    pointer: '/customer',
    act: (desk) => desk.receive({ channel: 'tg', customer: wrong(null), text: 'x' }),
  },
  {
    name: 'no customer by e-mail',
    code: 'invalid',
    pointer: '/customer',
    act: (desk) => desk.receive({ channel: 'mail', customer: wrong(undefined), text: 'x' }),
  },
  {
    name: 'a number as text',
    code: 'invalid',
    pointer: '/text',
    act: (desk) => desk.receive({ ...anna, text: wrong(7) }),
  },
  {
    name: 'no text',
    code: 'invalid',
    pointer: '/text',
    act: (desk) => desk.receive({ ...anna, text: wrong(undefined) }),
  },
  {
    name: 'a date without zone',
    code: 'invalid',
    pointer: '/sentAt',
    act: (desk) => desk.receive({ ...anna, text: 'x', sentAt: '2026-03-02T12:00:00' }),
  },
  {
    name: 'a date that isn’t',
    code: 'invalid',
    pointer: '/sentAt',
    act: (desk) => desk.receive({ ...anna, text: 'x', sentAt: '2026-13-45T99:00:00Z' }),
  },
  {
    name: 'a date as number',
    code: 'invalid',
    pointer: '/sentAt',
    act: (desk) => desk.receive({ ...anna, text: 'x', sentAt: wrong(0) }),
  },
  {
    name: 'attachments that are a text',
    code: 'invalid',
    pointer: '/attachments',
    act: (desk) => desk.receive({ ...anna, text: 'x', attachments: wrong('a.png') }),
  },
  ...[Number.NaN, 0, -1, 1.5, Number.POSITIVE_INFINITY, 2 ** 60, wrong<number>('3'), wrong<number>(null)].map(
    (number): Case => ({
      name: `chat ${String(number)}`,
      code: 'not-found',
      pointer: '/chat',
      act: (desk) => desk.finish(number, { ...ann, status: 'open' }),
    }),
  ),
]

async function place() {
  const made = await makeDesk()
  const { desk } = made
  await desk.receive({ ...anna, id: 'm1', text: 'One' })
  await desk.finish(1, { ...ann, status: 'closed' })
  await desk.receive({ channel: 'endless', customer: { id: 'boris' }, id: 'b1', text: 'Hi' })
  await desk.receive({ ...anna, id: 'm2', text: 'Two' })
  await desk.finish(3, { ...ann, status: 'closed' })
  await desk.receive({ ...anna, id: 'm3', text: 'Three' })
  await desk.merge(4, ann)
  await desk.receive({ channel: 'mail', customer: { id: 'anna' }, id: 'l1', text: 'Letter' })
  return made
}

describe('a refused command', () => {
  const keys = ['tg:anna', 'endless:boris', 'mail:anna:l1', 'tg:x']

  for (const { name, code, pointer, act } of CASES) {
    it(`names its reason and changes nothing: ${name}`, async () => {
      const { desk, store } = await place()
      const before = await contentOf(store, keys)
      const refusal = await refusalOf(act(desk))
      expect([refusal.code, refusal.pointer]).to.deep.equal([code, pointer])
      expect(refusal.message).to.match(/^\S.{5,}/u)
      expect(await contentOf(store, keys)).to.equal(before)
      expect(({} as { readonly polluted?: boolean }).polluted).to.equal(undefined)
    })
  }

  it('leaves no gap in the numbers', async () => {
    const { desk } = await place()
    for (let times = 0; times < 3; times += 1) await refusalOf(desk.split(3, ann))
    const { chat } = await desk.receive({ channel: 'vk', customer: { id: 'new' }, text: 'Hi' })
    expect(chat.number).to.equal(6)
  })

  it('is an error with a code that a program can go by', async () => {
    const { desk } = await place()
    const refusal = await refusalOf(desk.reply(4, { ...ann, text: 'x' }))
    expect(refusal).to.be.instanceOf(Error)
    expect(refusal).to.include({ name: 'RefusedError', code: 'merged', number: 3 })
    expect(refusal.message).to.equal('Chat 4 was merged into chat 3')
  })
})

describe('hostile input that is no fault', () => {
  it('is stored and told as it is, but for NUL, which databases refuse', async () => {
    const { desk } = await makeDesk()
    const text = `{{ 7 | times: 6 }} <script>alert(1)</script> \u202e \0 ${'😀'.repeat(100)}`
    const { chat } = await desk.receive({
      channel: 'tg',
      customer: { id: '__proto__', name: 'constructor' },
      id: '__proto__',
      text,
    })
    expect((await desk.messages(chat.number))[0]?.text).to.equal(text.replace('\0', '\ufffd'))
    expect(Array.from(chat.subject ?? '').length).to.be.at.most(80)
    expect(
      (await desk.receive({ channel: 'tg', customer: { id: '__proto__' }, id: '__proto__', text })).outcome,
    ).to.equal('duplicate')
    expect((await desk.receive({ channel: 'tg', customer: { id: 'a:b' }, text })).chat.number).to.equal(2)
    expect((await desk.receive({ channel: 'tg', customer: { id: 'a%3Ab' }, text })).chat.number).to.equal(3)
  })

  it('loses NUL and half characters in everything that is kept: profile, tags, fields, subjects, attachments', async () => {
    const { desk } = await makeDesk()
    const odd = 'a\0b\ud800'
    const kept = 'a\ufffdb\ufffd'
    const { chat } = await desk.receive({
      ...anna,
      customer: { id: 'anna', name: odd, email: odd, tags: [odd], fields: { [odd]: [odd, { deep: odd, n: 1 }] } },
      text: odd,
      attachments: [{ kind: 'file', name: odd }],
    })
    await desk.update(chat.number, { subject: odd, tags: [odd], fields: { note: odd } })
    const { customer, chats } = await desk.thread(chat.number)
    expect([customer.name, customer.email, customer.tags]).to.deep.equal([kept, kept, [kept]])
    expect(customer.fields).to.deep.equal({ [kept]: [kept, { deep: kept, n: 1 }] })
    expect([chats[0]?.subject, chats[0]?.tags, chats[0]?.fields]).to.deep.equal([kept, [kept], { note: kept }])
    const [message] = await desk.messages(chat.number)
    expect([message?.text, message?.attachments[0]?.name]).to.deep.equal([kept, kept])
  })

  it('is refused where it is too much for every later message to carry', async () => {
    const { desk } = await makeDesk()
    const fields = { big: 'x'.repeat(100_000) }
    const refused = await refusalOf(desk.receive({ ...anna, customer: { id: 'anna', fields }, text: 'Hi' }))
    expect([refused.code, refused.pointer]).to.deep.equal(['too-large', '/customer/fields'])
    expect(await desk.chats()).to.deep.equal([])
  })

  it('may be an empty text and a text of the greatest length', async () => {
    const { desk } = await makeDesk()
    await desk.receive({ ...anna, text: '', attachments: [{ kind: 'sticker' }] })
    const { chat } = await desk.receive({ ...anna, text: 'x'.repeat(100_000) })
    expect([chat.subject, chat.counts.customer]).to.deep.equal(['x'.repeat(80), 2])
  })
})

describe('a wrong option', () => {
  const tg = { id: 'tg', kind: 'telegram' }
  for (const [name, channels] of [
    ['a channel without id', [{ ...tg, id: '' }]],
    ['a channel without kind', [{ ...tg, kind: '' }]],
    ['two channels of one id', [tg, tg]],
    ['a silence that is no duration', [{ ...tg, autoFinish: { after: '10 minutes' } }]],
    ['a silence of months', [{ ...tg, autoFinish: { after: 'P1M' } }]],
    ['a silence of nothing', [{ ...tg, autoFinish: { after: 'PT0S' } }]],
    ['a postponement that is no duration', [{ ...tg, autoFinish: { postpone: '' } }]],
  ] as const) {
    it(`is a TypeError that names the channel: ${name}`, async () => {
      let error: unknown = null
      try {
        await makeDesk({ channels })
      } catch (thrown) {
        error = thrown
      }
      expect(error).to.be.instanceOf(TypeError)
      expect(error)
        .to.have.property('message')
        .that.matches(/channels/u)
    })
  }
})
