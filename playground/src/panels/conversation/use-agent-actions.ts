import type { Changes, Status } from 'caseline'
import { usePlayground } from '../../shell/playground-context.js'

export interface AgentActions {
  readonly can: (action: string) => boolean
  readonly reply: (text: string) => void
  readonly note: (text: string) => void
  readonly finish: (status: Status) => void
  readonly setStatus: (status: Status) => void
  readonly update: (changes: Changes) => void
  readonly postpone: () => void
  readonly split: (from?: string) => void
  readonly merge: () => void
  readonly unmerge: () => void
}

/** What the agent can do with the selected chat: what the engine lists in the chat's `actions`, no more and no less. */
export function useAgentActions(): AgentActions {
  const { chat, act, view } = usePlayground()
  const number = chat?.view.number ?? 0
  const on = { chat: number, agent: view.agent }
  const actions = new Set<string>(chat?.view.actions ?? [])
  return {
    can: (action) => actions.has(action),
    reply: (text) => void act({ type: 'reply', ...on, text }),
    note: (text) => void act({ type: 'note', ...on, text }),
    finish: (status) => void act({ type: 'finish', ...on, status }),
    setStatus: (status) => void act({ type: 'update', ...on, changes: {}, status }),
    update: (changes) => void act({ type: 'update', ...on, changes }),
    postpone: () => void act({ type: 'postpone', ...on }),
    split: (from) => void act({ type: 'split', ...on, ...(from === undefined ? {} : { from }) }),
    merge: () => void act({ type: 'merge', ...on }),
    unmerge: () => void act({ type: 'unmerge', ...on }),
  }
}
