// What people say: a customer's message (routing, spec 1.2 and L1, L12), an agent's (L2), and an agent who writes first (L11).
import { withoutActivationMarks } from '../chat/activation-marks.js'
import type { Chat } from '../chat/chat.js'
import { type Status, statusOf } from '../chat/lifecycle.js'
import type { Command } from './command.js'
import {
  accepted,
  addChat,
  append,
  type Decision,
  type Draft,
  derivedId,
  patchChat,
  refused,
  withEvents,
} from './draft.js'
import { learned } from './learn.js'
import type { Message } from './message.js'
import { findCurrent, step } from './place.js'
import type { Setting } from './setting.js'
import { currentChat } from './thread.js'

type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>

/** Whether the command will begin a new chat and so needs a number. */
export function needsNumber(current: Chat | null, command: Command): boolean {
  switch (command.type) {
    case 'customer.message':
    case 'start':
      return current === null || current.lifecycle.state === 'closed'
    case 'split':
      return true
    default:
      return false
  }
}

export function receive(draft: Draft, command: CommandOf<'customer.message'>, setting: Setting): Decision {
  const known: Draft = { ...draft, contact: learned(draft.contact, command.customer) }
  const current = currentChat(draft.thread)
  const message = {
    id: command.messageId,
    author: 'customer' as const,
    kind: 'message' as const,
    text: command.text,
    attachments: command.attachments,
    at: command.at,
    ...(command.sentAt === undefined ? {} : { sentAt: command.sentAt }),
    ...(isLate(current, command.sentAt) ? { late: true as const } : {}),
    ...(command.automated ? { automated: true as const } : {}),
    ...(command.language === undefined ? {} : { language: command.language }),
    ...(setting.isQuietAnswer ? { answersWorkflow: true as const } : {}),
    ...(command.authorName === undefined ? {} : { authorName: command.authorName }),
  }
  const received = (next: Draft) =>
    withEvents(next, { type: 'message.received', chat: next.chat, at: command.at, message: message.id })
  if (current === null) return accepted(received(append(begin(known, command, setting), numberOf(setting), message)))
  const answer = step(draft.thread, current, { type: setting.isQuietAnswer ? 'customer.answer' : 'customer.message' })
  if (answer.refusal !== null) return refused(answer.refusal)
  if (answer.deed === 'startNewChat') {
    return accepted(received(append(begin(known, command, setting), numberOf(setting), message)))
  }
  if (answer.deed === 'append') {
    return accepted(received({ ...append(known, current.number, message), outcome: 'appended', chat: current.number }))
  }
  const reopened = patchChat(known, current.number, {
    lifecycle: {
      state: answer.state,
      activation: current.lifecycle.activation + 1,
      reopenedAt: command.at,
      finish: current.lifecycle.finish,
      newSince: draft.thread.lastSeq + 1,
      reopenedFrom: current.lifecycle,
    },
    marks: withoutActivationMarks(current.marks),
  })
  const told = withEvents(append(reopened, current.number, message, true), {
    type: 'chat.reopened',
    chat: current.number,
    at: command.at,
    by: 'customer',
    from: finishedStatus(current),
  })
  return accepted(received({ ...told, outcome: 'reopened', chat: current.number }))
}

/** An agent's message in the current chat; on a finished one it resumes. */
export function reply(draft: Draft, command: CommandOf<'agent.message'>): Decision {
  const found = findCurrent(draft.thread, command.chat)
  if (found.chat === null) return refused(found.refusal)
  return say(draft, found.chat, command)
}

export function startByAgent(draft: Draft, command: CommandOf<'start'>, setting: Setting): Decision {
  const known: Draft = { ...draft, contact: learned(draft.contact, command.customer) }
  const current = currentChat(draft.thread)
  if (current !== null && current.lifecycle.state !== 'closed') return say(known, current, command)
  const number = numberOf(setting)
  const begun = addChat(known, {
    number,
    firstSeq: draft.thread.lastSeq + 1,
    startedAt: command.at,
    startedBy: 'agent',
    isFirstOnChannel: !draft.contact.everStarted,
  })
  const told = withEvents(
    { ...begun, outcome: 'started' },
    { type: 'chat.started-by-agent', chat: number, at: command.at, agent: command.agent },
  )
  return accepted(spoken(told, number, command))
}

function say(draft: Draft, chat: Chat, command: CommandOf<'agent.message'> | CommandOf<'start'>): Decision {
  const answer = step(draft.thread, chat, { type: 'agent.message' })
  if (answer.refusal !== null) return refused(answer.refusal)
  if (answer.deed !== 'resume')
    return accepted(spoken({ ...draft, outcome: 'appended', chat: chat.number }, chat.number, command))
  const resumed = patchChat(draft, chat.number, {
    lifecycle: {
      state: answer.state,
      activation: chat.lifecycle.activation + 1,
      reopenedAt: command.at,
      finish: chat.lifecycle.finish,
      newSince: null,
      reopenedFrom: null,
    },
    marks: withoutActivationMarks(chat.marks),
  })
  const told = withEvents(
    { ...resumed, outcome: 'resumed', chat: chat.number },
    {
      type: 'chat.resumed',
      chat: chat.number,
      at: command.at,
      agent: command.agent,
      from: finishedStatus(chat),
    },
  )
  return accepted(spoken(told, chat.number, command))
}

function spoken(draft: Draft, chat: number, command: CommandOf<'agent.message'> | CommandOf<'start'>): Draft {
  const id = command.messageId ?? derivedId(draft, command.id)
  const message: Omit<Message, 'seq'> = {
    id,
    author: 'agent',
    agent: command.agent,
    kind: 'message',
    text: command.text,
    attachments: command.attachments,
    at: command.at,
    delivery: command.echo ? 'sent' : 'pending',
  }
  const said = withEvents(append(draft, chat, message), {
    type: 'message.sent',
    chat,
    at: command.at,
    message: id,
    agent: command.agent,
  })
  if (command.echo) return said
  return {
    ...said,
    effects: [
      ...said.effects,
      {
        type: 'send-message',
        id: `${command.id}/send`,
        chat,
        at: command.at,
        channel: draft.thread.channel,
        customer: draft.thread.customer,
        message: id,
        text: command.text,
        attachments: command.attachments,
        agent: command.agent,
      },
    ],
  }
}

function begin(draft: Draft, command: CommandOf<'customer.message'>, setting: Setting): Draft {
  const number = numberOf(setting)
  const begun = addChat(draft, {
    number,
    firstSeq: draft.thread.lastSeq + 1,
    startedAt: command.at,
    startedBy: 'customer',
    isFirstOnChannel: !draft.contact.everStarted,
  })
  return withEvents(
    { ...begun, outcome: 'started' },
    { type: 'chat.started', chat: number, at: command.at, by: 'customer' },
  )
}

export function numberOf(setting: Setting): number {
  if (setting.nextNumber === null) throw new Error('The command begins a chat: the context must bring nextNumber')
  return setting.nextNumber
}

function finishedStatus(chat: Chat): Status {
  return statusOf(chat.lifecycle.state) ?? 'open'
}

function isLate(current: Chat | null, sentAt: string | undefined): boolean {
  const finish = current?.lifecycle.finish
  if (finish == null || sentAt === undefined) return false
  return Date.parse(sentAt) < Date.parse(finish.at)
}
