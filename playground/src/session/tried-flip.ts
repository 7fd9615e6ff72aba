import type { FactChange } from 'caseline/core'
import type { Act } from './act.js'
import type { Session } from './session.js'
import type { Tape } from './tape.js'

type CustomerAct = Extract<Act, { type: 'customer' }>

/**
 * The session up to a frame, whose customer now does what `changes` ask for: writes another text, later, in another
 * language, elsewhere. `null`: nobody can bring these changes about by writing otherwise.
 */
export function triedFlip(session: Session, tape: Tape, frame: number, changes: readonly FactChange[]): Session | null {
  const shown = tape.frames[frame]
  const act = shown === undefined ? undefined : session.acts[shown.act]
  if (shown === undefined || act?.type !== 'customer' || changes.length === 0) return null
  const { sentAt: _, ...plain } = act
  let wanted: CustomerAct = plain
  let until: string | null = null
  for (const change of changes) {
    const changed = changedAct(wanted, change, session)
    if (changed !== null) wanted = changed
    else if (change.fact === 'now' && typeof change.to === 'string' && change.to > shown.at) until = change.to
    else return null
  }
  const before = session.acts.slice(0, shown.act)
  return { ...session, acts: [...before, ...(until === null ? [] : [{ type: 'until', at: until } as const]), wanted] }
}

function changedAct(act: CustomerAct, { fact, path, to }: FactChange, session: Session): CustomerAct | null {
  switch (`${fact} ${path ?? ''}`) {
    case 'message $.text':
      return typeof to === 'string' ? { ...act, text: to } : null
    case 'message $.language':
      return typeof to === 'string' ? { ...act, language: to } : null
    case 'message $.automated':
      return typeof to === 'boolean' ? { ...act, automated: to } : null
    case 'channel $.id':
    case 'channel $.kind': {
      const found = session.channels.find((channel) => (path === '$.id' ? channel.id : channel.kind) === to)
      return found === undefined ? null : { ...act, channel: found.id }
    }
    default:
      return null
  }
}
