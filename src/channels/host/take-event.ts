// What a provider tells → what the desk is told. Only a customer's message and a pressed button may wake a chat; edits,
// receipts, reactions and news about members never do.
import type { DeliveryFailure } from '../../core/thread/message.js'
import { threadKey } from '../../core/thread/thread.js'
import type { Answer } from '../../desk/answer.js'
import { RefusedError } from '../../desk/refused-error.js'
import type { ChannelEvent } from '../../ports/channel-adapter.js'
import type { Line } from './line.js'
import { markSent, takeEcho } from './take-echo.js'
import { type Authors, takeAction, takeMessage } from './take-message.js'

/** `null`: nothing came in that is a customer's word. */
export async function takeEvent(line: Line, event: ChannelEvent, authors: Authors): Promise<Answer | null> {
  const skipped = (reason: string): null => {
    line.onSkipped(line.channel, reason)
    return null
  }
  try {
    switch (event.kind) {
      case 'message':
        return await takeMessage(line, event, authors)
      case 'action':
        return await takeAction(line, event, authors)
      case 'echo': {
        const reason = await takeEcho(line, event)
        return reason === null ? null : skipped(reason)
      }
      case 'edit': {
        const { messageKey, text, editVersion } = event
        // A redelivery of an older version must not undo a newer one.
        const once = editVersion === undefined ? {} : { commandId: `edit:${messageKey}:${editVersion}`.slice(0, 512) }
        await line.desk.edit(messageKey, { channel: line.channel, text, ...once })
        return null
      }
      case 'delete':
        await line.desk.edit(event.messageKey, { channel: line.channel, deleted: true })
        return null
      case 'receipt':
        await takeReceipt(line, event)
        return null
      case 'service':
        await takeMove(line, event)
        return null
      case 'reaction':
      case 'contact':
        return null
      default:
        return event satisfies never
    }
  } catch (error) {
    // For good: what is said again would be refused again, and would keep the others of its batch from coming.
    if (error instanceof RefusedError && !isForNow(error)) return skipped(`${event.kind} refused: ${error.code}`)
    throw error
  }
}

function isForNow({ code }: RefusedError): boolean {
  return code === 'unavailable' || code === 'conflict' || code === 'rate-limited'
}

/** A watermark says that what arrived was seen, not that everything arrived: only named messages count. */
async function takeReceipt(line: Line, event: Extract<ChannelEvent, { kind: 'receipt' }>): Promise<void> {
  const { store, workspace, channel, desk } = line
  if (event.receipt === 'delayed' || event.messageIds.length === 0) return
  const parts = await store.channels.sentParts(workspace, channel, event.messageIds)
  for (const message of new Set(parts.map((part) => part.message))) {
    if (event.receipt === 'failed') await desk.delivered(message, 'failed', channel, { failure: returned(event) })
    else await markSent(line, message)
  }
}

/** The provider took it, and told later that it could not be brought. */
function returned({ reason }: Extract<ChannelEvent, { kind: 'receipt' }>): DeliveryFailure {
  return {
    code: 'returned',
    detail: (reason ?? 'The provider told later that it could not be delivered').slice(0, 500),
  }
}

async function takeMove(line: Line, event: Extract<ChannelEvent, { kind: 'service' }>): Promise<void> {
  const { conversationId, newConversationId } = event
  if (newConversationId === undefined) return
  const { store, workspace, channel } = line
  const old = await store.channels.noted(workspace, threadKey(channel, conversationId))
  const conversation = old?.conversation ?? conversationId
  const thread = threadKey(channel, conversation)
  await store.channels.note(workspace, { thread, conversation, movedTo: newConversationId })
  await store.channels.note(workspace, { thread: threadKey(channel, newConversationId), conversation })
}
