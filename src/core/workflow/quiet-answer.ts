// Answers that leave a finished chat finished (`reopens: false`): a mark for the service isn't a new question. Looked at
// before the lifecycle decides; whatever isn't understood as the answer, or says more than that, goes the ordinary way and
// reopens the chat: no question of a customer may stay in a finished chat because it has a number in it.
import type { Context } from '../automation/context.js'
import { isByRobot } from '../automation/time-rules.js'
import { isLive } from '../chat/lifecycle.js'
import type { Command } from '../thread/command.js'
import { emptyDraft } from '../thread/draft.js'
import { currentChat, type Thread } from '../thread/thread.js'
import { factsBeside } from './begin.js'
import { answerIn, askingOf } from './hear.js'
import { topOf } from './instance.js'
import { migrated } from './migrate.js'
import { workflowOf } from './run-on.js'

export async function isQuietAnswer(thread: Thread, command: Command, context: Context): Promise<boolean> {
  if (command.type !== 'customer.message' || isByRobot(command)) return false
  const { rules } = context
  const chat = currentChat(thread)
  const stored = chat?.workflow
  if (rules === null || chat === null || stored === undefined || stored.wait.for !== 'answer') return false
  if (isLive(chat.lifecycle.state) || !rules.workflows.has(stored.workflow)) return false
  const instance = migrated(stored, rules)
  const frame = topOf(instance)
  const compiled = workflowOf(frame, { rules }).steps.get(frame.step)
  if (compiled === undefined || askingOf(compiled)?.reopens !== false) return false
  const draft = emptyDraft(thread, context.contact)
  const facts = factsBeside(draft, chat.number, command, context)
  if (facts === null) return false
  const running = { context, rules, command, chat: chat.number, facts, isAnswer: false }
  const { messageId: message, text, attachments, payload } = command
  const input = { kind: 'message' as const, message, text, attachments, payload }
  const answer = await answerIn({ draft, instance, steps: [], said: 0 }, running, compiled, input, stored)
  return answer?.isAll === true
}
