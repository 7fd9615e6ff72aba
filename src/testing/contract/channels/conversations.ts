import type { ServedStore } from '../../../ports/service-store.js'
import { same } from '../check.js'
import { type ContractCase, promised } from '../contract.js'
import { minute, SPACE } from '../conversation.js'
import { HOSTILE } from '../service/hostile.js'

/** How to answer in a conversation, and what went out under which ids. */
export const CONVERSATIONS: readonly ContractCase<ServedStore>[] = [
  promised('keeps what the newest message brought for replies', async ({ channels }) => {
    same('at first', await channels.noted(SPACE, 't'), null)
    const context = { serviceUrl: 'https://a.example/', deep: { list: [1, 'ü', null] } }
    const first = { thread: 't', conversation: 'c', context, author: 'u1', lastMessageAt: minute(2) }
    await channels.note(SPACE, first)
    same('the first', await channels.noted(SPACE, 't'), { ...first, movedTo: null })
    const older = { context: { serviceUrl: 'old' }, author: 'u0', lastMessageAt: minute(1) }
    await channels.note(SPACE, { thread: 't', conversation: 'c', ...older })
    same('after an older one', await channels.noted(SPACE, 't'), { ...first, movedTo: null })
    await channels.note(SPACE, { thread: 't', conversation: 'c', lastMessageAt: minute(3) })
    same('after one that says less', await channels.noted(SPACE, 't'), {
      ...first,
      lastMessageAt: minute(3),
      movedTo: null,
    })
    await channels.note(SPACE, { thread: 't', conversation: 'c', movedTo: 'd' })
    same('when it moved', await channels.noted(SPACE, 't'), { ...first, lastMessageAt: minute(3), movedTo: 'd' })
    same('elsewhere', await channels.noted('other', 't'), null)
  }),
  promised('finds a message by the ids that it went out under', async ({ channels }) => {
    const part = (id: string, of: number, message = 'm1') => ({ channel: 'tg', id, message, part: of, at: minute(of) })
    await channels.addSent(SPACE, [])
    await channels.addSent(SPACE, [part('102', 1), part('101', 0)])
    await channels.addSent(SPACE, [part('101', 7, 'another'), part('103', 2), { ...part('101', 0), channel: 'vk' }])
    const all = [part('101', 0), part('102', 1), part('103', 2)]
    same('by message', await channels.sentAs(SPACE, 'tg', 'm1'), all)
    same('by id', await channels.sentParts(SPACE, 'tg', ['103', '101', '9', '101']), [part('101', 0), part('103', 2)])
    same('by no id', await channels.sentParts(SPACE, 'tg', []), [])
    same('elsewhere', await channels.sentAs('other', 'tg', 'm1'), [])
    same('forgotten', await channels.pruneSent(SPACE, minute(1), 10), 2)
    same('what is left', await channels.sentAs(SPACE, 'tg', 'm1'), all.slice(1))
    same('no more than asked', await channels.pruneSent(SPACE, minute(9), 1), 1)
  }),
  promised('takes every text as a text in conversations and ids', async ({ channels }) => {
    for (const [at, text] of HOSTILE.entries()) {
      const note = { thread: text, conversation: text, context: { [text]: text }, author: text }
      await channels.note(SPACE, note)
      same('the note', await channels.noted(SPACE, text), { ...note, lastMessageAt: null, movedTo: null })
      const part = { channel: text, id: text, message: text, part: at, at: minute(0) }
      await channels.addSent(SPACE, [part])
      same('the part', await channels.sentParts(SPACE, text, [text]), [part])
    }
  }),
]
