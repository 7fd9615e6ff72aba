// A desk's file, line by line. Everything is looked at before anything is written: each fault with its line.
import type { ChatStateName } from '../../core/chat/lifecycle.js'
import { activationsOf } from '../../core/statistics/activations-of.js'
import { chatView } from '../../core/thread/chat-view.js'
import type { Message } from '../../core/thread/message.js'
import { threadKey } from '../../core/thread/thread.js'
import type { JournalEntry } from '../../ports/store.js'
import { channelSetting } from '../channel-setting.js'
import { COPY_FORMAT, type CopiedThread, type CopyLine } from './copied-thread.js'
import { copySteps } from './copy-steps.js'

export interface NumberedLine {
  /** From 1. */
  readonly number: number
  readonly text: string
}

export interface CopyFault {
  readonly line: number
  readonly message: string
}

/** What is copied, or why it can't be. */
export type CopyPart =
  | { readonly line: number; readonly copied: CopiedThread }
  | { readonly line: number; readonly fault: string }

/** Threads in order, and faults where they stand; a thread with a fault of its own is left out. */
export async function* readCopy(lines: AsyncIterable<NumberedLine>): AsyncGenerator<CopyPart> {
  let open: { line: number; part: OpenThread } | null = null
  let [count, last, isEnded] = [0, 0, false]
  const numbers = new Set<number>()
  const ids = new Set<string>()
  for await (const { number: line, text } of lines) {
    if (text.trim() === '') continue
    const read = lineOf(text)
    last = line
    if (typeof read === 'string') {
      yield { line, fault: read }
      continue
    }
    if (isEnded) {
      yield { line, fault: 'something stands behind the end' }
      return
    }
    if (count === 0 && open === null && !('desk' in read) && line === 1) {
      yield { line, fault: `a desk's file begins with {"desk":{"format":${COPY_FORMAT}}}` }
      return
    }
    if ('message' in read || 'entry' in read) {
      const fault = open === null ? 'there is no thread before it' : added(open.part, read, ids)
      if (fault !== null) yield { line, fault }
      continue
    }
    if (open !== null) yield closed(open.line, open.part)
    open = null
    if ('thread' in read) {
      const fault = threadFault(read, numbers)
      count += 1
      if (fault === null) open = { line, part: { ...read, messages: [], journal: [] } }
      else yield { line, fault }
    } else if ('end' in read) {
      isEnded = true
      if (read.end.threads !== count) yield { line, fault: `the file holds ${count} threads, not ${read.end.threads}` }
    } else if (read.desk.format !== COPY_FORMAT) {
      yield { line, fault: `format ${read.desk.format} is not known here, only ${COPY_FORMAT}` }
      return
    }
  }
  if (!isEnded) yield { line: last, fault: 'the file was cut off: its last line is not the end' }
}

const STATES: readonly ChatStateName[] = [
  'active',
  'awaiting-split',
  'finished-open',
  'finished-pending',
  'closed',
  'merged',
]

type OpenThread = Pick<CopiedThread, 'thread' | 'contact'> & {
  readonly messages: Message[]
  readonly journal: JournalEntry[]
}

type Fields = { readonly [name: string]: unknown }

function lineOf(text: string): CopyLine | string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return `not JSON: ${error instanceof Error ? error.message : String(error)}`
  }
  if (isCopyLine(value)) return value
  return 'neither a thread, nor a message or journal entry of one, nor the end'
}

/** By its outside. What a chat holds inside is tried by asking for its view. */
function isCopyLine(value: unknown): value is CopyLine {
  if (!isObject(value)) return false
  const { desk, thread, contact, message, entry, end } = value
  if (isObject(desk)) return isCount(desk.format)
  if (isObject(end)) return isCount(end.threads)
  if (isObject(thread)) return isObject(contact) && isThread(thread) && isCount(contact.version)
  if (isObject(message))
    return isCount(message.seq) && ['id', 'author', 'kind', 'text', 'at'].every((name) => isText(message[name]))
  if (!isObject(entry)) return false
  const { command, events, effects, chat } = entry
  if (!isObject(command) || !Array.isArray(events) || !Array.isArray(effects) || !isCount(chat)) return false
  return ['id', 'type', 'at'].every((name) => isText(command[name])) && events.every(isEvent)
}

function isThread({ key, channel, customer, version, lastSeq, chats }: Fields): boolean {
  return (
    [key, channel, customer].every(isText) &&
    [version, lastSeq].every(isCount) &&
    Array.isArray(chats) &&
    chats.every((chat) => isObject(chat) && isCount(chat.number) && isObject(chat.lifecycle))
  )
}

function isEvent(event: unknown): boolean {
  return isObject(event) && isText(event.type) && isText(event.at) && isCount(event.chat)
}

function threadFault(
  { thread, contact }: Pick<CopiedThread, 'thread' | 'contact'>,
  numbers: Set<number>,
): string | null {
  if (thread.key !== threadKey(thread.channel, thread.customer, thread.root))
    return `the key ${thread.key} is not that of its channel and customer`
  if (contact.channel !== thread.channel || contact.id !== thread.customer) return 'the contact is of another customer'
  if (contact.version < 1 || thread.version < 1) return 'a version must be 1 or more'
  for (const { number, lifecycle } of thread.chats) {
    if (number < 1 || numbers.has(number)) return `chat ${number} is there twice, or no number`
    numbers.add(number)
    if (!STATES.includes(lifecycle.state)) return `chat ${number} has no state`
  }
  if (thread.current !== null && !thread.chats.some(({ number }) => number === thread.current))
    return `the current chat ${thread.current} is none of its chats`
  return null
}

function added(part: OpenThread, read: Extract<CopyLine, { message: unknown } | { entry: unknown }>, ids: Set<string>) {
  if ('entry' in read) {
    part.journal.push(read.entry)
    return null
  }
  const { seq, id } = read.message
  const known = JSON.stringify([part.thread.channel, id])
  if (ids.has(known)) return `the channel has a message ${id} already`
  ids.add(known)
  if (seq < 1 || seq > part.thread.lastSeq || seq <= (part.messages.at(-1)?.seq ?? 0))
    return `message ${id} is out of order: seq ${seq}`
  part.messages.push(read.message)
  return null
}

function closed(line: number, copied: CopiedThread): CopyPart {
  const { thread, journal } = copied
  try {
    for (const chat of thread.chats) chatView(thread, chat, channelSetting({ id: thread.channel, kind: 'messenger' }))
    activationsOf(journal)
  } catch (error) {
    return { line, fault: `a chat can't be read: ${error instanceof Error ? error.message : String(error)}` }
  }
  if (copySteps(copied) === null)
    return { line, fault: `the version of the thread doesn't fit its chats, messages and journal` }
  return { line, copied }
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown): boolean {
  return typeof value === 'string'
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}
