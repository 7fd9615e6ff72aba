import type { Answer, Desk } from 'caseline'
import type { Act } from './act.js'
import type { Customer, Session } from './session.js'

/** Acts that move something else than a thread. */
type Uncommanded = 'until' | 'presence' | 'rules' | 'switch-rule'

/** `index` of the act names its message: the same at every replay. */
export function giveCommand(
  desk: Desk,
  session: Session,
  act: Exclude<Act, { type: Uncommanded }>,
  index: number,
): Promise<Answer> {
  switch (act.type) {
    case 'customer': {
      const { type: _, customer, id = `m${index + 1}`, ...message } = act
      return desk.receive({ ...message, id, customer: customerOf(session, customer) })
    }
    case 'start': {
      const { type: _, customer, ...message } = act
      return desk.start({ ...message, id: `m${index + 1}`, customer: customerOf(session, customer) })
    }
    case 'reply':
      return desk.reply(act.chat, { agent: act.agent, text: act.text, id: `m${index + 1}` })
    case 'note':
      return desk.note(act.chat, { agent: act.agent, text: act.text })
    case 'finish':
      return desk.finish(act.chat, { agent: act.agent, status: act.status })
    case 'postpone':
      return desk.postpone(act.chat, { agent: act.agent })
    case 'split':
      return desk.split(act.chat, { agent: act.agent, ...(act.from === undefined ? {} : { from: act.from }) })
    case 'merge':
      return desk.merge(act.chat, { agent: act.agent })
    case 'unmerge':
      return desk.unmerge(act.chat, { agent: act.agent })
    case 'update': {
      const status = act.status === undefined ? {} : { status: act.status }
      return desk.update(act.chat, { agent: act.agent, ...act.changes, ...status })
    }
    case 'edit':
      return desk.edit(act.message, {
        channel: act.channel,
        ...(act.text === null ? { deleted: true as const } : { text: act.text }),
      })
    default:
      return act satisfies never
  }
}

function customerOf(session: Session, id: string): Customer {
  return session.customers.find((one) => one.id === id) ?? { id }
}
