// An authentic activity → events. Kinds: https://github.com/microsoft/botframework-sdk/blob/main/specs/botframework-activity/botframework-activity.md
// What isn't known tells nothing, and is no error.
import type { ChannelEvent } from '../../ports/channel-adapter.js'
import { isoOf } from '../shared/moment.js'
import { asId, asLabel, asList, asText, given, pick } from '../shared/read.js'
import type { SkypeAccount } from './account.js'
import { type Base, baseOf, keyOf, personOf } from './parse-base.js'
import { buttonOf, invokeOf, messageOf } from './parse-message.js'
import { textOf } from './text.js'

export function eventsOf(activity: unknown, account: SkypeAccount, receivedAt: string): readonly ChannelEvent[] {
  const base = baseOf(activity, receivedAt)
  if (base === null) return []
  switch (pick(activity, 'type')) {
    case 'message':
      return [buttonOf(activity, base, account) ?? messageOf(activity, base, account)]
    case 'messageUpdate':
      return edited(activity, base, account)
    case 'messageDelete':
      return deleted(activity, base)
    case 'messageReaction':
      return reactions(activity, base)
    case 'invoke':
      return [invokeOf(activity, base)]
    case 'conversationUpdate':
      return conversation(activity, base, account)
    case 'contactRelationUpdate':
    case 'installationUpdate':
      return relation(activity, base)
    case 'endOfConversation':
      return [{ ...base, kind: 'service', detail: 'The conversation was ended' }]
    default:
      return []
  }
}

function edited(activity: unknown, base: Base, account: SkypeAccount): readonly ChannelEvent[] {
  const messageId = asId(pick(activity, 'id'))
  if (messageId === undefined) return []
  const messageKey = keyOf(base.conversationId, messageId)
  const author = personOf(activity, account)
  const editVersion = isoOf(pick(activity, 'timestamp'), base.receivedAt)
  return [{ ...base, kind: 'edit', messageId, messageKey, author, text: textOf(activity, account), editVersion }]
}

function deleted(activity: unknown, base: Base): readonly ChannelEvent[] {
  const messageId = asId(pick(activity, 'id'))
  if (messageId === undefined) return []
  return [{ ...base, kind: 'delete', messageId, messageKey: keyOf(base.conversationId, messageId) }]
}

function reactions(activity: unknown, base: Base): readonly ChannelEvent[] {
  const messageId = asId(pick(activity, 'replyToId'))
  if (messageId === undefined) return []
  const author = personOf(activity)
  const told = (name: 'reactionsAdded' | 'reactionsRemoved'): readonly ChannelEvent[] =>
    asList(pick(activity, name)).map((one) => ({
      ...base,
      kind: 'reaction',
      messageId,
      author,
      removed: name === 'reactionsRemoved',
      ...given({ emoji: asLabel(pick(one, 'type'), 50) }),
    }))
  return [...told('reactionsAdded'), ...told('reactionsRemoved')]
}

/** Names the bot itself when it comes in: that is a beginning. Others that come and go are told for the record. */
function conversation(activity: unknown, base: Base, account: SkypeAccount): readonly ChannelEvent[] {
  const ours = new Set([...ownIds(account), asId(pick(activity, 'recipient', 'id'))])
  const [added, removed] = [membersOf(activity, 'membersAdded'), membersOf(activity, 'membersRemoved')]
  const author = personOf(activity)
  const others = (members: readonly Member[]): string[] =>
    members.filter(({ id }) => !ours.has(id)).map(({ id, name }) => name ?? id)
  const events: ChannelEvent[] = []
  const service = (detail: string): number => events.push({ ...base, kind: 'service', detail })
  const hasComeIn = added.some(({ id }) => ours.has(id))
  if (hasComeIn && base.conversationType === 'private' && !ours.has(author.id))
    events.push({ ...base, kind: 'contact', contact: 'started', author })
  else if (hasComeIn) service('The bot was added to the conversation')
  if (removed.some(({ id }) => ours.has(id))) service('The bot was removed from the conversation')
  if (base.conversationType !== 'private' && others(added).length > 0) service(`Came in: ${listed(others(added))}`)
  if (others(removed).length > 0) service(`Left: ${listed(others(removed))}`)
  const topic = asLabel(pick(activity, 'topicName'))
  if (topic !== undefined) service(`The conversation is now called ${topic}`)
  return events
}

/** `installationUpdate` says `add-upgrade` and `remove-upgrade` when nothing has changed for the person. */
function relation(activity: unknown, base: Base): readonly ChannelEvent[] {
  const action = asText(pick(activity, 'action'))
  if (action !== 'add' && action !== 'remove') return []
  const contact = action === 'add' ? 'added' : 'blocked'
  return [{ ...base, kind: 'contact', contact, author: personOf(activity) }]
}

interface Member {
  readonly id: string
  readonly name: string | null
}

function membersOf(activity: unknown, name: string): readonly Member[] {
  return asList(pick(activity, name)).flatMap((one) => {
    const id = asId(pick(one, 'id'))
    return id === undefined ? [] : [{ id, name: asLabel(pick(one, 'name')) ?? null }]
  })
}

function ownIds({ appId, botIds }: SkypeAccount): readonly string[] {
  return [appId, `28:${appId}`, ...botIds]
}

function listed(names: readonly string[]): string {
  return names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ')
}
