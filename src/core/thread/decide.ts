import { deliver, edit } from './amend.js'
import { merge, split, unmerge } from './border.js'
import type { Command } from './command.js'
import type { Contact } from './contact.js'
import { accepted, type Decision, type Draft, emptyDraft, refused } from './draft.js'
import { finish, postpone, silence } from './finish.js'
import { findChat } from './place.js'
import type { Setting } from './setting.js'
import { receive, reply, startByAgent } from './speak.js'
import type { Thread } from './thread.js'
import { note, update } from './update.js'

/** What the workflow does then is decided beside the lifecycle. */
function named(draft: Draft, chat: number): Decision {
  const found = findChat(draft.thread, chat)
  return found.chat === null ? refused(found.refusal) : accepted({ ...draft, outcome: 'looked', chat })
}

/** The lifecycle and chain part of a command: pure, before any rule. A refusal changes nothing. */
export function decideThread(thread: Thread, contact: Contact, command: Command, setting: Setting): Decision {
  const draft = emptyDraft(thread, contact)
  switch (command.type) {
    case 'customer.message':
      return receive(draft, command, setting)
    case 'agent.message':
      return reply(draft, command)
    case 'start':
      return startByAgent(draft, command, setting)
    case 'note':
      return note(draft, command)
    case 'finish':
      return finish(draft, command, setting)
    case 'postpone':
      return postpone(draft, command, setting)
    case 'split':
      return split(draft, command, setting)
    case 'merge':
      return merge(draft, command)
    case 'unmerge':
      return unmerge(draft, command)
    case 'update':
      return update(draft, command, setting)
    case 'edit':
      return edit(draft, command, setting)
    case 'delivery':
      return deliver(draft, command, setting)
    case 'start-workflow':
    case 'cancel-workflow':
    case 'call-outcome':
      return named(draft, command.chat)
    case 'timer':
      return command.kind === 'silence'
        ? silence(draft, command, setting)
        : accepted({ ...draft, outcome: 'looked', chat: command.chat })
    default:
      return command satisfies never
  }
}
