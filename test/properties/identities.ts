// Split then merge, and merge then unmerge, tried on what is stored without changing it (spec S4, S5).
import { expect } from 'chai'
import type { Chat } from '../../src/core/chat/chat.js'
import { isLive } from '../../src/core/chat/lifecycle.js'
import { sumParts } from '../../src/core/chat/part.js'
import { chatView } from '../../src/core/thread/chat-view.js'
import { chatOf, currentChat } from '../../src/core/thread/thread.js'
import { probeOf } from './invariants.js'
import type { Place } from './place.js'
import { after, attempt, FREE_NUMBER, type Probe, type Trial } from './probe.js'

export async function checkIdentities(place: Place, key: string): Promise<void> {
  const probe = await probeOf(place, key)
  const current = currentChat(probe.thread)
  if (current === null) return
  const split: Trial = { type: 'split', chat: current.number, agent: 'ann' }
  const letters = probe.channel.kind === 'email' ? probe.messages.slice(-3) : []
  for (const trial of [split, ...letters.map(({ id }) => ({ ...split, from: id }))]) {
    if ((await attempt(probe, trial)).refused === null) await splitThenMerge(probe, current, trial)
  }
  const merge: Trial = { type: 'merge', chat: current.number, agent: 'ann' }
  if ((await attempt(probe, merge)).refused === null) await mergeThenUnmerge(probe, current, merge)
}

async function splitThenMerge(probe: Probe, origin: Chat, split: Trial): Promise<void> {
  const merge: Trial = { type: 'merge', chat: FREE_NUMBER, agent: 'ann' }
  const apart = await after(probe, split)
  const back = await after(apart, merge)
  expect(back.thread.current).to.equal(origin.number)
  expect(back.thread.lastSeq).to.equal(probe.thread.lastSeq)
  expect(originOf(back, origin)).to.deep.equal(originOf(probe, origin))
  expect(told(back)).to.deep.equal(told(probe))
  // The border is where it was: splitting once more makes the same chat.
  const again = await after({ ...back, thread: { ...back.thread } }, split)
  expect(bornOf(again)).to.deep.equal(bornOf(apart))

  // What is said in the meantime stays behind the same border; a finished origin is live with it.
  const went = await after(
    { ...apart, now: new Date(Date.parse(apart.now) + 1).toISOString() },
    {
      type: 'agent.message',
      chat: FREE_NUMBER,
      agent: 'ann',
      text: 'meanwhile',
      attachments: [],
    },
  )
  const joined = chatOf((await after(went, merge)).thread, origin.number)
  if (isLive(origin.lifecycle.state)) expect(joined?.lifecycle).to.deep.equal(origin.lifecycle)
  else expect(joined?.lifecycle.state).to.equal('active')
}

/** The origin without its memory of the merge (tombstone, merge border) and what timers keep. */
function originOf(probe: Probe, origin: Chat) {
  const chat = chatOf(probe.thread, origin.number)
  if (chat === null) throw new Error(`No chat ${origin.number}`)
  const { version: _, absorbed: __, parts, silence, ...rest } = chat
  const newSince = chat.lifecycle.newSince ?? Number.POSITIVE_INFINITY
  const { version: ___, actions, ...view } = chatView(probe.thread, chat, probe.channel)
  return {
    rest,
    postponedMs: silence.postponedMs,
    before: withoutBorder(sumParts(parts.filter((part) => part.fromSeq < newSince))),
    since: withoutBorder(sumParts(parts.filter((part) => part.fromSeq >= newSince))),
    view,
    actions: actions.filter((action) => action !== 'unmerge'),
  }
}

function withoutBorder({ afterMerge: _, ...part }: ReturnType<typeof sumParts>) {
  return part
}

function bornOf(probe: Probe) {
  const chat = chatOf(probe.thread, FREE_NUMBER)
  if (chat === null) throw new Error('Nothing was split off')
  const { version: _, ...view } = chatView(probe.thread, chat, probe.channel)
  return { ...view, parts: chat.parts.map(withoutBorder) }
}

async function mergeThenUnmerge(probe: Probe, chat: Chat, merge: Trial): Promise<void> {
  const into = chat.previous ?? 0
  const unmerge: Trial = { type: 'unmerge', chat: into, agent: 'ann' }
  const joined = await after(probe, merge)
  const back = await after(joined, unmerge)
  expect(bothOf(back, chat, into)).to.deep.equal(bothOf(probe, chat, into))
  expect(told(back)).to.deep.equal(told(probe))
  expect(back.thread.current).to.equal(chat.number)
  expect(back.thread.chats.map((one) => one.number)).to.deep.equal(probe.thread.chats.map((one) => one.number))
  const once = chatOf(joined.thread, into)
  const twice = chatOf((await after(back, merge)).thread, into)
  expect(unversioned(twice)).to.deep.equal(unversioned(once))

  // All that came since the merge goes to the chat that lives again; the survivor is as it was.
  const spoken = await after(joined, {
    type: 'agent.message',
    chat: into,
    agent: 'ann',
    text: 'meanwhile',
    attachments: [],
  })
  const parted = await after(spoken, unmerge)
  const isOverdue = Object.values(chatOf(probe.thread, into)?.waits ?? {}).some((wait) => wait.timerAt <= probe.now)
  if (!isOverdue) expect(wholeOf(parted, into)).to.deep.equal(wholeOf(probe, into))
  const revived = chatOf(parted.thread, chat.number)
  expect(sumParts(revived?.parts ?? []).counts.agent).to.equal(sumParts(chat.parts).counts.agent + 1)
}

function bothOf(probe: Probe, chat: Chat, into: number) {
  return { survivor: wholeOf(probe, into), merged: wholeOf(probe, chat.number) }
}

/** A chat to the last field, and its view. */
function wholeOf(probe: Probe, number: number) {
  const chat = chatOf(probe.thread, number)
  if (chat === null) throw new Error(`No chat ${number}`)
  const { version: _, ...view } = chatView(probe.thread, chat, probe.channel)
  return { chat: unversioned(chat), view }
}

/** The versions count the commands; when a silence timer looks is the timer's business. */
function unversioned(chat: Chat | null) {
  if (chat === null) return null
  const { version: _, silence, ...rest } = chat
  return { ...rest, postponedMs: silence.postponedMs, warnedFor: silence.warnedFor }
}

function told({ contact }: Probe) {
  const { version: _, ...rest } = contact
  return rest
}
