// Says something in a conversation that wrote to us: the address (`serviceUrl`) stands in `replyContext` and counts only
// where its host is listed, as our token goes along.
import type { Attachment } from '../../core/thread/message.js'
import type { HttpAnswer, OutgoingMessage, SendPorts, SendResult } from '../../ports/channel-adapter.js'
import { type Asked, askedOf } from '../shared/buttons.js'
import { jsonText } from '../shared/json-body.js'
import { type Failed, lostCall } from '../shared/lost-call.js'
import { asFields, asId, asLabel, asText, asUrl, given, pick } from '../shared/read.js'
import { type PartSent, sendParts } from '../shared/send-parts.js'
import { partsOf } from '../shared/split-text.js'
import { accessToken, TokenError } from './access-token.js'
import type { SkypeAccount } from './account.js'
import { failureOf } from './errors.js'
import type { OutgoingActivity } from './payload.js'
import { isTrustedAddress } from './service-url.js'

/** No figure is documented for all channels. Skype's own clients cut at 8,000; Teams takes about 28 KB with its wrapping. */
export const limits = { maxText: 8_000, countBy: 'utf16' } as const
const TIMEOUT_MS = 15_000

export async function send(message: OutgoingMessage, account: SkypeAccount, ports: SendPorts): Promise<SendResult> {
  const serviceUrl = asText(pick(message.replyContext, 'serviceUrl'))
  if (serviceUrl === undefined)
    return refused('Nothing is known of where this conversation is: the customer has to write first')
  if (!isTrustedAddress(serviceUrl, account))
    return refused('The conversation is at a host that the account does not list in serviceHosts')
  const conversation = segmentOf(message.conversationId)
  if (conversation === null) return refused('The conversation has no id that could be addressed')
  const asked = askedOf(message, SUGGESTED)
  const parts = partsOf(asked.text, message.replyId, limits)
  const files = filesOf(message.attachments ?? [])
  const said = parts.length === 0 && files.length > 0 ? [{ tag: `${message.replyId}/1`, text: '' }] : parts
  if (said.length === 0) return refused('There is nothing to say')
  return sendParts(
    said,
    ({ tag, text }, index) =>
      post(
        {
          ...activityOf(message, account, text, index === said.length - 1 ? files : []),
          ...(index === said.length - 1 && asked.buttons.length > 0
            ? { suggestedActions: suggested(asked.buttons) }
            : {}),
        },
        `${serviceUrl.replace(/\/+$/u, '')}/v3/conversations/${conversation}/activities`,
        tag,
        account,
        ports,
      ),
    ports,
    message.sentIds,
  )
}

/** No figure is documented. */
const SUGGESTED = { most: 10, longest: 60 }

/** What is pressed comes back as the customer's message. */
function suggested(buttons: Asked['buttons']): NonNullable<OutgoingActivity['suggestedActions']> {
  return { actions: buttons.map(({ label }) => ({ type: 'imBack', title: label, value: label })) }
}

async function post(
  activity: OutgoingActivity,
  url: string,
  tag: string,
  account: SkypeAccount,
  ports: SendPorts,
): Promise<PartSent> {
  const answered = segmentOf(activity.replyToId)
  const address = answered === null ? url : `${url}/${answered}`
  const call = (token: string): Promise<HttpAnswer> =>
    ports.http.fetch({
      method: 'POST',
      url: address,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(activity),
      timeoutMs: TIMEOUT_MS,
      ...given({ ca: account.ca, signal: ports.signal }),
    })
  try {
    const token = await accessToken(account, ports)
    const first = await call(token)
    // Secrets are changed and tokens taken back: once more with a new one, then it is the account's fault.
    const answer = first.status === 401 ? await call(await accessToken(account, ports, token)) : first
    if (answer.status < 200 || answer.status > 299) return failureOf(answer)
    const taken = jsonText(answer.body)
    // Some channels take a message and name no id, or say nothing; whatever else is no answer of a connector.
    if (answer.body !== '' && asFields(taken) === undefined) return unclear()
    return { ok: true, id: asId(pick(taken, 'id')) ?? tag }
  } catch (error) {
    return error instanceof TokenError ? error.failure : lostCall(error, 'the Bot Framework')
  }
}

function activityOf(
  message: OutgoingMessage,
  account: SkypeAccount,
  text: string,
  attachments: ReturnType<typeof filesOf>,
): OutgoingActivity {
  const context = message.replyContext
  const id = asId(pick(context, 'bot', 'id')) ?? `28:${account.appId}`
  const name = message.senderName ?? asLabel(pick(context, 'bot', 'name'))
  const user = asId(pick(context, 'user', 'id'))
  return {
    type: 'message',
    from: { id, ...given({ name }) },
    conversation: { id: message.conversationId },
    text,
    textFormat: 'plain',
    ...(user === undefined
      ? {}
      : { recipient: { id: user, ...given({ name: asLabel(pick(context, 'user', 'name')) }) } }),
    ...given({ replyToId: message.replyToId }),
    ...(attachments.length === 0 ? {} : { attachments }),
  }
}

function filesOf(attachments: readonly Attachment[]): NonNullable<OutgoingActivity['attachments']> {
  return attachments.flatMap(({ url, mimeType, name, kind }) => {
    const contentUrl = asUrl(url)
    if (contentUrl === undefined) return []
    const contentType = mimeType ?? (kind === 'image' ? 'image/png' : 'application/octet-stream')
    return [{ contentType, contentUrl, ...given({ name }) }]
  })
}

/** Ids hold `:`, `@`, `;`. Null for what is no id, and for `..`, which an address would follow upwards. */
function segmentOf(id: unknown): string | null {
  const text = asId(id)
  return text === undefined || /^\.{1,2}$/u.test(text) ? null : encodeURIComponent(text)
}

function unclear(): Failed {
  const detail = 'The Bot Framework answered with something else than an answer; the message may have arrived'
  return { ok: false, class: 'unknown-outcome', detail }
}

function refused(detail: string): Failed {
  return { ok: false, class: 'bad-request', detail }
}
