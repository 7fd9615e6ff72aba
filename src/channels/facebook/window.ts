// Facebook lets a page answer for a day after a customer's word (policy page, 2026-09-28); people, where the app has been
// approved for it, for seven days under the tag HUMAN_AGENT. Automation never may.
import type { OutgoingMessage } from '../../ports/channel-adapter.js'
import type { FacebookAccount } from './account.js'

export type Messaging =
  | { readonly messaging_type: 'RESPONSE' }
  | { readonly messaging_type: 'MESSAGE_TAG'; readonly tag: 'HUMAN_AGENT' }

export const HUMAN_AGENT: Messaging = { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' }
const RESPONSE: Messaging = { messaging_type: 'RESPONSE' }

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

type Said = Pick<OutgoingMessage, 'automated' | 'lastCustomerMessageAt'>

/**
 * How a message is announced. Past the day without the tag it is a `RESPONSE` all the same, for Facebook to refuse: buttons
 * and advertisements open windows that the desk doesn't know of.
 */
export function messagingOf(said: Said, account: FacebookAccount, now: number): Messaging {
  const silence = silenceOf(said, now)
  return silence !== null && silence > DAY_MS && mayTag(said, account, now) ? HUMAN_AGENT : RESPONSE
}

/** Whether a person may still answer when the day is over, as far as we know. */
export function mayTag(said: Said, { humanAgent }: FacebookAccount, now: number): boolean {
  const silence = silenceOf(said, now)
  return humanAgent && !said.automated && (silence === null || silence <= 7 * DAY_MS)
}

function silenceOf({ lastCustomerMessageAt }: Said, now: number): number | null {
  const since = lastCustomerMessageAt === undefined ? Number.NaN : Date.parse(lastCustomerMessageAt)
  return Number.isNaN(since) ? null : now - since
}
