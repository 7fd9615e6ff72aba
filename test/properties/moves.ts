// What customers, agents and time may do, as fast-check commands. A refused one is fine; it must only change nothing.
import fc from 'fast-check'
import type { Status } from '../../src/core/chat/lifecycle.js'
import type { Changes } from '../../src/core/thread/command.js'
import { RefusedError } from '../../src/desk/refused-error.js'
import { contentOf } from '../desk/make-desk.js'
import { checkIdentities } from './identities.js'
import { checkThread } from './invariants.js'
import { type Model, type Place, WORKSPACE } from './place.js'

export interface Real extends Place {
  said: number
}

export type Move = fc.AsyncCommand<Model, Real>

type Act = (real: Real, model: Model) => Promise<unknown>

function move(name: string, act: Act): Move {
  return {
    check: () => true,
    run: async (model, real) => {
      const before = await contentOf(real.store, [...model.keys()])
      try {
        await act(real, model)
      } catch (error) {
        if (!(error instanceof RefusedError)) throw error
        if ((await contentOf(real.store, [...model.keys()])) !== before)
          throw new Error(`${name} was refused and changed something`)
      }
      await learnThreads(real, model)
      for (const [key, stream] of model) {
        await checkThread(real, key, stream)
        await checkIdentities(real, key)
      }
      await checkNumbers(real)
    },
    toString: () => name,
  }
}

async function learnThreads(real: Real, model: Model): Promise<void> {
  for (const { thread } of await real.store.chats(WORKSPACE, { limit: 1000 })) {
    if (!model.has(thread.key)) model.set(thread.key, { ids: [] })
  }
}

/** Unique and growing by one. */
async function checkNumbers(real: Real): Promise<void> {
  const numbers = (await real.store.chats(WORKSPACE, { limit: 1000 })).map(({ chat }) => chat.number)
  const expected = numbers.map((_, index) => numbers.length - index)
  if (numbers.join() !== expected.join()) throw new Error(`Chats are numbered ${numbers}`)
}

/** A chat by a number that shrinks well; every other time the last one. */
async function chatBy(real: Real, pick: number): Promise<number> {
  const stored = await real.store.chats(WORKSPACE, { limit: 1000 })
  const numbers = stored.map(({ chat }) => chat.number)
  if (pick % 2 === 0) return stored.find(({ thread, chat }) => thread.current === chat.number)?.chat.number ?? 1
  return numbers[((pick - 1) / 2) % Math.max(numbers.length, 1)] ?? 1
}

async function messageBy(model: Model, pick: number): Promise<string> {
  const ids = [...model.values()].flatMap((stream) => stream.ids)
  return ids[pick % Math.max(ids.length, 1)] ?? 'nothing'
}

const CUSTOMERS = [
  { channel: 'tg', id: 'anna' },
  { channel: 'endless', id: 'boris' },
  { channel: 'mail', id: 'anna' },
] as const

const customer = fc.nat({ max: 2 }).map((index) => CUSTOMERS[index] ?? CUSTOMERS[0])
const pick = fc.nat({ max: 15 })
const status = fc.constantFrom<Status>('open', 'pending', 'closed')
const text = fc.constantFrom('Hi', 'bye', '', '  Where is   my parcel? ')
const changes = fc.constantFrom<Changes>(
  { subject: 'Parcel' },
  { subject: null },
  { tags: ['vip'] },
  { tags: [] },
  { fields: { order: 7 } },
  { fields: { order: null } },
  { priority: 'urgent' },
  { assignee: { agent: 'ann' } },
  { assignee: null },
)
const pause = fc.constantFrom('PT1S', 'PT2M', 'PT4M', 'PT9M', 'PT10M', 'PT30M')

function nextId(real: Real): string {
  real.said += 1
  return `m${real.said}`
}

const receive = fc
  .tuple(customer, text, fc.option(fc.nat({ max: 9 }), { nil: undefined }))
  .map(([who, said, answers]) =>
    move(`receive(${who.channel}:${who.id}, ${JSON.stringify(said)}, ${answers})`, async (real, model) => {
      const inReplyTo = answers === undefined ? undefined : await messageBy(model, answers)
      await real.desk.receive({
        channel: who.channel,
        customer: { id: who.id },
        id: nextId(real),
        text: said,
        ...(inReplyTo === undefined ? {} : { inReplyTo }),
      })
    }),
  )
const start = customer.map((who) =>
  move(`start(${who.channel}:${who.id})`, (real) =>
    real.desk.start({
      channel: who.channel,
      customer: { id: who.id },
      agent: 'ann',
      text: 'Hello there',
      id: nextId(real),
    }),
  ),
)
const agent = { agent: 'ann' }
const on = (name: string, act: (real: Real, chat: number, model: Model) => Promise<unknown>) =>
  pick.map((one) => move(`${name}(${one})`, async (real, model) => act(real, await chatBy(real, one), model)))

const finish = fc
  .tuple(pick, status)
  .map(([one, to]) =>
    move(`finish(${one}, ${to})`, async (real) => real.desk.finish(await chatBy(real, one), { ...agent, status: to })),
  )
const setStatus = fc
  .tuple(pick, status)
  .map(([one, to]) =>
    move(`setStatus(${one}, ${to})`, async (real) =>
      real.desk.setStatus(await chatBy(real, one), { ...agent, status: to }),
    ),
  )
const update = fc
  .tuple(pick, changes)
  .map(([one, change]) =>
    move(`update(${one}, ${JSON.stringify(change)})`, async (real) =>
      real.desk.update(await chatBy(real, one), { ...agent, ...change }),
    ),
  )
const edit = fc
  .tuple(fc.nat({ max: 20 }), fc.boolean())
  .map(([one, isDeleted]) =>
    move(`edit(${one}, ${isDeleted})`, async (real, model) =>
      real.desk.edit(await messageBy(model, one), isDeleted ? { deleted: true } : { text: 'Edited' }),
    ),
  )
const splitAt = fc
  .tuple(pick, fc.nat({ max: 20 }))
  .map(([one, from]) =>
    move(`split(${one}, from ${from})`, async (real, model) =>
      real.desk.split(await chatBy(real, one), { ...agent, from: await messageBy(model, from) }),
    ),
  )
const wait = pause.map((span) =>
  move(`wait(${span})`, async (real) => {
    real.clock.advance(span)
    await real.desk.runDue()
    const next = await real.desk.nextDue()
    if (next !== null && next <= real.clock.now())
      throw new Error(`Something is due at ${next} after everything was done`)
  }),
)
/** Time passes and nobody looks: what comes next meets timers that are overdue. */
const lag = pause.map((span) => move(`lag(${span})`, async (real) => real.clock.advance(span)))

export const MOVES: readonly fc.Arbitrary<Move>[] = [
  receive,
  receive,
  receive,
  start,
  on('reply', (real, chat) => real.desk.reply(chat, { ...agent, text: 'Yes?', id: nextId(real) })),
  on('reply', (real, chat) => real.desk.reply(chat, { ...agent, text: 'Yes?', id: nextId(real) })),
  on('note', (real, chat) => real.desk.note(chat, { ...agent, text: 'A note' })),
  on('postpone', (real, chat) => real.desk.postpone(chat, agent)),
  on('split', (real, chat) => real.desk.split(chat, agent)),
  on('merge', (real, chat) => real.desk.merge(chat, agent)),
  on('merge', (real, chat) => real.desk.merge(chat, agent)),
  on('unmerge', (real, chat) => real.desk.unmerge(chat, agent)),
  finish,
  finish,
  setStatus,
  update,
  edit,
  splitAt,
  wait,
  lag,
]
