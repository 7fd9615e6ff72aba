// Split puts a border into the stream, merge takes it out, unmerge puts it back (spec S1–S7). No message moves.
import type { Chat, ChatCore, MergeRecord } from '../chat/chat.js'
import { isLive, type Lifecycle } from '../chat/lifecycle.js'
import { emptyPart, type Part, type Spoken, sumParts, withSpoken } from '../chat/part.js'
import type { Command } from './command.js'
import {
  accepted,
  addChat,
  chatIn,
  type Decision,
  type Draft,
  FRESH_LIFECYCLE,
  patchChat,
  refused,
  withEvents,
} from './draft.js'
import { agentMessagesIn, joinedCore, recounted, separatedCores } from './join.js'
import type { Message } from './message.js'
import { findChat, findCurrent, step } from './place.js'
import type { Setting } from './setting.js'
import { numberOf } from './speak.js'
import { chatOf } from './thread.js'

type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>

export function split(draft: Draft, command: CommandOf<'split'>, setting: Setting): Decision {
  if (command.from !== undefined) return splitFromLetter(draft, command, command.from, setting)
  const found = findChat(draft.thread, command.chat)
  if (found.chat === null) return refused(found.refusal)
  const chat = found.chat
  const origin = chat.lifecycle.reopenedFrom
  const answer = step(draft.thread, chat, { type: 'split', reopenedFrom: origin?.state ?? null })
  if (answer.refusal !== null) return refused(answer.refusal)
  const newSince = chat.lifecycle.newSince
  if (newSince === null || origin === null)
    return refused({ code: 'nothing-to-split', message: 'There are no new messages' })
  return accepted(cut(draft, command, chat, newSince, origin, chat.parts, numberOf(setting)))
}

/** E-mail: everything from the named letter on leaves, whatever the chat's state. */
function splitFromLetter(draft: Draft, command: CommandOf<'split'>, from: string, setting: Setting): Decision {
  const found = findCurrent(draft.thread, command.chat)
  if (found.chat === null) return refused(found.refusal)
  const chat = found.chat
  if (setting.channel.kind !== 'email') {
    return refused({
      code: 'invalid',
      message: 'Only a chat on an e-mail channel can be split at a chosen message',
      pointer: '/from',
    })
  }
  const letter = setting.messages.find((one) => one.id === from && one.kind === 'message')
  if (letter === undefined || letter.seq < chat.firstSeq) {
    return refused({ code: 'not-found', message: `Chat ${chat.number} has no message ${from}`, pointer: '/from' })
  }
  if (letter.seq === chat.firstSeq) {
    return refused({ code: 'nothing-to-split', message: 'The chat begins with that message', pointer: '/from' })
  }
  const parts = cutParts(chat.parts, letter.seq, setting.messages)
  const stays = sumParts(parts.filter((part) => part.fromSeq < letter.seq))
  const { reopenedFrom } = chat.lifecycle
  const answer = step(draft.thread, chat, {
    type: 'split.from',
    reopenedFrom: reopenedFrom?.state ?? null,
    customerSpokeLast: stays.lastHuman?.by !== 'agent',
  })
  if (answer.refusal !== null) return refused(answer.refusal)
  const former: Lifecycle = isLive(chat.lifecycle.state)
    ? (reopenedFrom ?? {
        ...chat.lifecycle,
        state: answer.state,
        finish: { at: command.at, by: 'split', agent: command.agent },
      })
    : chat.lifecycle
  return accepted(cut(draft, command, chat, letter.seq, former, parts, numberOf(setting)))
}

/**
 * The parts with a border at `seq`; the part that holds it is summed anew from the messages, as they were when they came. Notes that
 * were written on the chat while it was an older one stand further down the stream and stay.
 */
function cutParts(parts: readonly Part[], seq: number, messages: readonly Message[]): readonly Part[] {
  return parts.flatMap((part, index) => {
    const end = parts[index + 1]?.fromSeq ?? Number.POSITIVE_INFINITY
    if (seq <= part.fromSeq || seq >= end) return [part]
    const own = messages.filter((one) => one.chat === undefined && one.seq >= part.fromSeq && one.seq < end)
    const sum = (some: readonly Message[], fromSeq: number) => some.map(asItCame).reduce(withSpoken, emptyPart(fromSeq))
    const [left, right] = [
      sum(
        own.filter((one) => one.seq < seq),
        part.fromSeq,
      ),
      sum(
        own.filter((one) => one.seq >= seq),
        seq,
      ),
    ]
    const counts = { ...left.counts, notes: part.counts.notes - right.counts.notes }
    return [{ ...left, counts, ...(part.afterMerge ? { afterMerge: true as const } : {}) }, right]
  })
}

function asItCame(message: Message): Spoken {
  const first = message.history?.[0]
  return first === undefined ? message : { ...message, text: first.text, textNow: message.text }
}

function cut(
  draft: Draft,
  command: CommandOf<'split'>,
  chat: Chat,
  seq: number,
  former: Lifecycle,
  parts: readonly Part[],
  number: number,
): Draft {
  const leaves = parts.filter((part) => part.fromSeq >= seq)
  const since = chat.lifecycle.reopenedAt
  const movesAlong = (anchor: string) => chat.lifecycle.newSince === seq && since !== null && anchor >= since
  const waits = Object.entries(chat.waits)
  const stays = parts.filter((part) => part.fromSeq < seq)
  const delayed = Object.entries(chat.delayed)
  const rest = patchChat(draft, chat.number, {
    lifecycle: former,
    parts: stays,
    silence: { postponedMs: 0, warnedFor: null, timerAt: chat.silence.timerAt },
    waits: Object.fromEntries(waits.filter(([, wait]) => !movesAlong(wait.anchor))),
    delayed: Object.fromEntries(delayed.filter(([, one]) => one.afterSeq < seq)),
  })
  const born = addChat(rest, {
    number,
    firstSeq: seq,
    startedAt: command.at,
    startedBy: 'split',
    isFirstOnChannel: false,
    lifecycle: FRESH_LIFECYCLE,
    details: { subject: null, tags: [], fields: {}, priority: 'normal', assignee: chat.details.assignee },
    parts: leaves,
    silence: { postponedMs: chat.silence.postponedMs, warnedFor: null, timerAt: null },
    waits: Object.fromEntries(waits.filter(([, wait]) => movesAlong(wait.anchor))),
    delayed: recounted(Object.fromEntries(delayed.filter(([, one]) => one.afterSeq >= seq)), -agentMessagesIn(stays)),
    splitFrom: chat.number,
    splitOrigin: chat.lifecycle,
  })
  return withEvents(
    { ...born, outcome: 'split' },
    { type: 'chat.split-off', chat: number, at: command.at, from: chat.number, agent: command.agent },
  )
}

export function merge(draft: Draft, command: CommandOf<'merge'>): Decision {
  const found = findCurrent(draft.thread, command.chat)
  if (found.chat === null) return refused(found.refusal)
  const chat = found.chat
  const survivor = chatOf(draft.thread, chat.previous)
  if (survivor === null) return refused({ code: 'no-previous', message: `Chat ${chat.number} has no chat before it` })
  const goesBack = isLive(chat.lifecycle.state) && chat.splitFrom === survivor.number ? originBeforeSplit(chat) : null
  const lifecycle: Lifecycle = goesBack ?? {
    ...chat.lifecycle,
    state: isLive(chat.lifecycle.state) ? 'active' : chat.lifecycle.state,
    activation: survivor.lifecycle.activation + chat.lifecycle.activation,
    reopenedAt: chat.lifecycle.reopenedAt ?? chat.startedAt,
    newSince: null,
    reopenedFrom: null,
  }
  const died = step(draft.thread, chat, { type: 'merge' })
  if (died.refusal !== null) return refused(died.refusal)
  const took = step(draft.thread, survivor, { type: 'take-over', state: lifecycle.state })
  if (took.refusal !== null) return refused(took.refusal)
  const after: ChatCore = { ...joinedCore(survivor, chat), lifecycle }
  const record: MergeRecord = {
    into: survivor.number,
    at: command.at,
    survivorBefore: coreOf(survivor),
    survivorAfter: after,
    self: coreOf(chat),
  }
  const buried = patchChat(draft, chat.number, {
    lifecycle: { ...chat.lifecycle, state: 'merged', newSince: null, reopenedFrom: null },
    parts: [],
    waits: {},
    delayed: {},
    silence: { postponedMs: 0, warnedFor: null, timerAt: chat.silence.timerAt },
    merge: record,
  })
  const joined = patchChat(buried, survivor.number, {
    ...after,
    next: null,
    absorbed: [...survivor.absorbed, chat.number],
  })
  return accepted(
    withEvents(
      {
        ...joined,
        thread: { ...joined.thread, current: survivor.number },
        contact: { ...joined.contact, chatsOnChannel: joined.contact.chatsOnChannel - 1 },
        outcome: 'merged',
        chat: survivor.number,
      },
      {
        type: 'chat.merged',
        chat: survivor.number,
        at: command.at,
        into: survivor.number,
        agent: command.agent,
        merged: chat.number,
      },
    ),
  )
}

/**
 * What merging a live split-born chat back gives its origin. A finished origin (e-mail) comes back only while nobody has written
 * since the split: a new letter must not end up in a finished chat.
 */
function originBeforeSplit(chat: Chat): Lifecycle | null {
  const origin = chat.splitOrigin
  if (origin === null || isLive(origin.state)) return origin
  const spoken = sumParts(chat.parts).lastHuman
  return spoken === null || spoken.at <= chat.startedAt ? origin : null
}

export function unmerge(draft: Draft, command: CommandOf<'unmerge'>): Decision {
  const found = findCurrent(draft.thread, command.chat)
  if (found.chat === null) return refused(found.refusal)
  const survivor = found.chat
  const tomb = chatOf(draft.thread, survivor.absorbed.at(-1) ?? null)
  const record = tomb?.merge
  if (tomb === null || record == null) {
    return refused({ code: 'nothing-to-unmerge', message: `Nothing was merged into chat ${survivor.number}` })
  }
  const { survivor: back, revived } = separatedCores(survivor, tomb.firstSeq, record, command.at)
  const rose = step(draft.thread, tomb, { type: 'take-over', state: revived.lifecycle.state })
  if (rose.refusal !== null) return refused(rose.refusal)
  const returned = step(draft.thread, survivor, { type: 'take-over', state: back.lifecycle.state })
  if (returned.refusal !== null) return refused(returned.refusal)
  const alive = patchChat(draft, tomb.number, { ...revived, merge: null, previous: survivor.number, next: null })
  const apart = patchChat(alive, survivor.number, {
    ...back,
    next: tomb.number,
    absorbed: chatIn(alive, survivor.number).absorbed.slice(0, -1),
  })
  return accepted(
    withEvents(
      {
        ...apart,
        thread: { ...apart.thread, current: tomb.number },
        contact: { ...apart.contact, chatsOnChannel: apart.contact.chatsOnChannel + 1 },
        outcome: 'unmerged',
        chat: tomb.number,
      },
      { type: 'chat.unmerged', chat: tomb.number, at: command.at, out: survivor.number, agent: command.agent },
    ),
  )
}

function coreOf(chat: Chat): ChatCore {
  const { lifecycle, details, parts, silence, waits, delayed, marks } = chat
  return { lifecycle, details, parts, silence, waits, delayed, marks }
}
