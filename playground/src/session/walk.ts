// The way that a chat went through its lifecycle, and through a workflow, up to a frame.
import type { ChatStateName } from 'caseline'
import type { WorkflowTrace } from 'caseline/core'
import type { ThreadState } from './frame.js'
import type { Tape } from './tape.js'

/** One move between two states of a chart. */
export interface Move {
  /** `null`: it began there. */
  readonly from: string | null
  readonly to: string
  readonly frame: number
  readonly at: string
  /** The command that caused it. */
  readonly by: string
}

/** Changes of a chat's state, in order. */
export function lifecycleWalk(tape: Tape, { key }: ThreadState, chat: number, cursor: number): readonly Move[] {
  const moves: Move[] = []
  let from: ChatStateName | null = null
  for (const index of tape.tracks.get(key)?.frames ?? []) {
    if (index > cursor) break
    const frame = tape.frames[index]
    const to = frame?.state?.chats.find(({ number }) => number === chat)?.state
    if (frame === undefined || to === undefined || to === from) continue
    moves.push({ from, to, frame: index, at: frame.at, by: frame.type })
    from = to
  }
  return moves
}

export interface WorkflowWalk {
  readonly workflow: string
  readonly moves: readonly Move[]
  /** Where it waits; `null` when it has ended. */
  readonly stands: string | null
  readonly until: string | null
  /** What each command did to this run, in order. */
  readonly log: readonly WorkflowMoment[]
}

export interface WorkflowMoment {
  readonly frame: number
  readonly at: string
  readonly trace: WorkflowTrace
}

/** The last workflow that ran in a chat. */
export function workflowWalk(tape: Tape, { key }: ThreadState, chat: number, cursor: number): WorkflowWalk | null {
  let walk: (WorkflowWalk & { readonly run: string; readonly moves: Move[]; readonly log: WorkflowMoment[] }) | null =
    null
  for (const index of tape.tracks.get(key)?.frames ?? []) {
    if (index > cursor) break
    const frame = tape.frames[index]
    for (const one of frame?.trace?.workflows ?? []) {
      if (frame === undefined || one.chat !== chat) continue
      const moves: Move[] = walk?.run === one.run ? walk.moves : []
      for (const { workflow, step, to } of one.steps) {
        if (workflow !== one.workflow) continue
        if (moves.length === 0) moves.push({ from: null, to: step, frame: index, at: frame.at, by: frame.type })
        if (to !== null) moves.push({ from: step, to, frame: index, at: frame.at, by: frame.type })
      }
      const log: WorkflowMoment[] = walk?.run === one.run ? walk.log : []
      log.push({ frame: index, at: frame.at, trace: one })
      const isWaiting = one.now.state === 'waiting'
      walk = {
        run: one.run,
        workflow: one.workflow,
        moves,
        log,
        stands: isWaiting && 'step' in one.now ? one.now.step : null,
        until: isWaiting && 'until' in one.now ? one.now.until : null,
      }
    }
  }
  return walk
}
