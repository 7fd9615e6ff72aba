// What may be changed on every chat that isn't merged, in every state (spec L2, L5, L14).
import type { Chat, Details } from '../chat/chat.js'
import { type Status, statusOf } from '../chat/lifecycle.js'
import type { Json } from '../json.js'
import type { Changes, Command } from './command.js'
import { accepted, append, type Decision, type Draft, derivedId, patchChat, refused, withEvents } from './draft.js'
import type { Actor, Change, ChangedDetail, ChangeSet } from './event.js'
import { learned } from './learn.js'
import { findChat, step } from './place.js'
import type { Setting } from './setting.js'

type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>

export function note(draft: Draft, command: CommandOf<'note'>): Decision {
  const found = findChat(draft.thread, command.chat)
  if (found.chat === null) return refused(found.refusal)
  const id = derivedId(draft, command.id)
  const written = append(draft, command.chat, {
    id,
    author: 'agent',
    agent: command.agent,
    kind: 'note',
    text: command.text,
    attachments: command.attachments,
    at: command.at,
  })
  return accepted(
    withEvents(
      { ...written, outcome: 'noted', chat: command.chat },
      { type: 'note.added', chat: command.chat, at: command.at, message: id, agent: command.agent },
    ),
  )
}

export function update(draft: Draft, command: CommandOf<'update'>, setting: Setting): Decision {
  const found = findChat(draft.thread, command.chat)
  if (found.chat === null) return refused(found.refusal)
  if (command.ifVersion !== undefined && command.ifVersion !== found.chat.version) {
    return refused({
      code: 'conflict',
      message: `Chat ${command.chat} has changed since version ${command.ifVersion}; it is at ${found.chat.version}`,
      pointer: '/ifVersion',
    })
  }
  const told = command.learned
  const known =
    told === undefined ? draft : { ...draft, contact: learned(draft.contact, { ...told, id: draft.contact.id }) }
  return changeChat(known, found.chat, {
    changes: command.changes,
    ...(command.status === undefined ? {} : { status: command.status }),
    at: command.at,
    by: 'agent',
    ...(command.agent === undefined ? {} : { agent: command.agent }),
    closedIsOffered: !setting.channel.endless,
  })
}

export interface Changing {
  readonly changes: Changes
  readonly status?: Status
  readonly at: string
  readonly by: Actor
  readonly agent?: string
  readonly closedIsOffered: boolean
}

/** Applies what differs and tells it in one event; nothing different is `unchanged`. */
export function changeChat(draft: Draft, chat: Chat, how: Changing): Decision {
  let lifecycle = chat.lifecycle
  if (how.status !== undefined) {
    const answer = step(draft.thread, chat, {
      type: 'set-status',
      status: how.status,
      closedIsOffered: how.closedIsOffered,
    })
    if (answer.refusal !== null) return refused(answer.refusal)
    lifecycle = { ...lifecycle, state: answer.state }
  }
  const details = changedDetails(chat.details, how.changes)
  const before = { ...chat.details, status: statusOf(chat.lifecycle.state) }
  const changes = differences(before, { ...details, status: statusOf(lifecycle.state) })
  if (Object.keys(changes).length === 0) return accepted({ ...draft, outcome: 'unchanged', chat: chat.number })
  return accepted(
    withEvents(
      { ...patchChat(draft, chat.number, { lifecycle, details }), outcome: 'updated', chat: chat.number },
      {
        type: 'chat.updated',
        chat: chat.number,
        at: how.at,
        by: how.by,
        ...(how.agent === undefined ? {} : { agent: how.agent }),
        changes,
      },
    ),
  )
}

function changedDetails(details: Details, changes: Changes): Details {
  const subject = changes.subject === undefined ? details.subject : changes.subject?.trim() || null
  const fields = Object.entries({ ...details.fields, ...changes.fields }).filter(([, value]) => value !== null)
  return {
    subject,
    tags: changes.tags === undefined ? details.tags : [...new Set(changes.tags)],
    fields: changes.fields === undefined ? details.fields : Object.fromEntries(fields),
    priority: changes.priority ?? details.priority,
    assignee: changes.assignee === undefined ? details.assignee : changes.assignee,
  }
}

type Comparable = { readonly [detail in ChangedDetail]: Json }

const DETAILS: readonly ChangedDetail[] = ['subject', 'status', 'tags', 'fields', 'priority', 'assignee']

function differences(before: Comparable, after: Comparable): ChangeSet {
  const changes: { [detail in ChangedDetail]?: Change } = {}
  for (const detail of DETAILS) {
    const [from, to] = [before[detail], after[detail]]
    if (from !== to && JSON.stringify(from) !== JSON.stringify(to)) changes[detail] = { from, to }
  }
  return changes
}
