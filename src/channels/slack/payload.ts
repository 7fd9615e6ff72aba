// What Slack's Events API writes, as far as it is used. `ts` is the id of a message in its channel and stays text: as a
// number it would lose digits.
import { asId, asList, asText, given, isTrue, pick } from '../shared/read.js'

export interface Envelope {
  readonly eventId?: string
  /** Of the workspace, and of the organisation over it. */
  readonly teamIds: readonly string[]
  readonly appId?: string
  /** Of our app in this workspace. */
  readonly botUsers: readonly string[]
  readonly event: unknown
}

export interface SlackMessage {
  readonly channel: string
  readonly channelType?: string
  readonly ts: string
  readonly threadTs?: string
  readonly subtype?: string
  readonly user?: string
  readonly botId?: string
  readonly appId?: string
  readonly name?: string
  readonly text: string
  readonly files: readonly unknown[]
  /** Shared messages, link previews and what older apps post. */
  readonly attachments: readonly unknown[]
  /** Our part's tag, where we sent it. */
  readonly tag?: string
  readonly editedTs?: string
}

export function envelopeOf(body: unknown): Envelope {
  const authorizations = asList(pick(body, 'authorizations'))
  return given({
    eventId: asId(pick(body, 'event_id')),
    teamIds: [body, ...authorizations].flatMap((one) =>
      [pick(one, 'team_id'), pick(one, 'enterprise_id')].flatMap((id) => asId(id) ?? []),
    ),
    appId: asId(pick(body, 'api_app_id')),
    botUsers: authorizations.flatMap((one) => (isTrue(pick(one, 'is_bot')) ? (asId(pick(one, 'user_id')) ?? []) : [])),
    event: pick(body, 'event'),
  })
}

/** Undefined without channel and `ts`: it could be neither answered nor recognised. */
export function messageOf(value: unknown, outer: unknown = value): SlackMessage | undefined {
  const channel = asId(pick(outer, 'channel'))
  const ts = asTs(pick(value, 'ts'))
  if (channel === undefined || ts === undefined) return undefined
  return given({
    channel,
    ts,
    channelType: asText(pick(outer, 'channel_type')),
    threadTs: asTs(pick(value, 'thread_ts')),
    subtype: asId(pick(value, 'subtype')),
    user: asId(pick(value, 'user')),
    botId: asId(pick(value, 'bot_id')),
    appId: asId(pick(value, 'bot_profile', 'app_id')) ?? asId(pick(value, 'app_id')),
    name: asText(pick(value, 'username')) ?? asText(pick(value, 'bot_profile', 'name')),
    text: asText(pick(value, 'text')) ?? '',
    files: asList(pick(value, 'files')),
    attachments: asList(pick(value, 'attachments')),
    tag: asText(pick(value, 'metadata', 'event_payload', 'caseline')),
    editedTs: asTs(pick(value, 'edited', 'ts')),
  })
}

export function asTs(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{1,12}\.\d{1,9}$/u.test(value) ? value : undefined
}
