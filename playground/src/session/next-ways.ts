// What the lifecycle can do next with a chat, read from the machine, and why the rest can't be done now.
import type { ChatStateName, ChatView, Status } from 'caseline'
import { chatMachine, type MachineWay, machineWays } from 'caseline/core'
import type { SessionChannel } from './session.js'

export const LIFECYCLE = machineWays(chatMachine)

/** Why a way can't be taken, with the values that its guard looked at. `code`: one of the engine's refusals, or a guard's. */
export interface Hindrance {
  readonly code: string
  readonly values: { readonly [name: string]: string | number }
}

export interface NextWay {
  readonly way: MachineWay
  /** Of `finish` and `set-status`. */
  readonly status: Status | null
  /** `null`: it can be taken now. */
  readonly hindrance: Hindrance | null
  /** It does something although the state stays. */
  readonly stays: boolean
}

export interface ChatNow {
  readonly view: ChatView
  readonly channel: SessionChannel | undefined
  /** The state before the new messages came; `null` unless the chat was reopened. */
  readonly reopenedFrom: string | null
}

export function nextWays(chat: ChatNow): readonly NextWay[] {
  const { view, channel } = chat
  return LIFECYCLE.ways.flatMap((way): NextWay[] => {
    if (way.from !== null && way.from !== view.state) return []
    // A merge and its undoing hand states over; letters are split off by name.
    if (way.event === 'take-over' || (way.event === 'split.from' && channel?.kind !== 'email')) return []
    if (way.from === null && view.state === 'merged') return []
    // Only a workflow can have asked.
    if (way.event === 'customer.answer' && view.workflow === null) return []
    const isInner = way.actions.some(({ type }) => type === 'lookAgain' || type === 'ignore')
    if (isInner || guardName(way) === 'closedIsNotOffered') return []
    const status = statusOf(way)
    return [{ way, status, hindrance: hindranceOf(way, status, chat), stays: way.to === null }]
  })
}

function hindranceOf(
  way: MachineWay,
  status: Status | null,
  { view, channel, reopenedFrom }: ChatNow,
): Hindrance | null {
  const refusal = way.actions.find(({ type }) => type === 'refuse')
  if (refusal !== undefined) return refused(refusal.code ?? 'invalid', view)
  const can = new Set<string>(view.actions)
  switch (way.event) {
    case 'customer.message':
    case 'customer.answer':
      return view.next === null ? null : refused('not-current', view)
    case 'agent.message':
      return can.has('reply') ? null : refused('not-current', view)
    case 'finish':
    case 'set-status':
      if (status === 'closed' && channel?.endless === true) return refused('closed-not-offered', view)
      return can.has(way.event) ? null : refused('not-current', view)
    case 'silence': {
      if (view.autoFinishAt === null) return refused('no-automatic-finish', view)
      const spoke = view.waitingSince === null ? 'agent' : 'customer'
      const wanted = guardName(way) === 'customerSpokeLast' ? 'customer' : 'agent'
      return spoke === wanted ? null : { code: `${spoke}-spoke-last`, values: {} }
    }
    case 'split':
    case 'split.from': {
      const { guard } = way
      const wanted = guard !== null && guard !== 'otherwise' ? guard.params.state : undefined
      if (!can.has('split')) return refused('nothing-to-split', view)
      return wanted === undefined || wanted === reopenedFrom
        ? null
        : { code: 'reopened-from', values: { state: reopenedFrom ?? '' } }
    }
    case 'merge':
      if (can.has('merge')) return null
      return refused(view.previous === null ? 'no-previous' : 'not-current', view)
    default:
      return null
  }
}

function refused(code: string, view: ChatView): Hindrance {
  return { code, values: { number: view.mergedInto ?? view.next ?? view.number } }
}

function guardName({ guard }: MachineWay): string | null {
  return guard === null || guard === 'otherwise' ? null : guard.name
}

function statusOf({ guard }: MachineWay): Status | null {
  const status = guard === null || guard === 'otherwise' ? undefined : guard.params.status
  return status === 'open' || status === 'pending' || status === 'closed' ? status : null
}

/** The state that the chat had before its customer wrote again. */
export function reopenedFrom(
  view: ChatView,
  moves: readonly { readonly from: string | null; readonly to: string }[],
): string | null {
  const reopened: ChatStateName = 'awaiting-split'
  return view.state === reopened ? (moves.findLast(({ to }) => to === reopened)?.from ?? null) : null
}
