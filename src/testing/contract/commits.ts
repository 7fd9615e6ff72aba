import type { Store } from '../../ports/store.js'
import { present, same } from './check.js'
import { type ContractCase, promised } from './contract.js'
import { ANNA, ann, BORIS, fresh, message, minute, prepare, refTo, SPACE, say, talk } from './conversation.js'

/** Everything that the suite can see of two customers. */
export async function everything(store: Store, space = SPACE): Promise<unknown> {
  const threads = await Promise.all(
    [ANNA, BORIS].map(async (ref) => [
      await store.load(space, { ...ref, isFresh: true }),
      await store.chain(space, ref.key),
      await store.messages(space, ref.key, { fromSeq: 0, toSeq: 1_000_000, chats: [1, 2, 3] }),
      await store.journal(space, ref.key),
    ]),
  )
  return [
    threads,
    await store.timers(space, { limit: 1000 }),
    await store.outbox(space, { limit: 1000 }),
    await store.chats(space, {}),
    await store.health(space, minute(1e6)),
    await store.nextDue(space),
  ]
}

const NO_LOAD = {
  timers: { pending: 0, due: 0, oldestDue: null },
  outbox: { waiting: 0, sending: 0, failed: 0, maybeSent: 0, oldestWaiting: null },
}

export async function holdsNothing(store: Store, space: string): Promise<void> {
  const nothing = { thread: null, contact: null, duplicateSeq: null, lastCommand: null }
  same('load', await store.load(space, { ...ANNA, messageId: 'm1', chat: 1, isFresh: true }), nothing)
  same('chain', await store.chain(space, ANNA.key), null)
  same('threadOfChat', await store.threadOfChat(space, 1), null)
  same('threadsOfMessage', await store.threadsOfMessage(space, 'm1'), [])
  same('message', await store.message(space, ANNA.key, 'm1'), null)
  same('messages', await store.messages(space, ANNA.key, { fromSeq: 0, toSeq: 9, chats: [1] }), [])
  same('chats', await store.chats(space, {}), [])
  same('journal', await store.journal(space, ANNA.key), [])
  same('journalOfMessage', await store.journalOfMessage(space, ANNA.key, 'm1'), null)
  const far = { now: minute(1e6), until: minute(2e6), limit: 10 }
  same('timers', await store.timers(space, { limit: 10 }), [])
  same('claimTimers', await store.claimTimers(space, far), [])
  same('outbox', await store.outbox(space, { limit: 10 }), [])
  same('claimOutbox', await store.claimOutbox(space, far), [])
  same('requeueOutbox', await store.requeueOutbox(space, 'none', minute(0)), false)
  same('discardOutbox', await store.discardOutbox(space, 'none'), false)
  same('nextDue', await store.nextDue(space), null)
  same('health', await store.health(space, minute(1e6)), NO_LOAD)
}

/** One read, one write: versions, all or nothing, numbers, workspaces. */
export const COMMITS: readonly ContractCase[] = [
  promised('holds nothing at first', (store) => holdsNothing(store, SPACE)),
  promised('gives back what was committed', async (store) => {
    const { commit, handled } = await prepare(store, ANNA, message(ANNA, 'm1', 'Привет "\'\\ 😀\n'))
    same('commit', await store.commit(SPACE, commit), 'committed')
    const loaded = await fresh(store, ANNA)
    same('the thread', loaded.thread, handled.thread)
    same('the contact', loaded.contact, handled.contact)
    same('the message', await store.message(SPACE, ANNA.key, 'm1'), handled.messages[0])
    same('the journal', await store.journal(SPACE, ANNA.key), [commit.journal])
  }),
  promised('refuses a commit on a version that is no longer there, and writes nothing of it', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'))
    const stale = await prepare(store, ANNA, { type: 'agent.message', chat: 1, ...ann, text: 'Hello', attachments: [] })
    await say(store, ANNA, message(ANNA, 'm2'))
    const before = await everything(store)
    same('a stale commit', await store.commit(SPACE, stale.commit), 'conflict')
    same('what is stored', await everything(store), before)
  }),
  promised('refuses the second of two first commits of a thread', async (store) => {
    const one = await prepare(store, ANNA, message(ANNA, 'm1'))
    const two = await prepare(store, ANNA, message(ANNA, 'm2'))
    same('the first', await store.commit(SPACE, one.commit), 'committed')
    const before = await everything(store)
    same('the second', await store.commit(SPACE, two.commit), 'conflict')
    same('what is stored', await everything(store), before)
  }),
  promised('refuses a commit when another thread of the customer changed the contact', async (store) => {
    const letters = [refTo('mail', 'anna', 'a'), refTo('mail', 'anna', 'b')] as const
    const prepared = await Promise.all(letters.map((ref, index) => prepare(store, ref, message(ref, `l${index}`))))
    const [one, two] = [present('a commit', prepared[0]), present('a commit', prepared[1])]
    same('the first letter', await store.commit(SPACE, one.commit), 'committed')
    same('the second letter', await store.commit(SPACE, two.commit), 'conflict')
    same('the second thread', (await fresh(store, letters[1])).thread, null)
    same('the contact', (await fresh(store, letters[1])).contact, one.handled.contact)
  }),
  promised('lets one of many commits at once win', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm0'))
    const prepared = await Promise.all(
      Array.from({ length: 20 }, (_, index) => prepare(store, ANNA, message(ANNA, `m${index + 1}`))),
    )
    const results = await Promise.all(prepared.map(({ commit }) => store.commit(SPACE, commit)))
    same('commits that won', results.filter((result) => result === 'committed').length, 1)
    same('commits that lost', results.filter((result) => result === 'conflict').length, 19)
    const stored = await store.messages(SPACE, ANNA.key, { fromSeq: 0, toSeq: 100, chats: [] })
    same('messages', stored.length, 2)
  }),
  promised('refuses a message that the channel already has, and writes nothing of it', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'))
    const other = await prepare(store, BORIS, message(BORIS, 'm1'))
    const before = await everything(store)
    same('the commit', await store.commit(SPACE, other.commit), 'duplicate')
    same('what is stored', await everything(store), before)
    const vk = refTo('vk', 'boris')
    same('the same id on another channel', await say(store, vk, message(vk, 'm1')), 'committed')
  }),
  promised('takes a commit without journal entry', async (store) => {
    const { commit } = await prepare(store, ANNA, message(ANNA, 'm1'))
    same('the commit', await store.commit(SPACE, { ...commit, journal: null }), 'committed')
    same('the journal', await store.journal(SPACE, ANNA.key), [])
    same('the entry of the message', await store.journalOfMessage(SPACE, ANNA.key, 'm1'), null)
  }),
  promised('does not change what it has handed out', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'))
    const loaded = await fresh(store, ANNA)
    const before = JSON.stringify(loaded)
    await say(store, ANNA, { type: 'finish', chat: 1, ...ann, status: 'closed' })
    same('what was read before', JSON.parse(JSON.stringify(loaded)), JSON.parse(before))
  }),
  promised('takes any text for an id', async (store) => {
    for (const [index, id] of [
      '__proto__',
      'constructor',
      'a:b',
      'a%3Ab',
      "'; drop table chats; --",
      '😀',
      ' ',
    ].entries()) {
      const ref = refTo('tg', id)
      same(`the commit of ${id}`, await say(store, ref, message(ref, id)), 'committed')
      same(`the thread of ${id}`, (await fresh(store, ref)).thread?.customer, id)
      same(`the chat of ${id}`, await store.threadOfChat(SPACE, index + 1), ref)
      same(`the message of ${id}`, (await store.message(SPACE, ref.key, id))?.id, id)
    }
  }),
]
