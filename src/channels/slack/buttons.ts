// Answers to choose from as Block Kit buttons: https://docs.slack.dev/reference/block-kit/blocks/actions-block. A press comes
// to the app's Interactivity address as a form, signed like any other call.
import type { ChannelEvent } from '../../ports/channel-adapter.js'
import type { Asked } from '../shared/buttons.js'
import { jsonText } from '../shared/json-body.js'
import { asId, asList, asText, given, pick } from '../shared/read.js'
import type { SlackAccount } from './account.js'
import { asTs } from './payload.js'
import { baseOf } from './place.js'
import { escaped } from './text.js'

/** Of an actions block, and of a button. */
export const BUTTONS = { most: 25, longest: 75 } as const
/** UTF-16 units of a section's text, escaped. */
const LONGEST_SECTION = 3000
/** What our buttons are called, each with its place: Slack wants them different in one message. */
const OURS = 'caseline'

/** The message's blocks; `null` where the text doesn't fit into one. */
export function blocksOf({ text, buttons }: Asked): readonly unknown[] | null {
  const said = escaped(text)
  if (buttons.length === 0 || said.length > LONGEST_SECTION) return null
  const elements = buttons.map(({ label, payload }, index) => ({
    type: 'button',
    action_id: `${OURS}.${index + 1}`,
    text: { type: 'plain_text', text: label, emoji: true },
    // Slack writes pictures in what a button says as names (`:wave:`), so the label comes back this way.
    value: JSON.stringify({ label, payload }),
  }))
  return [
    { type: 'section', text: { type: 'mrkdwn', text: said } },
    { type: 'actions', elements },
  ]
}

/** Of a form; `null`: there is none in it. */
export function interactionIn(rawBody: Uint8Array): unknown {
  const payload = new URLSearchParams(new TextDecoder().decode(rawBody)).get('payload')
  return payload === null ? null : jsonText(payload)
}

/** Ids of the workspace that a press comes from, and of the organisation over it. */
export function teamsOf(interaction: unknown): readonly string[] {
  return ['team', 'enterprise'].flatMap((name) => asId(pick(interaction, name, 'id')) ?? [])
}

/** The customer presses a button of ours. Buttons of other programs with our app's token, menus and dialogs are nothing. */
export function pressEvents(
  interaction: unknown,
  { agentIds }: SlackAccount,
  receivedAt: string,
): readonly ChannelEvent[] {
  const user = asId(pick(interaction, 'user', 'id'))
  const channel = asId(pick(interaction, 'channel', 'id')) ?? asId(pick(interaction, 'container', 'channel_id'))
  const messageTs = asTs(pick(interaction, 'message', 'ts')) ?? asTs(pick(interaction, 'container', 'message_ts'))
  if (user === undefined || channel === undefined || messageTs === undefined || agentIds.includes(user)) return []
  const threadTs = asTs(pick(interaction, 'message', 'thread_ts')) ?? asTs(pick(interaction, 'container', 'thread_ts'))
  const channelType = typeOf(asText(pick(interaction, 'channel', 'name')))
  const spot = { channel, ts: messageTs, ...given({ channelType, threadTs }) }
  return asList(pick(interaction, 'actions')).flatMap((action): ChannelEvent[] => {
    const ts = asTs(pick(action, 'action_ts'))
    const said = jsonText(asText(pick(action, 'value')) ?? '')
    const [text, payload] = [asText(pick(said, 'label')), asText(pick(said, 'payload'))]
    const isOurs = pick(action, 'type') === 'button' && asText(pick(action, 'action_id'))?.startsWith(`${OURS}.`)
    if (!isOurs || ts === undefined || text === undefined || payload === undefined) return []
    const base = baseOf(spot, { envelope: NOTHING, receivedAt }, ts)
    const author = { role: 'customer' as const, id: user, name: null }
    return [{ kind: 'action', author, payload, text, actionKey: `${channel}:press:${ts}`, ...base }]
  })
}

/** A press has no event's envelope around it. */
const NOTHING = { teamIds: [], botUsers: [], event: null }

/** Interactions tell the name of a conversation in place of its type. */
function typeOf(name: string | undefined): 'im' | 'mpim' | undefined {
  if (name === 'directmessage') return 'im'
  return name?.startsWith('mpdm-') ? 'mpim' : undefined
}
