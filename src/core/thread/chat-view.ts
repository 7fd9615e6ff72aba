import type { Action } from '../chat/available.js'
import type { Chat } from '../chat/chat.js'
import { type ChatStateName, isLive, statusOf } from '../chat/lifecycle.js'
import type { ChatEvent } from '../chat/machine.js'
import { sumParts } from '../chat/part.js'
import { stepChat } from '../chat/step.js'
import type { ChatView } from '../chat/view.js'
import { silenceDue, silenceFinishes } from './finish.js'
import type { ChannelSetting } from './setting.js'
import { survivorOf, type Thread } from './thread.js'

/** A chat as screens, rules and templates see it. */
export function chatView(thread: Thread, chat: Chat, channel: ChannelSetting): ChatView {
  const { lifecycle, details } = chat
  const sum = sumParts(chat.parts)
  const due = silenceDue(chat, channel)
  const finishIsPast = lifecycle.finish !== null && !isLive(lifecycle.state)
  return {
    number: chat.number,
    state: lifecycle.state,
    status: statusOf(lifecycle.state),
    channel: thread.channel,
    customer: thread.customer,
    subject: details.subject ?? sum.firstCustomer?.text ?? null,
    subjectIsDefault: details.subject === null,
    isFirstOnChannel: chat.isFirstOnChannel,
    activation: lifecycle.activation,
    startedAt: chat.startedAt,
    startedBy: chat.startedBy,
    reopenedAt: lifecycle.reopenedAt,
    finishedAt: finishIsPast ? (lifecycle.finish?.at ?? null) : null,
    finishedBy: finishIsPast ? (lifecycle.finish?.by ?? null) : null,
    autoFinishAt: due === null ? null : new Date(due).toISOString(),
    newSince: lifecycle.newSince,
    previous: chat.previous,
    next: chat.next,
    splitFrom: chat.splitFrom,
    mergedInto: chat.merge === null ? null : survivorOf(thread, chat).number,
    assignee: details.assignee,
    priority: details.priority,
    tags: details.tags,
    fields: details.fields,
    counts: sum.counts,
    waitingSince: sum.waitingSince,
    workflow: chat.workflow?.workflow ?? null,
    actions: availableActions(thread, chat, channel),
    version: chat.version,
  }
}

/** What would be accepted now (spec S8): the machine's own guards are asked, no rule is written twice. */
export function availableActions(thread: Thread, chat: Chat, channel: ChannelSetting): readonly Action[] {
  if (chat.merge !== null) return []
  const isCurrent = thread.current === chat.number
  // A chat begins with a letter, so any second one can begin a new chat.
  const { customer, agent, automation } = sumParts(chat.parts).counts
  const { state, reopenedFrom } = chat.lifecycle
  return listed(state, reopenedFrom?.state ?? null, {
    closedIsOffered: !channel.endless,
    isCurrent,
    silenceFinishes: silenceFinishes(chat, channel),
    splitsAtLetter: channel.kind === 'email' && isCurrent && customer + agent + automation > 1,
    hasPrevious: chat.previous !== null,
    hasAbsorbed: chat.absorbed.length > 0,
    hasNext: chat.next !== null,
  })
}

/** What else than its state decides what a chat takes. */
interface Circumstances {
  readonly closedIsOffered: boolean
  readonly isCurrent: boolean
  readonly silenceFinishes: boolean
  readonly splitsAtLetter: boolean
  readonly hasPrevious: boolean
  readonly hasAbsorbed: boolean
  readonly hasNext: boolean
}

const lists = new Map<string, readonly Action[]>()

/** Of each of the few combinations one list, made once: it is in every view, and views of one kind then share it. */
function listed(
  state: ChatStateName,
  reopenedFrom: ChatStateName | null,
  circumstances: Circumstances,
): readonly Action[] {
  let key = `${state} ${reopenedFrom}`
  for (const name in circumstances) key += circumstances[name as keyof Circumstances] ? '1' : '0'
  const known = lists.get(key)
  if (known !== undefined) return known
  const offered = offeredIn(state, reopenedFrom, circumstances)
  const list = Object.freeze((Object.keys(offered) as Action[]).filter((action) => offered[action]))
  lists.set(key, list)
  return list
}

function offeredIn(
  state: ChatStateName,
  reopenedFrom: ChatStateName | null,
  now: Circumstances,
): { readonly [action in Action]: boolean } {
  const takes = (event: ChatEvent) => stepChat(state, event).kind === 'taken'
  const { isCurrent, closedIsOffered } = now
  return {
    reply: isCurrent && takes({ type: 'agent.message' }),
    note: true,
    finish: takes({ type: 'finish', status: 'open', closedIsOffered }),
    postpone: now.silenceFinishes,
    split: now.splitsAtLetter || takes({ type: 'split', reopenedFrom }),
    'show-previous': now.hasPrevious,
    merge: isCurrent && now.hasPrevious,
    unmerge: isCurrent && now.hasAbsorbed,
    'set-status': takes({ type: 'set-status', status: 'open', closedIsOffered }),
    'set-subject': true,
    assign: true,
    tag: true,
    'go-previous': now.hasPrevious,
    'go-next': now.hasNext,
  }
}
