import type { ChatView } from '../../core/chat/view.js'
import type { ExportedChat } from '../../desk/export-chats.js'

/** `moment`: ISO 8601 UTC. */
export interface Column {
  readonly name: string
  readonly kind: 'text' | 'number' | 'moment'
  readonly of: (one: ExportedChat) => string | number | null
}

const text = (name: string, of: (chat: ChatView) => string | null): Column => ({
  name,
  kind: 'text',
  of: ({ chat }) => of(chat),
})
const number = (name: string, of: (chat: ChatView) => number | null): Column => ({
  name,
  kind: 'number',
  of: ({ chat }) => of(chat),
})
const moment = (name: string, of: (chat: ChatView) => string | null): Column => ({
  name,
  kind: 'moment',
  of: ({ chat }) => of(chat),
})
const seconds = (name: string, of: (one: ExportedChat) => number | null): Column => ({
  name,
  kind: 'number',
  of: (one) => {
    const ms = of(one)
    return ms === null ? null : Math.round(ms / 1000)
  },
})

/** Of tables (CSV, XLSX); docs/reference/figures.md says the same, and a test compares them. New ones go to the end. */
export const COLUMNS: readonly Column[] = [
  number('number', ({ number: own }) => own),
  text('subject', ({ subject }) => subject),
  text('channel', ({ channel }) => channel),
  text('customer', ({ customer }) => customer),
  text('status', ({ status }) => status),
  text('state', ({ state }) => state),
  moment('startedAt', ({ startedAt }) => startedAt),
  text('startedBy', ({ startedBy }) => startedBy),
  moment('reopenedAt', ({ reopenedAt }) => reopenedAt),
  moment('finishedAt', ({ finishedAt }) => finishedAt),
  text('finishedBy', ({ finishedBy }) => finishedBy),
  moment('waitingSince', ({ waitingSince }) => waitingSince),
  { name: 'activations', kind: 'number', of: ({ activations }) => activations },
  seconds('firstResponseSeconds', ({ firstResponseMs }) => firstResponseMs),
  seconds('handlingSeconds', ({ handlingMs }) => handlingMs),
  number('customerMessages', ({ counts }) => counts.customer),
  number('agentMessages', ({ counts }) => counts.agent),
  number('automatedMessages', ({ counts }) => counts.automation),
  number('notes', ({ counts }) => counts.notes),
  text('agent', ({ assignee }) => (assignee !== null && 'agent' in assignee ? assignee.agent : null)),
  text('group', ({ assignee }) => assignee?.group ?? null),
  text('priority', ({ priority }) => priority),
  text('tags', ({ tags }) => (tags.length === 0 ? null : tags.join(', '))),
  text('fields', ({ fields }) => (Object.keys(fields).length === 0 ? null : JSON.stringify(fields))),
  number('splitFrom', ({ splitFrom }) => splitFrom),
  { name: 'mergedFrom', kind: 'text', of: ({ mergedFrom }) => (mergedFrom.length === 0 ? null : mergedFrom.join(' ')) },
  number('previous', ({ previous }) => previous),
  number('next', ({ next }) => next),
]
