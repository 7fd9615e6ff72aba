import type { LoadRequest, Store } from '../../ports/store.js'
import { present, same } from './check.js'
import { type ContractCase, promised } from './contract.js'
import { ANNA, ann, BORIS, fresh, message, minute, prepare, refTo, SPACE, say, talk } from './conversation.js'

const close = (chat: number) => ({ type: 'finish' as const, chat, ...ann, status: 'closed' as const })

/** Chats 1 to 4 of Anna: 1 and 2 closed, 4 merged into the live 3; a note on 1. */
async function fourChats(store: Store): Promise<void> {
  await talk(
    store,
    ANNA,
    message(ANNA, 'm1'),
    close(1),
    message(ANNA, 'm2'),
    close(2),
    message(ANNA, 'm3'),
    close(3),
    message(ANNA, 'm4'),
    { type: 'note', chat: 1, ...ann, text: 'A note on the first', attachments: [] },
    { type: 'merge', chat: 4, ...ann },
  )
}

async function windowOf(store: Store, more: Partial<LoadRequest>): Promise<readonly number[]> {
  const { thread } = await fresh(store, ANNA, more)
  return present('the thread', thread).chats.map((chat) => chat.number)
}

function includesAll(what: string, numbers: readonly number[], wanted: readonly number[]): void {
  same(
    what,
    wanted.filter((number) => !numbers.includes(number)),
    [],
  )
  same(
    `${what}, in the order of the chain`,
    numbers,
    [...numbers].sort((left, right) => left - right),
  )
}

/** Threads, chats and messages. */
export const READS: readonly ContractCase[] = [
  promised('gives a window with the current chat, the one before it and what was merged into it', async (store) => {
    await fourChats(store)
    includesAll('the window', await windowOf(store, {}), [2, 3, 4])
  }),
  promised('puts the chat that is named into the window, and that which holds a named message', async (store) => {
    await fourChats(store)
    includesAll('the window with chat 1', await windowOf(store, { chat: 1 }), [1, 2, 3, 4])
    includesAll('the window with the message of chat 1', await windowOf(store, { namedMessage: 'm1' }), [1, 2, 3, 4])
  }),
  promised('puts what a merged chat lives on in into the window', async (store) => {
    await fourChats(store)
    await say(store, ANNA, close(3), minute(10))
    await say(store, ANNA, message(ANNA, 'm5'), minute(11))
    await say(store, ANNA, close(5), minute(12))
    await say(store, ANNA, message(ANNA, 'm6'), minute(13))
    includesAll('the window with chat 4', await windowOf(store, { chat: 4 }), [3, 4, 5, 6])
  }),
  promised('keeps the chats that a commit’s window leaves out', async (store) => {
    await fourChats(store)
    const { commit } = await prepare(store, ANNA, message(ANNA, 'm5'), minute(20))
    const window = commit.thread.chats.filter((chat) => chat.number > 1)
    same(
      'the commit',
      await store.commit(SPACE, { ...commit, thread: { ...commit.thread, chats: window } }),
      'committed',
    )
    const chain = present('the chain', await store.chain(SPACE, ANNA.key))
    same(
      'the chain',
      chain.chats.map((chat) => chat.number),
      [1, 2, 3, 4],
    )
    same('the chat left out', chain.chats[0]?.details, {
      subject: null,
      tags: [],
      fields: {},
      priority: 'normal',
      assignee: null,
    })
  }),
  promised('gives the chain in order, with tombstones, at its newest', async (store) => {
    await fourChats(store)
    const chain = present('the chain', await store.chain(SPACE, ANNA.key))
    same(
      'states',
      chain.chats.map((chat) => [chat.number, chat.lifecycle.state]),
      [
        [1, 'closed'],
        [2, 'closed'],
        [3, 'active'],
        [4, 'merged'],
      ],
    )
    same('the current one', chain.current, 3)
    same('the last seq', chain.lastSeq, 5)
  }),
  promised('finds the thread of every chat, tombstones too', async (store) => {
    await fourChats(store)
    const letter = refTo('mail', 'anna', '<root@x>')
    await talk(store, letter, message(letter, 'l1'))
    same('the thread of chat 2', await store.threadOfChat(SPACE, 2), ANNA)
    same('the thread of chat 4', await store.threadOfChat(SPACE, 4), ANNA)
    same('the thread of a letter, with its root', await store.threadOfChat(SPACE, 5), letter)
    same('the thread of chat 6', await store.threadOfChat(SPACE, 6), null)
  }),
  promised('knows which messages a channel has', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'), message(ANNA, 'm2'))
    const vk = refTo('vk', 'anna')
    await talk(store, vk, message(vk, 'm2'))
    const seqOf = async (ref: typeof ANNA, messageId: string) => (await fresh(store, ref, { messageId })).duplicateSeq
    same('m2 on tg', await seqOf(ANNA, 'm2'), 2)
    same('m2 on tg, asked by another customer', await seqOf(BORIS, 'm2'), 2)
    same('m1 on vk', await seqOf(vk, 'm1'), null)
    same('m3 on tg', await seqOf(ANNA, 'm3'), null)
    const keys = (await store.threadsOfMessage(SPACE, 'm2')).map((ref) => ref.key).sort()
    same('threads of m2', keys, [ANNA.key, vk.key].sort())
    same('threads of m2 on vk', await store.threadsOfMessage(SPACE, 'm2', 'vk'), [vk])
    same('threads of m9', await store.threadsOfMessage(SPACE, 'm9'), [])
    same('m1 in another thread', await store.message(SPACE, vk.key, 'm1'), null)
  }),
  promised('gives messages by range, the end not included, and notes of older chats by number', async (store) => {
    await fourChats(store)
    const idsIn = async (fromSeq: number, toSeq: number, chats: readonly number[]) =>
      (await store.messages(SPACE, ANNA.key, { fromSeq, toSeq, chats })).map((one) => one.seq)
    same('2 to 4', await idsIn(2, 4, []), [2, 3])
    same('all', await idsIn(0, 100, [1, 2, 3, 4]), [1, 2, 3, 4, 5])
    same('all but notes of older chats', await idsIn(0, 100, [2]), [1, 2, 3, 4])
    same('chat 1 with its note', await idsIn(1, 2, [1]), [1, 5])
    same('none', await idsIn(7, 7, []), [])
  }),
  promised('changes a stored message in its place', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'), message(ANNA, 'm2'), {
      type: 'edit',
      messageId: 'm1',
      text: 'Changed',
    })
    const stored = await store.messages(SPACE, ANNA.key, { fromSeq: 0, toSeq: 9, chats: [] })
    same(
      'texts',
      stored.map((one) => one.text),
      ['Changed', 'Hi'],
    )
    same('the former text', stored[0]?.history, [{ text: 'Hi', until: minute(2) }])
  }),
  promised('gives the journal in order, and of a message the entry of the command that brought it', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'), close(1), message(ANNA, 'm2'), {
      type: 'edit',
      messageId: 'm1',
      text: 'Changed',
    })
    same(
      'outcomes',
      (await store.journal(SPACE, ANNA.key)).map((entry) => entry.outcome),
      ['started', 'finished', 'started', 'edited'],
    )
    const brought = await store.journalOfMessage(SPACE, ANNA.key, 'm1')
    same('the entry of m1', [brought?.outcome, brought?.command.at], ['started', minute(0)])
    same('the entry of m9', await store.journalOfMessage(SPACE, ANNA.key, 'm9'), null)
  }),
  promised('lists chats newest first, by every filter, page by page', async (store) => {
    await fourChats(store)
    await talk(store, BORIS, message(BORIS, 'b1'), {
      type: 'update',
      chat: 5,
      changes: { tags: ['vip'], assignee: { agent: 'ann' } },
    })
    const vk = refTo('vk', 'anna')
    await talk(store, vk, message(vk, 'v1'))
    const listed = async (filter: Parameters<Store['chats']>[1]) =>
      (await store.chats(SPACE, filter)).map(({ chat }) => chat.number)
    same('all', await listed({}), [6, 5, 4, 3, 2, 1])
    same('by state', await listed({ state: 'active' }), [6, 5, 3])
    same('merged', await listed({ state: 'merged' }), [4])
    same('by status', await listed({ status: 'closed' }), [2, 1])
    same('by channel', await listed({ channel: 'vk' }), [6])
    same('by customer', await listed({ customer: 'anna' }), [6, 4, 3, 2, 1])
    same('by tag', await listed({ tag: 'vip' }), [5])
    same('by assignee', await listed({ assignee: 'ann' }), [5])
    await say(store, BORIS, { type: 'start-workflow', chat: 5, workflow: 'contract' }, minute(9))
    same('in a workflow', await listed({ isInWorkflow: true }), [5])
    same('in that workflow', await listed({ workflow: 'contract' }), [5])
    same('in another workflow', await listed({ workflow: 'other' }), [])
    same('by two', await listed({ customer: 'anna', channel: 'tg', state: 'closed' }), [2, 1])
    const all = { state: 'active', channel: 'tg', customer: 'boris', tag: 'vip', assignee: 'ann' } as const
    same('by nearly all', await listed({ ...all, workflow: 'contract' }), [5])
    same('by nearly all, below', await listed({ ...all, workflow: 'contract', below: 6 }), [5])
    same('by nearly all, below it', await listed({ ...all, workflow: 'contract', below: 5 }), [])
    const more = { ...all, workflow: 'contract', status: 'open' } as const
    same('by more', [await listed(more), await listed({ ...more, below: 6 })], [[], []])
    same('by all', await listed({ ...more, isInWorkflow: true, q: 'bor', below: 6 }), [])
    same('by a tag that no chat has', await listed({ tag: 'vi' }), [])
    same('the first page', await listed({ limit: 2 }), [6, 5])
    same('the next page', await listed({ limit: 2, below: 5 }), [4, 3])
    const [first] = await store.chats(SPACE, { customer: 'boris' })
    same('the thread of a listed chat', [first?.thread.key, first?.thread.current], [BORIS.key, 5])
  }),
  promised(
    'finds chats by a text of the subject, the customer’s id or name, in whatever case, or by number',
    async (store) => {
      await talk(store, ANNA, message(ANNA, 'm1', 'Где моя ПОСЫЛКА? 100% of it'), close(1), message(ANNA, 'm2', 'x_y'))
      const named = { ...message(BORIS, 'b1', 'Parcel 1'), customer: { id: 'boris', name: 'Борис \\ O\'Neil "x" 👋' } }
      await talk(store, BORIS, named, { type: 'update', chat: 3, changes: { subject: 'Wrong (.*) bill' } })
      const vk = refTo('vk', 'boris')
      await talk(store, vk, message(vk, 'v1', 'Hi'))
      const found = async (q: string, more: Parameters<Store['chats']>[1] = {}) =>
        (await store.chats(SPACE, { q, ...more })).map(({ chat }) => chat.number)
      same('the first message', await found('посылка'), [1])
      same('as it is shown', await found('parcel'), [])
      same('the subject', await found('wrong'), [3])
      same('the customer’s id', await found('ANNA'), [2, 1])
      same('the customer’s name, on his channel', await found('борис'), [3])
      same('marks', await found('(.*)'), [3])
      same('a quotation mark and a backslash', [await found('"X"'), await found("\\ o'n")], [[3], [3]])
      same(
        'no wildcards',
        [await found('%'), await found('_'), await found('.'), await found('^')],
        [[1], [2], [3], []],
      )
      same('beyond the first plane', await found('👋'), [3])
      same('a number', await found('2'), [2])
      same('a number and a text', await found('1'), [1])
      same('a number that there isn’t', await found('99999999999999999999'), [])
      same('newest first, page by page', await found('b', { limit: 1, below: 4 }), [3])
      same('with another filter', await found('boris', { channel: 'vk' }), [4])
      same('a long one', await found('x'.repeat(200)), [])
      same('one with NUL', await found('x\0'), [])
      same('nothing of another workspace', (await store.chats('other', { q: 'anna' })).length, 0)
    },
  ),
]
