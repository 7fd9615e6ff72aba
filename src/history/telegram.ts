// Telegram Desktop's `result.json`: one chat (`{ name, type, id, messages }`) or the whole account
// (`{ personal_information, chats: { list: [ … ] } }`). Read message by message: a real export can have a gigabyte.
//
// Who is the agent: the `agents` given (from_id such as `user123`, or a name); else in private chats everybody but the
// person the chat is with, for that is the account's owner. Groups are read only when `agents` are given.
import type { HistoryEntry } from './entry.js'
import { isObject } from './fields.js'
import { readMoment } from './moment.js'
import type { ProblemCode, ReadingEvents } from './problem.js'
import { type Slice, sliceJson } from './slice-json.js'
import { attachmentsOfTelegram, textOfTelegram } from './telegram-content.js'

export interface TelegramOptions {
  /** `from_id`s or names of those who answer. */
  readonly agents?: readonly string[]
  readonly channel?: string | undefined
  /** Zone of the old exports that have `date` without `date_unixtime`. */
  readonly zone?: string | undefined
}

interface Dialog {
  readonly name: string | null
  readonly type: string
  readonly id: string
}

/** A message of a messenger has some kilobytes; the formatting of a long one some more. */
const MAX_MESSAGE = 4 * 1024 * 1024
const PRIVATE = ['personal_chat', 'bot_chat']
/** How many messages of a group are remembered to find whom an agent's reply answers. */
const REMEMBERED = 5000

type Role = 'name' | 'type' | 'id' | 'owner' | 'message'

/** What a path of the export is, in a single chat and in a full export. */
function roleOf(path: readonly string[]): Role | null {
  const [first, second] = path
  if (first === 'personal_information') return path.length === 2 && second === 'user_id' ? 'owner' : null
  const inner =
    (first === 'chats' || first === 'left_chats') && second === 'list' && path[2] === '*' ? path.slice(3) : path
  if (inner.length === 1 && (inner[0] === 'name' || inner[0] === 'type' || inner[0] === 'id')) return inner[0]
  return inner.length === 2 && inner[0] === 'messages' && inner[1] === '*' ? 'message' : null
}

export async function* readTelegram(
  texts: AsyncIterable<string>,
  source: string,
  events: ReadingEvents,
  options: TelegramOptions = {},
): AsyncGenerator<HistoryEntry> {
  let dialog: Dialog = { name: null, type: 'personal_chat', id: '' }
  let owner: string | null = null
  let number = 0
  let talk = talkOf(dialog, owner, options)
  let sawMessages = false
  let complained = ''
  const problem = (code: ProblemCode, message: string, field?: string) =>
    events.onProblem({ code, message, source, line: number, ...(field === undefined ? {} : { field }) })

  const isWanted = (path: readonly string[]) => roleOf(path) !== null
  for await (const slice of sliceJson(texts, isWanted, MAX_MESSAGE)) {
    if ('fault' in slice) {
      if (slice.fault === 'too-long') number++
      if (slice.fault === 'too-long') problem('too-long', `the message has more than ${MAX_MESSAGE} characters`)
      else if (slice.fault === 'cut-off') problem('cut-off', 'the export ends in the middle')
      else problem('bad-json', 'the export is not JSON from here on')
      continue
    }
    const role = roleOf(slice.path)
    if (role === 'message') number++
    const value = parse(slice)
    if (value === undefined) {
      problem('bad-json', role === 'message' ? 'the message is not JSON' : `"${slice.path.join('.')}" is not JSON`)
      continue
    }
    if (role !== 'message') {
      if (role === 'owner') owner = `user${String(value)}`
      else if (role === 'name')
        dialog = { id: '', type: 'personal_chat', name: typeof value === 'string' ? value : null }
      // Some dialogs (saved messages) have no name: then a new one begins with its type.
      else if (role === 'type') dialog = { id: '', name: dialog.id === '' ? dialog.name : null, type: String(value) }
      else if (role === 'id') dialog = { ...dialog, id: String(value) }
      talk = talkOf(dialog, owner, options)
      continue
    }
    sawMessages = true
    if (!isObject(value)) {
      problem('not-an-object', 'the message is not an object')
      continue
    }
    if (value.type !== 'message') {
      events.onSkip('service message')
      continue
    }
    if (!PRIVATE.includes(dialog.type) && (options.agents ?? []).length === 0) {
      events.onSkip(`message of a ${dialog.type.replaceAll('_', ' ')}`)
      const key = `${dialog.type} ${dialog.id}`
      if (owner === null && complained !== key) {
        complained = key
        problem('agent-unknown', 'nothing tells who answers in a group: name the agents')
      }
      continue
    }
    const entry = talk(value, { source, line: number })
    if ('code' in entry) problem(entry.code, entry.message, entry.field)
    else yield entry
  }
  if (!sawMessages && number === 0) problem('not-a-history', 'no "messages" found: not an export of Telegram Desktop')
}

function parse(slice: Slice): unknown {
  try {
    return JSON.parse(slice.json)
  } catch {
    return undefined
  }
}

interface Complaint {
  readonly code: ProblemCode
  readonly message: string
  readonly field?: string
}

/** Reads the messages of one dialog; remembers who wrote what, so that an answer in a group finds its customer. */
function talkOf(dialog: Dialog, owner: string | null, options: TelegramOptions) {
  const agents = options.agents ?? []
  const isPrivate = PRIVATE.includes(dialog.type)
  const peer = `user${dialog.id}`
  const wroteWhat = new Map<string, { readonly id: string; readonly name: string | null }>()
  let lastCustomer = isPrivate && dialog.id !== '' ? { id: peer, name: dialog.name } : null
  const channel = options.channel ?? (isPrivate ? 'telegram' : `telegram:${dialog.id}`)

  return (
    message: { readonly [key: string]: unknown },
    place: { readonly source: string; readonly line: number },
  ): HistoryEntry | Complaint => {
    const fromId = typeof message.from_id === 'string' ? message.from_id : ''
    const name = typeof message.from === 'string' ? message.from : null
    const from = fromId === '' ? (name ?? '') : fromId
    if (from === '') return { code: 'missing-field', message: '"from_id" is missing', field: 'from_id' }
    const moment = readMoment(message.date_unixtime ?? message.date, options)
    if (!moment.ok) return { code: moment.code, message: moment.message, field: 'date' }

    const named = agents.includes(from) || (name !== null && agents.includes(name))
    const isAgent = agents.length > 0 ? named : from === owner || (isPrivate && dialog.id !== '' && from !== peer)
    if (agents.length === 0 && owner === null && dialog.id === '') {
      return { code: 'agent-unknown', message: 'nothing tells who answers here: name the agents' }
    }
    const key = typeof message.id === 'number' || typeof message.id === 'string' ? String(message.id) : `n${place.line}`
    const attachments = attachmentsOfTelegram(message)
    const base = {
      at: moment.at,
      place,
      id: `telegram:${dialog.id}:${key}`,
      text: textOfTelegram(message),
      ...(attachments.length === 0 ? {} : { attachments }),
    }
    if (!isAgent) {
      lastCustomer = { id: from, name: name ?? (from === peer ? dialog.name : null) }
      remember(wroteWhat, key, lastCustomer)
      return { ...base, type: 'customer.message', channel, customer: lastCustomer }
    }
    const answered = message.reply_to_message_id
    const asker = isPrivate ? undefined : wroteWhat.get(String(answered))
    const customer = asker ?? lastCustomer
    if (customer === null) {
      return { code: 'missing-field', message: 'an agent wrote before any customer did', field: 'from_id' }
    }
    return { ...base, type: 'agent.message', channel, customer, agent: name ?? from }
  }
}

function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.set(key, value)
  if (map.size <= REMEMBERED) return
  for (const oldest of map.keys()) {
    map.delete(oldest)
    return
  }
}

/** Whether the beginning is that of a whole account: its dialogs follow one another and overlap in time. */
export function isFullExport(head: string): boolean {
  return /"(?:personal_information|chats)"\s*:/u.test(head.slice(0, 4096))
}
