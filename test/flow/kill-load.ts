// What a node does until it is killed: mixed commands on few customers. Everything acknowledged is reported before the
// next command of the same loop, and every customer's message before it is handed in, as a provider would keep it.
import type { Status } from '../../src/core/chat/lifecycle.js'
import type { Answer, CustomerMessage, Desk } from '../../src/index.js'
import { RefusedError } from '../../src/index.js'
import type { Chance } from './chance.js'

/** What the test learns. Moments are nanoseconds of the machine's monotonic clock, the same for all processes. */
export type Report =
  | { readonly says: 'begun'; readonly message: CustomerMessage }
  | { readonly says: 'done'; readonly done: Done }
  | { readonly says: 'refused'; readonly code: string }
  | { readonly says: 'fault'; readonly fault: string }
  | { readonly says: 'ready' }

export interface Done {
  readonly what: string
  /** Id of the command; `null` for a message that was there already. */
  readonly command: string | null
  readonly outcome: string
  /** The text of the message or note that it brought: unique in the whole test. */
  readonly text: string | null
  readonly messageId: string | null
  readonly from: string
  readonly to: string
}

export interface LoadOptions {
  readonly desk: Desk
  readonly node: string
  readonly chance: Chance
  /** Resolves when the test has it for sure. */
  readonly report: (report: Report) => Promise<void>
  readonly isOver: () => boolean
}

const CUSTOMERS = [
  ...['anna', 'boris', 'vera', 'gleb', 'dina'].map((id) => ({ channel: 'tg', id })),
  ...['anna', 'egor', 'zoya', 'ilya'].map((id) => ({ channel: 'endless', id })),
  ...['anna', 'kira'].map((id) => ({ channel: 'mail', id })),
] as const
const ANN = { agent: 'ann' }
const now = (): string => String(process.hrtime.bigint())

export async function load({ desk, node, chance, report, isOver }: LoadOptions): Promise<void> {
  let count = 0
  const recent: CustomerMessage[] = []

  async function perform(what: string, text: string | null, act: () => Promise<Answer>, id: string | null = null) {
    const from = now()
    try {
      const { trace, outcome } = await act()
      const command = outcome === 'duplicate' ? null : (trace?.command.id ?? null)
      const done = { what, command, outcome, text, messageId: id, from, to: now() }
      await report({ says: 'done', done })
    } catch (error) {
      if (error instanceof RefusedError) await report({ says: 'refused', code: error.code })
      else await report({ says: 'fault', fault: error instanceof Error ? String(error.stack) : String(error) })
    }
  }

  async function receive(message: CustomerMessage, isAgain: boolean): Promise<void> {
    if (!isAgain) await report({ says: 'begun', message })
    await perform('receive', message.text, () => desk.receive(message), message.id ?? null)
  }

  async function turn(): Promise<void> {
    count += 1
    const token = `${node}.${count}`
    const { channel, id } = chance.pick([CUSTOMERS[0] ?? { channel: 'tg', id: 'anna' }, ...CUSTOMERS])
    const luck = chance.below(100)
    const again = recent[chance.below(recent.length)]
    if (luck < 8 && again !== undefined) return receive(again, true)
    if (luck < 45) {
      const text = `${chance.pick(['', '', '', '', 'bye ', 'survey ', 'survey ', '5 ', '5 ', '5 '])}${token}`
      const answers =
        channel === 'mail' && chance.happens(0.8) ? recent.findLast((one) => one.channel === 'mail') : undefined
      const reply = answers?.id === undefined ? {} : { inReplyTo: answers.id }
      const message = { channel, customer: { id: answers?.customer.id ?? id }, id: `in-${token}`, text, ...reply }
      recent.push(message)
      if (recent.length > 40) recent.shift()
      return receive(message, false)
    }
    const chats = await desk.chats({ channel, customer: id, limit: 3 }).catch(() => [])
    const current = chats.find((chat) => chat.next === null && chat.mergedInto === null)
    const chat = (chance.happens(0.7) ? current : chats[chance.below(chats.length)])?.number
    if (chat === undefined) return
    if (luck < 60) return perform('reply', token, () => desk.reply(chat, { ...ANN, text: token, id: `out-${token}` }))
    if (luck < 65) return perform('note', token, () => desk.note(chat, { ...ANN, text: token }))
    if (luck < 77) {
      const status = chance.pick<Status>(['open', 'pending', 'open', 'closed'])
      return perform('finish', null, () => desk.finish(chat, { ...ANN, status }))
    }
    if (luck < 83) return perform('split', null, () => desk.split(chat, ANN))
    if (luck < 88) return perform('merge', null, () => desk.merge(chat, ANN))
    if (luck < 92) return perform('unmerge', null, () => desk.unmerge(chat, ANN))
    if (luck < 96) return perform('update', null, () => desk.update(chat, { ...ANN, fields: { token } }))
    const named = again?.id
    if (named === undefined) return
    return perform('edit', null, () => desk.edit(named, { channel: again?.channel ?? 'tg', text: `edited ${token}` }))
  }

  while (!isOver()) await turn()
}

/** What a provider hands in once more, since nobody said that it had arrived. */
export async function redeliver(
  messages: readonly CustomerMessage[],
  { desk, report }: Pick<LoadOptions, 'desk' | 'report'>,
): Promise<void> {
  for (const message of messages) {
    const from = now()
    try {
      const { trace, outcome } = await desk.receive(message)
      const command = outcome === 'duplicate' ? null : (trace?.command.id ?? null)
      const { text, id: messageId = null } = message
      await report({ says: 'done', done: { what: 'receive', command, outcome, text, messageId, from, to: now() } })
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error
      await report({ says: 'refused', code: error.code })
    }
  }
}
