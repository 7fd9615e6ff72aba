// What a merge makes of two chats and an unmerge of one: sums, details, marks and waits, so that merge then unmerge is the identity.
import type { Chat, ChatCore, Delayed, Details, MergeRecord, Priority } from '../chat/chat.js'
import { isLive, type Lifecycle } from '../chat/lifecycle.js'
import { type Part, sumParts } from '../chat/part.js'

const PRIORITIES: readonly Priority[] = ['low', 'normal', 'high', 'urgent']

/** The survivor with the other's stretch at its end; its lifecycle is the caller's business. */
export function joinedCore(survivor: Chat, other: Chat): ChatCore {
  return {
    lifecycle: survivor.lifecycle,
    details: joinedDetails(survivor.details, other.details),
    parts: [
      ...survivor.parts,
      ...other.parts.map((part, index): Part => (index === 0 ? { ...part, afterMerge: true } : part)),
    ],
    silence: { ...other.silence, timerAt: survivor.silence.timerAt },
    waits: { ...survivor.waits, ...other.waits },
    delayed: { ...survivor.delayed, ...recounted(other.delayed, agentMessagesIn(survivor.parts)) },
    marks: { ...survivor.marks, ...other.marks },
  }
}

/** Tags united; the survivor's own subject, fields and assignee win; the higher priority. */
function joinedDetails(own: Details, other: Details): Details {
  return {
    subject: own.subject ?? other.subject,
    tags: [...own.tags, ...other.tags.filter((tag) => !own.tags.includes(tag))],
    fields: { ...other.fields, ...own.fields },
    priority: PRIORITIES.indexOf(own.priority) >= PRIORITIES.indexOf(other.priority) ? own.priority : other.priority,
    assignee: own.assignee ?? other.assignee,
  }
}

/**
 * Both chats after an unmerge: the survivor as it was before the merge, the revived one as it was with all that came since.
 * Its state is its own when the survivor's hasn't moved since the merge, else the survivor's present one.
 */
export function separatedCores(
  now: Chat,
  firstSeq: number,
  record: MergeRecord,
  at: string,
): { readonly survivor: ChatCore; readonly revived: ChatCore } {
  const { survivorBefore: before, survivorAfter: after, self } = record
  const parts = now.parts.filter((part) => part.fromSeq >= firstSeq)
  const isUntouched = (rule: string) => now.waits[rule]?.anchor === after.waits[rule]?.anchor
  // A wait that is gone may have fired meanwhile, unless its time hasn't come; it isn't let off twice.
  const stayed = Object.entries(before.waits).filter(([rule, wait]) => isUntouched(rule) || wait.timerAt > at)
  const went = Object.entries(self.waits).filter(([rule]) => isUntouched(rule))
  const since = Object.entries(now.waits).filter(([rule]) => !isUntouched(rule))
  const stayedDelayed = Object.entries(now.delayed).filter(([effect]) => effect in before.delayed)
  return {
    survivor: {
      ...before,
      silence: { ...before.silence, timerAt: now.silence.timerAt },
      waits: Object.fromEntries(stayed),
      delayed: Object.fromEntries(stayedDelayed),
    },
    revived: {
      lifecycle: revivedLifecycle(now.lifecycle, after.lifecycle, self.lifecycle),
      details: revivedDetails(now.details, after.details, self.details),
      parts: parts.map((part, index) => (index === 0 ? withoutBorder(part, self.parts[0]?.afterMerge) : part)),
      silence: { ...now.silence, timerAt: null },
      waits: Object.fromEntries([...went, ...since]),
      delayed: recounted(without(now.delayed, stayedDelayed), -agentMessagesIn(before.parts)),
      marks: { ...self.marks, ...changed(now.marks, after.marks) },
    },
  }
}

export function agentMessagesIn(parts: readonly Part[]): number {
  return sumParts(parts).counts.agent
}

/** Delayed messages in a chat that has so many agents' messages more before them. */
export function recounted(delayed: Chat['delayed'], more: number): Chat['delayed'] {
  const entries = Object.entries(delayed).map(([effect, one]): [string, Delayed] => [
    effect,
    { ...one, agentMessages: one.agentMessages + more },
  ])
  return Object.fromEntries(entries)
}

function withoutBorder(part: Part, hadBorder: true | undefined): Part {
  if (hadBorder) return part
  const { afterMerge: _, ...rest } = part
  return rest
}

function revivedLifecycle(now: Lifecycle, after: Lifecycle, self: Lifecycle): Lifecycle {
  if (isSame(now, after)) return self
  const shift = self.activation - after.activation
  const former = now.reopenedFrom
  // A live chat may have been merged into a finished state; what was reopened since is that, not the live one.
  const isOwn = former !== null && isSame(former, after) && !isLive(self.state)
  return {
    ...now,
    activation: now.activation + shift,
    reopenedFrom: former === null ? null : isOwn ? self : { ...former, activation: former.activation + shift },
  }
}

function revivedDetails(now: Details, after: Details, self: Details): Details {
  const added = now.tags.filter((tag) => !after.tags.includes(tag))
  const removed = after.tags.filter((tag) => !now.tags.includes(tag))
  const tags = self.tags.filter((tag) => !removed.includes(tag))
  const gone = Object.keys(after.fields).filter((name) => !(name in now.fields))
  const fields = Object.entries({ ...self.fields, ...changed(now.fields, after.fields) })
  return {
    subject: now.subject === after.subject ? self.subject : now.subject,
    tags: [...tags, ...added.filter((tag) => !tags.includes(tag))],
    fields: Object.fromEntries(fields.filter(([name]) => !gone.includes(name))),
    priority: now.priority === after.priority ? self.priority : now.priority,
    assignee: isSame(now.assignee, after.assignee) ? self.assignee : now.assignee,
  }
}

function changed<T>(now: { readonly [key: string]: T }, before: { readonly [key: string]: T }): { [key: string]: T } {
  return Object.fromEntries(Object.entries(now).filter(([key, value]) => !isSame(before[key], value)))
}

function without<T>(all: { readonly [key: string]: T }, some: readonly (readonly [string, T])[]): { [key: string]: T } {
  const names = new Set(some.map(([name]) => name))
  return Object.fromEntries(Object.entries(all).filter(([name]) => !names.has(name)))
}

/** Both are plain JSON made by the same code, so equal values have equal texts. */
function isSame(left: unknown, right: unknown): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right)
}
