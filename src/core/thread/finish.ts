// The end of an activation: by an agent, by a rule, by silence (spec L3, L4, L6, L9).
import type { Chat } from '../chat/chat.js'
import { type FinishedBy, isLive, type Status, stateOf, statusOf } from '../chat/lifecycle.js'
import { sumParts } from '../chat/part.js'
import type { Command } from './command.js'
import { accepted, chatIn, type Decision, type Draft, patchChat, refused, settleParts, withEvents } from './draft.js'
import { findChat, step } from './place.js'
import type { ChannelSetting, Setting } from './setting.js'

type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>

/** When silence is due for a live chat; `null` when it never is. Milliseconds since 1970. */
export function silenceDue(chat: Chat, channel: ChannelSetting): number | null {
  if (channel.finishAfterMs === null || !isLive(chat.lifecycle.state)) return null
  const last = sumParts(chat.parts).lastHuman?.at ?? chat.lifecycle.reopenedAt ?? chat.startedAt
  return Date.parse(last) + channel.finishAfterMs + chat.silence.postponedMs
}

export function silenceFinishes(chat: Chat, channel: ChannelSetting): boolean {
  return channel.finishAfterMs !== null && isLive(chat.lifecycle.state)
}

export function finish(draft: Draft, command: CommandOf<'finish'>, setting: Setting): Decision {
  const decision = finishChat(draft, command.chat, {
    status: command.status,
    at: command.at,
    by: 'agent',
    agent: command.agent,
    closedIsOffered: !setting.channel.endless,
  })
  if (decision.refused !== null || command.status !== 'pending') return decision
  const waits = sumParts(chatIn(decision.draft, command.chat).parts).lastHuman?.by === 'customer'
  return waits ? accepted({ ...decision.draft, warnings: [...decision.draft.warnings, 'customer-waiting'] }) : decision
}

export interface Finishing {
  readonly status: Status
  readonly at: string
  readonly by: FinishedBy
  readonly agent?: string
  readonly closedIsOffered: boolean
}

export function finishChat(draft: Draft, number: number, how: Finishing): Decision {
  const found = findChat(draft.thread, number)
  if (found.chat === null) return refused(found.refusal)
  const answer = step(draft.thread, found.chat, {
    type: 'finish',
    status: how.status,
    closedIsOffered: how.closedIsOffered,
  })
  if (answer.refusal !== null) return refused(answer.refusal)
  return accepted(ended(draft, found.chat, how))
}

function ended(draft: Draft, chat: Chat, how: Finishing): Draft {
  const agent = how.agent === undefined ? {} : { agent: how.agent }
  const next = patchChat(draft, chat.number, {
    lifecycle: {
      state: stateOf(how.status),
      activation: chat.lifecycle.activation,
      reopenedAt: chat.lifecycle.reopenedAt,
      finish: { at: how.at, by: how.by, ...agent },
      newSince: null,
      reopenedFrom: null,
    },
    parts: settleParts(chat.parts),
    silence: { ...chat.silence, postponedMs: 0, warnedFor: null },
  })
  return withEvents(
    { ...next, outcome: 'finished', chat: chat.number },
    { type: 'chat.finished', chat: chat.number, at: how.at, by: how.by, status: how.status, ...agent },
  )
}

/** The silence timer looks: it finishes, warns, or looks again later. */
export function silence(draft: Draft, command: CommandOf<'timer'>, setting: Setting): Decision {
  const found = findChat(draft.thread, command.chat)
  const looked: Draft = { ...draft, outcome: 'looked', chat: command.chat }
  if (found.chat === null) return accepted(looked)
  const chat = found.chat
  const rung = patchChat(looked, chat.number, { silence: { ...chat.silence, timerAt: null } })
  const due = silenceDue(chat, setting.channel)
  const now = Date.parse(command.at)
  const customerSpokeLast = sumParts(chat.parts).lastHuman?.by !== 'agent'
  const answer = step(draft.thread, chat, { type: 'silence', isDue: due !== null && now >= due, customerSpokeLast })
  if (answer.refusal !== null) return accepted(rung)
  if (answer.deed === 'finish') {
    const status = statusOf(answer.state) ?? 'open'
    return accepted(
      ended(rung, chatIn(rung, chat.number), { status, at: command.at, by: 'timer', closedIsOffered: false }),
    )
  }
  if (answer.deed !== 'lookAgain' || due === null || now < due - setting.channel.warnBeforeMs) return accepted(rung)
  const dueAt = new Date(due).toISOString()
  if (chat.silence.warnedFor === dueAt || setting.channel.warnBeforeMs === 0) return accepted(rung)
  const warned = patchChat(rung, chat.number, { silence: { ...chat.silence, timerAt: null, warnedFor: dueAt } })
  return accepted(withEvents(warned, { type: 'chat.finish-soon', chat: chat.number, at: command.at, due: dueAt }))
}

export function postpone(draft: Draft, command: CommandOf<'postpone'>, setting: Setting): Decision {
  const found = findChat(draft.thread, command.chat)
  if (found.chat === null) return refused(found.refusal)
  const due = silenceDue(found.chat, setting.channel)
  if (!isLive(found.chat.lifecycle.state)) {
    return refused({ code: 'already-finished', message: 'The chat is already finished' })
  }
  if (due === null) {
    return refused({ code: 'no-automatic-finish', message: 'Chats of this channel are not finished automatically' })
  }
  const postponedMs = found.chat.silence.postponedMs + setting.channel.postponeMs
  const next = patchChat(draft, command.chat, { silence: { ...found.chat.silence, postponedMs } })
  const until = new Date(due + setting.channel.postponeMs).toISOString()
  return accepted(
    withEvents(
      { ...next, outcome: 'postponed', chat: command.chat },
      { type: 'chat.postponed', chat: command.chat, at: command.at, due: until },
    ),
  )
}
