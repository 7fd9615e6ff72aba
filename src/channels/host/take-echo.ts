// What our own account said: ours come back, or somebody typed in the provider's inbox. That may come before the provider
// has answered our send, so an unknown one waits while a send in its conversation is unfinished.

import { routeOf } from '../../desk/route.js'
import type { SendMessageEffect } from '../../ports/channel.js'
import type { EchoMessage } from '../../ports/channel-adapter.js'
import type { ThreadRef } from '../../ports/store.js'
import { splitText } from '../shared/split-text.js'
import { customerIdOf } from './customer-of.js'
import type { Line } from './line.js'
import { answeredBy } from './take-message.js'

/** Providers wait three seconds at least. */
const LONGEST_WAIT_MS = 1_500
const LOOK_AGAIN_MS = 100
const MOST_SENDING = 1_000
const { signal: never } = new AbortController()

/** Why nothing was done with it; `null`: it was. */
export async function takeEcho(line: Line, event: EchoMessage): Promise<string | null> {
  const { messageId, ownTag } = event
  const customer = await customerIdOf(line, event)
  const ours = ownTag ?? (await ownMessage(line, event, customer))
  if (ours !== null) return (await isKept(line, ours, messageId)) ? null : 'an echo of a message that is not known here'
  if (event.automated !== false) return 'another robot’s answer'
  await takeAgents(line, event, customer)
  return null
}

/** Typed in the provider's inbox: the agent spoke last, and the customer's next word reopens as usual. */
async function takeAgents(line: Line, event: EchoMessage, customer: string): Promise<void> {
  const { desk, store, workspace, channel, kind } = line
  const inReplyTo = answeredBy(event)
  const ref = await routeOf(
    store,
    workspace,
    kind,
    { channel, customer: { id: customer }, inReplyTo },
    event.messageKey,
  )
  if (event.replyContext !== undefined)
    await store.channels.note(workspace, { thread: ref.key, conversation: customer, context: event.replyContext })
  const said = {
    agent: `${kind}:${event.author.id}`,
    text: event.text === '' && event.attachments.length === 0 ? '(something that can’t be shown here)' : event.text,
    attachments: event.attachments,
    id: event.messageKey,
    echo: true,
  } as const
  const current = await currentChat(line, ref)
  if (current === null) await desk.start({ channel, customer: { id: customer }, ...said })
  else await desk.reply(current, said)
}

/** The last chat of the thread where it still takes words. */
async function currentChat({ store, workspace }: Line, ref: ThreadRef): Promise<number | null> {
  const { thread } = await store.load(workspace, { ...ref, isFresh: true })
  const chat = thread?.chats.find(({ number }) => number === thread.current)
  return chat === undefined || chat.lifecycle.state === 'closed' ? null : chat.number
}

async function ownMessage(line: Line, event: EchoMessage, customer: string): Promise<string | null> {
  const { store, workspace, channel, clock } = line
  const known = async (): Promise<string | null> =>
    (await store.channels.sentParts(workspace, channel, [event.messageId]))[0]?.message ?? null
  for (let waited = 0; ; waited += LOOK_AGAIN_MS) {
    const found = await known()
    if (found !== null) return found
    const unfinished = await sendingTo(line, customer)
    if (unfinished.length === 0) return known()
    if (waited >= LONGEST_WAIT_MS)
      return unfinished.find(({ text }) => text.trim() === event.text.trim())?.message ?? null
    await clock.sleep(LOOK_AGAIN_MS, never)
  }
}

/** On whatever node. */
async function sendingTo({ store, workspace, channel }: Line, customer: string): Promise<readonly SendMessageEffect[]> {
  const entries = await store.outbox(workspace, { state: 'sending', limit: MOST_SENDING })
  return entries.flatMap(({ effect }) =>
    effect.type === 'send-message' && effect.channel === channel && effect.customer === customer ? [effect] : [],
  )
}

/** Whether there is such a message of ours; it now is known by the provider's id too. */
async function isKept(line: Line, message: string, id: string): Promise<boolean> {
  const { store, workspace, channel, clock } = line
  const [ref] = await store.threadsOfMessage(workspace, message, channel)
  if (ref === undefined) return false
  const { length: part } = await store.channels.sentAs(workspace, channel, message)
  await store.channels.addSent(workspace, [{ channel, id, message, part, at: clock.now() }])
  await markSent(line, message, ref)
  return true
}

/** Of a message in parts, one part proves nothing: the send's own answer tells of the whole. */
export async function markSent(line: Line, message: string, known?: ThreadRef): Promise<void> {
  const { store, workspace, channel, desk, connection } = line
  const ref = known ?? (await store.threadsOfMessage(workspace, message, channel))[0]
  const stored = ref === undefined ? null : await store.message(workspace, ref.key, message)
  if (stored === null || stored.delivery === 'sent' || stored.author === 'customer') return
  if (stored.attachments.length > 0 || splitText(stored.text, connection.limits).length > 1) return
  await desk.delivered(message, 'sent', channel)
}
