// What holds of every thread after every command (spec 1.2, 1.3), looked at through the desk and the store.
import { expect } from 'chai'
import { isLive } from '../../src/core/chat/lifecycle.js'
import type { ChatView } from '../../src/core/chat/view.js'
import type { Handled, RefusedResult } from '../../src/core/handle.js'
import type { Message } from '../../src/core/thread/message.js'
import type { Thread } from '../../src/core/thread/thread.js'
import { channelSetting } from '../../src/desk/channel-setting.js'
import type { MessageView } from '../../src/desk/queries.js'
import { CHANNELS, type Place, type StreamModel, WORKSPACE } from './place.js'
import { ACTIONS, attempt, type Probe, trialsOf } from './probe.js'

export async function checkThread(place: Place, key: string, model: StreamModel): Promise<void> {
  const probe = await probeOf(place, key)
  const views = await Promise.all(probe.thread.chats.map((chat) => place.desk.chat(chat.number)))
  const alive = views.filter((view) => view.state !== 'merged')
  checkLiveChats(probe.thread, alive)
  checkChain(probe.thread, views, alive)
  expect(probe.contact.everStarted).to.equal(true)
  const messages = await Promise.all(alive.map((view) => place.desk.messages(view.number)))
  checkStream(probe.messages, messages, model)
  for (const [index, view] of alive.entries()) checkSums(view, messages[index] ?? [])
  await checkTimers(place, alive)
  for (const view of views) await checkActions(place, probe, view)
}

export async function probeOf(place: Place, key: string): Promise<Probe> {
  const thread = await place.store.chain(WORKSPACE, key)
  if (thread === null) throw new Error(`No thread ${key}`)
  const { contact } = await place.store.load(WORKSPACE, { ...thread, isFresh: true })
  const options = CHANNELS.find((one) => one.id === thread.channel)
  if (contact === null || options === undefined) throw new Error(`No contact or channel of ${key}`)
  return {
    thread,
    contact,
    channel: channelSetting(options),
    messages: await streamOf(place, thread),
    now: place.clock.now(),
  }
}

function streamOf(place: Place, thread: Thread): Promise<readonly Message[]> {
  const chats = thread.chats.map((chat) => chat.number)
  return place.store.messages(WORKSPACE, thread.key, { fromSeq: 0, toSeq: thread.lastSeq + 1, chats })
}

/** The invariant: at most one live chat, and it is the current one. */
function checkLiveChats(thread: Thread, alive: readonly ChatView[]): void {
  const live = alive.filter((view) => isLive(view.state)).map((view) => view.number)
  expect(live).to.be.oneOf([live.slice(0, 0), live].filter((one) => one.length <= 1))
  if (live.length > 0) expect(live).to.deep.equal([thread.current])
}

/** Walking `next` from the first chat meets every chat but tombstones, in the order of the stream. */
function checkChain(thread: Thread, views: readonly ChatView[], alive: readonly ChatView[]): void {
  const walked: number[] = []
  let at = alive.find((view) => view.previous === null) ?? null
  while (at !== null && walked.length <= alive.length) {
    const { number, next } = at
    walked.push(number)
    const following = alive.find((view) => view.number === next) ?? null
    expect(following?.number ?? null, `next of ${number}`).to.equal(next)
    if (following !== null) expect(following.previous, `previous of ${following.number}`).to.equal(number)
    at = following
  }
  expect([...walked].sort()).to.deep.equal(alive.map((view) => view.number).sort())
  expect(walked.at(-1)).to.equal(thread.current)
  const begins = walked.map((number) => thread.chats.find((chat) => chat.number === number)?.firstSeq ?? 0)
  expect(begins.every((seq, index) => index === 0 || seq > (begins[index - 1] ?? 0))).to.equal(true)
  for (const tomb of views.filter((view) => view.state === 'merged')) {
    expect(alive.map((view) => view.number)).to.include(tomb.mergedInto)
  }
}

/** S7: the stream only grows at its end, and the chats divide it without rest. */
function checkStream(
  stream: readonly Message[],
  byChat: readonly (readonly MessageView[])[],
  model: StreamModel,
): void {
  expect(stream.map((message) => message.seq)).to.deep.equal(stream.map((_, index) => index + 1))
  const ids = stream.map((message) => message.id)
  expect(ids.slice(0, model.ids.length)).to.deep.equal(model.ids)
  model.ids = ids
  for (const messages of byChat) {
    expect(messages.map((one) => one.seq)).to.deep.equal(messages.map((one) => one.seq).sort((a, b) => a - b))
  }
  const notesElsewhere = new Set(stream.filter((one) => one.chat !== undefined).map((one) => one.id))
  const inLine = byChat.flat().filter((one) => !notesElsewhere.has(one.id))
  expect(inLine.map((one) => one.id)).to.deep.equal(ids.filter((id) => !notesElsewhere.has(id)))
  expect(
    byChat
      .flat()
      .map((one) => one.id)
      .sort(),
  ).to.deep.equal([...ids].sort())
}

/** What a chat says of its messages is what its messages say. */
function checkSums(view: ChatView, messages: readonly MessageView[]): void {
  const said = messages.filter((one) => one.kind === 'message')
  const by = (author: string) => said.filter((one) => one.author === author).length
  const counts = {
    customer: by('customer'),
    agent: by('agent'),
    automation: by('automation'),
    notes: messages.length - said.length,
  }
  expect(view.counts, `counts of ${view.number}`).to.deep.equal(counts)
  const afterAgent = said.slice(said.findLastIndex((one) => one.author === 'agent') + 1)
  const waiting = afterAgent.find((one) => one.author === 'customer')?.at ?? null
  expect(view.waitingSince, `waitingSince of ${view.number}`).to.equal(waiting)
  if (view.autoFinishAt === null) return
  const last = said.findLast((one) => one.author !== 'automation')
  if (last === undefined) return
  const minutes = (Date.parse(view.autoFinishAt) - Date.parse(last.at)) / 60_000
  expect(minutes, `silence of ${view.number}`).to.be.at.least(10)
  expect(minutes % 5, `silence of ${view.number}`).to.equal(0)
}

/** Silence that is due has a timer that fires no later. */
async function checkTimers(place: Place, alive: readonly ChatView[]): Promise<void> {
  const timers = await place.store.timers(WORKSPACE, { limit: 10_000 })
  for (const view of alive) {
    const silence = timers.filter((timer) => timer.kind === 'silence' && timer.chat === view.number)
    if (view.autoFinishAt === null) continue
    expect(silence, `silence timers of ${view.number}`).to.have.length(1)
    expect((silence[0]?.due ?? '') <= view.autoFinishAt).to.equal(true)
  }
}

/** S8: an action is listed exactly when it would be accepted; of a merged chat everything is refused with the survivor's number. */
async function checkActions(place: Place, probe: Probe, view: ChatView): Promise<void> {
  const { thread: window } = await place.store.load(WORKSPACE, {
    ...probe.thread,
    chat: view.number,
    isFresh: true,
  })
  if (window === null) throw new Error(`No window on chat ${view.number}`)
  for (const action of ACTIONS) {
    const trials = trialsOf(action, view.number, probe)
    if (trials.length === 0) continue
    const answers = await Promise.all(trials.map((trial) => attempt(probe, trial)))
    const byWindow = await Promise.all(trials.map((trial) => attempt({ ...probe, thread: window }, trial)))
    expect(byWindow.map(said), `${action} of ${view.number} by its window`).to.deep.equal(answers.map(said))
    const isAccepted = answers.some((answer) => answer.refused === null)
    expect(view.actions.includes(action), `${action} of ${view.state} chat ${view.number}`).to.equal(isAccepted)
    if (view.state !== 'merged') continue
    for (const { refused } of answers) {
      expect(refused?.code, `${action} of merged ${view.number}`).to.equal('merged')
      expect(refused?.number, `${action} of merged ${view.number}`).to.equal(view.mergedInto)
    }
  }
  const isThere = (number: number | null) => number !== null && view.state !== 'merged'
  expect(view.actions.includes('go-previous')).to.equal(isThere(view.previous))
  expect(view.actions.includes('go-next')).to.equal(isThere(view.next))
  const shown = view.state === 'merged' ? [] : await place.desk.messages(view.number, { previous: true })
  expect(view.actions.includes('show-previous')).to.equal(shown.some((one) => one.previous))
}

/** What a command told; the thread apart, of which a window holds less. */
function said(answer: Handled | RefusedResult): unknown {
  if (answer.refused !== null) return answer.refused
  const { thread: _, trace: __, ...rest } = answer
  return rest
}
