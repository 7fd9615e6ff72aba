// One entry of a history → one command of the desk.
import type { Attachment } from '../core/thread/message.js'
import type { RefusalCode } from '../core/thread/refusal.js'
import type { HistoryEntry, Target } from './entry.js'
import type { Answer, ReplayDesk } from './replay-desk.js'
import type { Threads } from './threads.js'

/** An entry that names a chat which isn't there; refused as the desk would. */
class RefusedError extends Error {
  override readonly name = 'RefusedError'
  readonly code: RefusalCode = 'not-found'
}

/** `deskIds`: what messages of the history are called on the desk, where it differs. */
export async function perform(
  entry: HistoryEntry,
  desk: ReplayDesk,
  threads: Threads,
  deskIds: ReadonlyMap<string, string>,
  isLate: boolean,
): Promise<Answer> {
  const idOf = (id: string) => deskIds.get(id) ?? id
  const chatOf = (target: Target): number => {
    const number = threads.numberOf(target)
    if (number === null) throw new RefusedError('the customer has no chat yet')
    return number
  }
  switch (entry.type) {
    case 'customer.message': {
      const { type, at, place, truth, ...message } = entry
      return desk.receive(isLate && message.sentAt === undefined ? { ...message, sentAt: at } : message)
    }
    case 'agent.message': {
      const { channel, customer, ...rest } = entry
      const said = saidOf(rest)
      const number = threads.of(channel, customer).current
      // On a closed chat the agent's message begins another case (L11), as the customer's would.
      if (number === null || (await desk.chat(number)).state === 'closed') {
        return desk.start({ channel, customer, ...said })
      }
      return desk.reply(number, said)
    }
    case 'start':
      return desk.start({ channel: entry.channel, customer: entry.customer, ...saidOf(entry) })
    case 'note':
      return desk.note(chatOf(entry.target), saidOf(entry))
    case 'finish':
      return desk.finish(chatOf(entry.target), { agent: entry.agent, status: entry.status })
    case 'split': {
      const from = entry.from === undefined ? {} : { from: idOf(entry.from) }
      return desk.split(chatOf(entry.target), { agent: entry.agent, ...from })
    }
    case 'merge':
      return desk.merge(chatOf(entry.target), { agent: entry.agent })
    case 'unmerge':
      return desk.unmerge(chatOf(entry.target), { agent: entry.agent })
    case 'postpone':
      return desk.postpone(chatOf(entry.target), entry.agent === undefined ? {} : { agent: entry.agent })
    case 'update':
      return desk.update(chatOf(entry.target), {
        ...entry.changes,
        ...(entry.agent === undefined ? {} : { agent: entry.agent }),
        ...(entry.status === undefined ? {} : { status: entry.status }),
      })
    case 'workflow.start': {
      const { workflow, agent } = entry
      return desk.startWorkflow(chatOf(entry.target), { workflow, ...(agent === undefined ? {} : { agent }) })
    }
    case 'workflow.cancel':
      return desk.cancelWorkflow(chatOf(entry.target), entry.agent === undefined ? {} : { agent: entry.agent })
    case 'call.outcome':
      return desk.called(chatOf(entry.target), entry.outcome)
    case 'edit':
      return desk.edit(idOf(entry.id), entry.deleted === true ? { deleted: true } : { text: entry.text ?? '' })
    default:
      return entry satisfies never
  }
}

interface Said {
  readonly agent: string
  readonly id?: string
  readonly text: string
  readonly attachments?: readonly Attachment[]
}

function saidOf({ agent, id, text, attachments }: Said): Said {
  return { agent, text, ...(id === undefined ? {} : { id }), ...(attachments === undefined ? {} : { attachments }) }
}
