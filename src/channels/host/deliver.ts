// Our messages out: how to answer in the conversation is looked up, what the provider calls the parts is kept, so that an
// echo, a receipt and the next attempt know them again.
import { threadKey } from '../../core/thread/thread.js'
import type { DeliverContext, DeliveryResult, SendMessageEffect } from '../../ports/channel.js'
import type { OutgoingMessage, SendResult } from '../../ports/channel-adapter.js'
import { type Line, nowOf } from './line.js'

export async function deliver(
  line: Line,
  effect: SendMessageEffect,
  { signal }: DeliverContext,
): Promise<DeliveryResult> {
  const { store, workspace, channel } = line
  const ref = await store.threadOfChat(workspace, effect.chat)
  const thread = ref?.key ?? threadKey(channel, effect.customer)
  const [note, sent] = await Promise.all([
    store.channels.noted(workspace, thread),
    store.channels.sentAs(workspace, channel, effect.message),
  ])
  const subject = await subjectOf(line, effect)
  const message: OutgoingMessage = {
    conversationId: note?.movedTo ?? effect.customer,
    replyId: effect.message,
    text: effect.text,
    attachments: effect.attachments,
    automated: effect.agent === undefined,
    ...(effect.choices === undefined ? {} : { choices: effect.choices }),
    ...(subject === null ? {} : { subject }),
    ...(note?.context == null ? {} : { replyContext: note.context }),
    ...(note?.lastMessageAt == null ? {} : { lastCustomerMessageAt: note.lastMessageAt }),
    ...(sent.length === 0 ? {} : { sentIds: sent.map(({ id }) => id) }),
  }
  const result = await sendFollowing(line, message, signal)
  await keep(line, effect, thread, result)
  return deliveryResultOf(result)
}

/** A conversation that moved is followed once. */
async function sendFollowing(line: Line, message: OutgoingMessage, signal: AbortSignal): Promise<SendResult> {
  const { connection, ports, clock } = line
  const { http, tokens } = ports
  const sending = { now: () => nowOf(line), http, tokens, signal, sleep: (ms: number) => clock.sleep(ms, signal) }
  const first = await connection.send(message, sending)
  if (first.ok || first.class !== 'moved' || first.newConversationId === undefined) return first
  const { newConversationId, sentIds = message.sentIds } = first
  const moved = { ...message, conversationId: newConversationId, ...(sentIds === undefined ? {} : { sentIds }) }
  const second = await connection.send(moved, sending)
  return { newConversationId, ...second }
}

/** The message is with the customer whatever becomes of this: a store in trouble must not have it sent again. */
async function keep(line: Line, effect: SendMessageEffect, thread: string, result: SendResult): Promise<void> {
  const { store, workspace, channel, clock } = line
  const ids = result.ok ? result.providerMessageIds : (result.sentIds ?? [])
  const at = clock.now()
  try {
    await store.channels.addSent(
      workspace,
      ids.map((id, part) => ({ channel, id, message: effect.message, part, at })),
    )
    const { newConversationId: movedTo } = result
    if (movedTo === undefined) return
    await store.channels.note(workspace, { thread, conversation: effect.customer, movedTo })
    await store.channels.note(workspace, { thread: threadKey(channel, movedTo), conversation: effect.customer })
  } catch (error) {
    line.onError(error)
  }
}

/** A correspondence that an agent begins has no letter to take it from. */
async function subjectOf({ kind, desk }: Line, effect: SendMessageEffect): Promise<string | null> {
  if (kind !== 'email') return null
  const { subject, subjectIsDefault } = await desk.chat(effect.chat)
  return subjectIsDefault ? null : subject
}

export function deliveryResultOf(result: SendResult): DeliveryResult {
  if (result.ok) return { ok: true, providerIds: result.providerMessageIds }
  const { detail, retryAfterMs } = result
  const failed = {
    ok: false,
    code: result.class,
    detail,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  } as const
  switch (result.class) {
    case 'temporary':
    case 'rate-limited':
      return { ...failed, class: result.class }
    case 'unknown-outcome':
      return { ...failed, class: 'unknown' }
    case 'auth':
    case 'blocked':
    case 'window-closed':
    case 'too-long':
    case 'moved':
    case 'bad-request':
      return { ...failed, class: 'permanent' }
    default:
      return result.class satisfies never
  }
}
