// Part of the source of schemas/scenario.schema.json: see scenario.ts.
import type { Fields, GivenAssignee } from './scenario-values.js'

/** Some properties of a chat, as `desk.chat(number)` shows it. Times are compared as moments; lists without order. */
export interface ExpectedChat {
  /** Its number. */
  number?: number
  /** Its state. */
  state?: 'active' | 'awaiting-split' | 'finished-open' | 'finished-pending' | 'closed' | 'merged'
  /** Its status; `null` while it is live. */
  status?: 'open' | 'pending' | 'closed' | null
  /** Id of the channel. */
  channel?: string
  /** Id of the customer. */
  customer?: string
  /** Its subject. */
  subject?: string | null
  /** The subject is taken from the first message. */
  subjectIsDefault?: boolean
  /** The customer's first chat on the channel. */
  isFirstOnChannel?: boolean
  /** 1 for the first stretch, one more with each reopening. */
  activation?: number
  /** When it began. */
  startedAt?: string
  /** Who began it. */
  startedBy?: 'customer' | 'agent' | 'split'
  /** When it was reopened last. */
  reopenedAt?: string | null
  /** When it was finished last. */
  finishedAt?: string | null
  /** Who finished it. */
  finishedBy?: 'agent' | 'timer' | 'automation' | 'split' | null
  /** When silence will finish it. */
  autoFinishAt?: string | null
  /** Where the new messages begin. */
  newSince?: number | null
  /** Number of the chat before it. */
  previous?: number | null
  /** Number of the chat after it. */
  next?: number | null
  /** Number of the chat it was split from. */
  splitFrom?: number | null
  /** Number of the chat it was merged into. */
  mergedInto?: number | null
  /** Who has it. */
  assignee?: GivenAssignee | null
  /** Priority. */
  priority?: 'low' | 'normal' | 'high' | 'urgent'
  /** All its tags. */
  tags?: string[]
  /** Some of its fields. */
  fields?: Fields
  /** How many messages and notes it has. */
  counts?: ExpectedCounts
  /** The customer's first message that nobody has answered. */
  waitingSince?: string | null
  /** Id of the workflow that runs in it. */
  workflow?: string | null
  /** Everything that can be done with it. */
  actions?: string[]
  /** Some of what can be done with it. */
  offers?: string[]
  /** What can't be done with it. */
  doesNotOffer?: string[]
}

/** How many of each. */
export interface ExpectedCounts {
  /** The customer's messages. */
  customer?: number
  /** Agents' messages. */
  agent?: number
  /** Automated messages. */
  automation?: number
  /** Notes. */
  notes?: number
}
