import type { Author, ChannelEvent } from '../../ports/channel-adapter.js'
import { isoOf } from '../shared/moment.js'
import { asId, asLabel, asText, given, isTrue, pick } from '../shared/read.js'
import type { SkypeAccount } from './account.js'
import type { ChannelAccount, ReplyContext } from './payload.js'

export type Base = Pick<
  Extract<ChannelEvent, { kind: 'service' }>,
  'conversationId' | 'conversationType' | 'deliveryId' | 'sentAt' | 'receivedAt' | 'replyContext'
>

/** What every event of an activity has; null where nobody could be answered. */
export function baseOf(activity: unknown, receivedAt: string): Base | null {
  const conversationId = asId(pick(activity, 'conversation', 'id'))
  if (conversationId === undefined) return null
  return {
    conversationId,
    conversationType: typeOf(activity),
    sentAt: isoOf(pick(activity, 'timestamp'), receivedAt),
    receivedAt,
    ...given({ deliveryId: asId(pick(activity, 'id')), replyContext: contextOf(activity) }),
  }
}

/** Activity ids count within a conversation only. An id holds no blank. */
export function keyOf(conversationId: string, messageId: string): string {
  return `${conversationId} ${messageId}`
}

/** The bot's ids are known by the account; where it isn't given, the role decides. */
export function personOf(activity: unknown, account?: SkypeAccount): Author {
  const from = memberOf(pick(activity, 'from')) ?? { id: asId(pick(activity, 'conversation', 'id')) ?? '', name: null }
  const isBot = from.role === 'bot' || from.role === 'skill' || (account !== undefined && isOwn(from.id, account))
  return {
    role: isBot ? 'bot' : from.role === 'channel' ? 'system' : 'customer',
    id: from.id,
    name: from.name,
    ...given({
      locale: localeOf(pick(activity, 'locale')),
      username: asLabel(pick(activity, 'from', 'userPrincipalName')),
    }),
  }
}

export function isOwn(id: string, { appId, botIds }: SkypeAccount): boolean {
  return id === appId || id === `28:${appId}` || botIds.includes(id)
}

function typeOf(activity: unknown): Base['conversationType'] {
  const type = asText(pick(activity, 'conversation', 'conversationType'))
  if (type === 'channel') return 'channel'
  const id = asText(pick(activity, 'conversation', 'id')) ?? ''
  const isGroup = isTrue(pick(activity, 'conversation', 'isGroup')) || type === 'groupChat'
  return isGroup || /^19:.*@thread\.skype/u.test(id) ? 'group' : 'private'
}

function contextOf(activity: unknown): { readonly [name: string]: unknown } | undefined {
  const [serviceUrl, channelId] = [asText(pick(activity, 'serviceUrl')), asText(pick(activity, 'channelId'))]
  if (serviceUrl === undefined || channelId === undefined) return undefined
  const context: ReplyContext = {
    serviceUrl,
    channelId,
    ...given({
      bot: memberOf(pick(activity, 'recipient')),
      user: memberOf(pick(activity, 'from')),
      tenantId: asId(pick(activity, 'conversation', 'tenantId')),
    }),
  }
  return { ...context }
}

function memberOf(value: unknown): ChannelAccount | undefined {
  const id = asId(pick(value, 'id'))
  if (id === undefined) return undefined
  return { id, name: asLabel(pick(value, 'name')) ?? null, ...given({ role: asLabel(pick(value, 'role'), 20) }) }
}

function localeOf(value: unknown): string | undefined {
  const text = asText(value)
  return text !== undefined && /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/iu.test(text) ? text : undefined
}
