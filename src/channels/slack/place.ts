// Where a message stands and where its answer goes. A direct conversation is one customer's chat; in a channel every thread
// is one, and so is every message that begins none: its answer opens a thread under it.
import { isoOf } from '../shared/moment.js'
import { given } from '../shared/read.js'
import type { Envelope, SlackMessage } from './payload.js'

export interface Heard {
  readonly envelope: Envelope
  readonly receivedAt: string
}

type Spot = Pick<SlackMessage, 'channel' | 'channelType' | 'ts' | 'threadTs'>

export function baseOf({ channel, channelType, ts, threadTs }: Spot, { envelope, receivedAt }: Heard, at: string = ts) {
  const conversationType = typeOf(channel, channelType)
  const isThreaded = conversationType === 'channel'
  const thread = isThreaded ? (threadTs ?? ts) : threadTs
  return {
    conversationId: isThreaded ? `${channel}:${thread}` : channel,
    conversationType,
    ...given({ deliveryId: envelope.eventId }),
    sentAt: isoOf(at, receivedAt),
    receivedAt,
    // A thread in a direct conversation is answered there too; the conversation stays the same.
    ...(thread === undefined ? {} : { replyContext: { threadTs: thread } }),
  }
}

export function keyOf(channel: string, ts: string): string {
  return `${channel}:${ts}`
}

/** What `conversationId` says: the channel, and the thread where it is one. */
export function addressOf(conversationId: string): { readonly channel: string; readonly threadTs?: string } | null {
  const [, channel, threadTs] = /^([A-Z0-9]{1,40})(?::(\d{1,12}\.\d{1,9}))?$/u.exec(conversationId) ?? []
  return channel === undefined ? null : { channel, ...given({ threadTs }) }
}

/** `app_mention` and others tell no type; then the id's first letter does. */
function typeOf(channel: string, type: string | undefined): 'private' | 'group' | 'channel' {
  if (type === 'im' || type === 'app_home') return 'private'
  if (type === 'mpim') return 'group'
  return type === undefined && channel.startsWith('D') ? 'private' : 'channel'
}
