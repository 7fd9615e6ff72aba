// Slack as far as an app sees it: the Web API, which refuses with HTTP 200 and posts twice what is sent twice, and the
// Events API with its signature over time and bytes.
import { createHmac } from 'node:crypto'
import type { RawDelivery } from '../../../src/ports/channel-adapter.js'
import { type ProviderServer, type StandInAnswer, type StandInCall, startProvider } from './provider-server.js'

export const SLACK = {
  signingSecret: 'signing-secret-0123456789abcdef',
  botToken: 'xoxb-1111111111-2222222222-abcdefghijklmnop',
  teamId: 'T0TEAM0001',
}

export const SLACK_USER = 'U0CUSTOMER'
export const SLACK_DM = 'D0CUSTOMER'
export const SLACK_BOT_USER = 'U0OURBOT'
export const SLACK_APP = 'A0OURAPP'
/** When the tests take place. */
export const SLACK_NOW = Date.parse('2026-11-24T12:00:00Z')

export interface SlackStandIn extends ProviderServer {
  /** The account as a configuration has it. */
  readonly account: { readonly [property: string]: unknown }
  readonly people: Map<string, object>
  readonly files: Map<string, object>
  /** As `auth.test` tells them. */
  readonly identity: { team_id: string; user_id: string; bot_id?: string }
}

export async function startSlack(): Promise<SlackStandIn> {
  const profile = { real_name: 'Анна Иванова', display_name: 'anna' }
  const people = new Map<string, object>([[SLACK_USER, { name: 'anna', real_name: 'Anna', locale: 'ru-RU', profile }]])
  const files = new Map<string, object>()
  const identity: SlackStandIn['identity'] = { team_id: SLACK.teamId, user_id: SLACK_BOT_USER, bot_id: 'B0OURBOT' }
  let count = 0

  const take = ({ body }: StandInCall) => {
    const { channel, thread_ts, text, metadata } = JSON.parse(body)
    const ts = `1795521600.${String(++count).padStart(6, '0')}`
    const conversationId = channel.startsWith('D') || thread_ts === undefined ? channel : `${channel}:${thread_ts}`
    const shown = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
    return {
      message: { conversationId, text: shown, tag: metadata?.event_payload?.caseline, id: ts },
      answer: { body: { ok: true, channel, ts, message: { type: 'message', text, ts } } },
    }
  }
  const other = ({ path, query }: StandInCall): StandInAnswer => {
    const found = (name: string, value: object | undefined, error: string) =>
      value === undefined ? slackError(error) : { body: { ok: true, [name]: value } }
    if (path.endsWith('/users.info')) return found('user', people.get(query.user ?? ''), 'user_not_found')
    if (path.endsWith('/files.info')) return found('file', files.get(query.file ?? ''), 'file_not_found')
    if (path.endsWith('/auth.test')) return { body: { ok: true, team: 'A team', user: 'desk', ...identity } }
    return slackError('unknown_method')
  }
  const isKnown = ({ headers }: StandInCall) => headers.authorization === `Bearer ${SLACK.botToken}`
  const server = await startProvider({
    isSend: (path) => path.endsWith('/chat.postMessage'),
    take: (call) => (isKnown(call) ? take(call) : { answer: slackError('invalid_auth') }),
    other: (call) => (isKnown(call) ? other(call) : slackError('invalid_auth')),
    refusals: {
      auth: slackError('invalid_auth'),
      revoked: slackError('token_revoked'),
      'no-scope': slackError('missing_scope', { needed: 'chat:write', provided: 'x' }),
      'rate-limited': { status: 429, headers: { 'retry-after': '30' }, body: { ok: false, error: 'ratelimited' } },
      'limited-with-200': slackError('ratelimited'),
      temporary: slackError('service_unavailable'),
      unavailable: { status: 503, body: 'down' },
      'bad-gateway': { status: 502, body: '<html>Bad Gateway</html>' },
      'nothing-said': { status: 500, body: '' },
      'half-done': { ...slackError('fatal_error'), status: 500 },
      archived: slackError('is_archived'),
      'not-there': slackError('channel_not_found'),
      'not-in-channel': slackError('not_in_channel'),
      'too-long': slackError('msg_too_long'),
      'bad-request': slackError('no_text'),
      unheard: slackError('something_of_2030'),
      'no-answer': { body: {} },
      'no-ts': { body: { ok: true } },
    },
  })
  const account = { ...SLACK, apiUrl: `${server.url}/api` }
  return { ...server, account, people, files, identity }
}

function slackError(error: string, more: object = {}): StandInAnswer {
  return { body: { ok: false, error, ...more, warning: SLACK.botToken } }
}

export interface SlackTime {
  /** Milliseconds: what the signature says. */
  readonly at?: number
  readonly headers?: { readonly [name: string]: string }
  readonly receivedAt?: string
}

/** Any bytes under Slack's signature, which the test computes by itself. */
export function slackCall(body: unknown, { at = SLACK_NOW, headers = {}, receivedAt }: SlackTime = {}): RawDelivery {
  const rawBody = body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body))
  const time = String(Math.floor(at / 1000))
  const hmac = createHmac('sha256', SLACK.signingSecret).update(`v0:${time}:`).update(rawBody)
  return {
    method: 'POST',
    path: '/v1/channels/slack/webhook',
    query: {},
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': time,
      'x-slack-signature': `v0=${hmac.digest('hex')}`,
      ...headers,
    },
    rawBody,
    receivedAt: receivedAt ?? new Date(SLACK_NOW).toISOString(),
  }
}

export function slackEvent(event: unknown, eventId = 'Ev0000000001'): object {
  return {
    token: 'legacy-token',
    team_id: SLACK.teamId,
    api_app_id: SLACK_APP,
    event,
    type: 'event_callback',
    event_id: eventId,
    event_time: 1795521600,
    authorizations: [
      {
        enterprise_id: null,
        team_id: SLACK.teamId,
        user_id: SLACK_BOT_USER,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: '4-eyJ',
  }
}

export interface SlackSaid {
  readonly ts: string
  readonly text: string
  readonly user?: string
  readonly channel?: string
  readonly channelType?: string
  readonly more?: object
}

/** Texts as Slack writes them, with entities. */
export function slackMessage(said: SlackSaid): object {
  const { ts, text, user = SLACK_USER, channel = SLACK_DM, channelType = 'im', more = {} } = said
  return {
    client_msg_id: `c-${ts}`,
    type: 'message',
    text: text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    user,
    ts,
    team: SLACK.teamId,
    channel,
    event_ts: ts,
    channel_type: channelType,
    ...more,
  }
}

export interface SlackPress {
  readonly value?: string
  readonly actionTs?: string
  readonly more?: object
  readonly action?: object
}

/** A press of a button, as Slack posts it to the app's Interactivity address. */
export function slackPress({ value = '', actionTs = '1795521600.000900', more = {}, action = {} }: SlackPress): object {
  const pressed = { type: 'button', action_id: 'caseline.1', block_id: 'b1', value, action_ts: actionTs }
  return {
    type: 'block_actions',
    user: { id: SLACK_USER, username: 'anna', name: 'anna', team_id: SLACK.teamId },
    api_app_id: SLACK_APP,
    token: 'legacy-token',
    container: { type: 'message', message_ts: '1795521600.000001', channel_id: SLACK_DM, is_ephemeral: false },
    trigger_id: '1.2.3',
    team: { id: SLACK.teamId, domain: 'team' },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: SLACK_DM, name: 'directmessage' },
    message: { type: 'message', bot_id: 'B0OURBOT', user: SLACK_BOT_USER, ts: '1795521600.000001', text: '?' },
    state: { values: {} },
    response_url: 'https://hooks.slack.com/actions/T/1/x',
    actions: [{ ...pressed, text: { type: 'plain_text', text: ':wave: Hi', emoji: true }, ...action }],
    ...more,
  }
}

export function slackForm(interaction: unknown, time: SlackTime = {}): RawDelivery {
  const form = new URLSearchParams({ payload: JSON.stringify(interaction) }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded', ...time.headers }
  return slackCall(Buffer.from(form), { ...time, headers })
}
