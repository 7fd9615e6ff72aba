import { present, same } from './check.js'
import { type ContractCase, promised } from './contract.js'
import { ANNA, ann, BORIS, fresh, message, minute, prepare, refTo, SPACE, talk } from './conversation.js'
import { timer, withTimers } from './planned.js'

/** Commits of many threads in the same moment, and what a load says of the last one. */
export const SIDE_BY_SIDE: readonly ContractCase[] = [
  promised('commits many threads at once', async (store) => {
    const refs = Array.from({ length: 20 }, (_, index) => refTo('tg', `c${index}`))
    const prepared = await Promise.all(refs.map((ref, index) => prepare(store, ref, message(ref, `m${index}`))))
    const results = await Promise.all(prepared.map(({ commit }) => store.commit(SPACE, commit)))
    same('commits', [...new Set(results)], ['committed'])
    const read = await Promise.all(refs.map((ref) => fresh(store, ref)))
    same(
      'threads',
      read.map(({ thread }) => thread),
      prepared.map(({ handled }) => handled.thread),
    )
  }),
  promised('judges each of many commits at once alone', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'))
    const stale = await prepare(store, ANNA, { type: 'note', chat: 1, ...ann, text: 'Stale', attachments: [] })
    await talk(store, BORIS, message(BORIS, 'b1'))
    same('in between', (await withNote(store)).commit.thread.version, 2)
    const twin = refTo('tg', 'twin')
    const double = await prepare(store, twin, message(twin, 'm1'))
    const good = await Promise.all(
      ['c1', 'c2', 'c3'].map((id) => prepare(store, refTo('tg', id), message(refTo('tg', id), `m-${id}`))),
    )
    const all = [good[0], stale, good[1], double, good[2]].map((one) => present('a commit', one).commit)
    const results = await Promise.all(all.map((commit) => store.commit(SPACE, commit)))
    same('results', results, ['committed', 'conflict', 'committed', 'duplicate', 'committed'])
    same('the double’s thread', (await fresh(store, twin)).thread, null)
    const texts = await store.messages(SPACE, ANNA.key, { fromSeq: 0, toSeq: 9, chats: [] })
    same('Anna’s stream', [texts.length, texts[1]?.text], [2, 'In between'])
  }),
  promised('takes a message for one of two threads that bring it at once, and nothing of the other', async (store) => {
    for (let round = 0; round < 5; round += 1) {
      const refs = [refTo('tg', `anna${round}`), refTo('tg', `boris${round}`)]
      const prepared = await Promise.all(refs.map((ref) => prepare(store, ref, message(ref, `same${round}`))))
      const results = await Promise.all(prepared.map(({ commit }) => store.commit(SPACE, commit)))
      const winner = results.indexOf('committed')
      const loser = 1 - winner
      same('who won', [...results].sort()[0] === 'committed' && results[0] !== results[1], true)
      const ref = present('the winner', refs[winner])
      same('its threads', await store.threadsOfMessage(SPACE, `same${round}`), [ref])
      const lost = present('the loser', refs[loser])
      const { thread, contact } = await fresh(store, lost)
      same('what the loser left', [thread, contact, await store.journal(SPACE, lost.key)], [null, null, []])
      const timers = (await store.timers(SPACE, { limit: 100 })).filter((one) => one.thread === lost.key)
      same('its timers', timers, [])
      const number = prepared[loser]?.commit.hold?.number ?? 0
      same('its number', await store.threadOfChat(SPACE, number), null)
      await store.releaseNumbers(SPACE, [present('its hold', prepared[loser]?.commit.hold)])
    }
  }),
  promised('takes a commit that changes timers only, on the version that is there', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'))
    const { commit } = await prepare(store, ANNA, { type: 'note', chat: 1, ...ann, text: 'x', attachments: [] })
    const { before: thread, contactBefore: contact } = commit
    const timers = { set: [timer(ANNA, 1, 'a', minute(1))], cancelled: ['1/silence/'] }
    const quiet = { ...commit, thread, contact, timers, messages: [], outbox: [], journal: null }
    same('the commit', await store.commit(SPACE, quiet), 'committed')
    same('the thread', (await fresh(store, ANNA)).thread, thread)
    same('timers', await store.timers(SPACE, { limit: 9 }), timers.set)
    same('another on the same version', await store.commit(SPACE, commit), 'committed')
    same('one more', await store.commit(SPACE, quiet), 'conflict')
  }),
  promised('says which command was the last on a thread, or nothing', async (store) => {
    // A store that doesn't keep it says `null`; a wrong one would make the desk believe in a write that never was.
    const { commit } = await prepare(store, ANNA, message(ANNA, 'm1'))
    same('before', (await fresh(store, ANNA)).lastCommand, null)
    same('the commit', await store.commit(SPACE, commit), 'committed')
    const isKept = (await fresh(store, ANNA)).lastCommand !== null
    const last = async () => (await fresh(store, ANNA)).lastCommand
    same('afterwards', await last(), isKept ? commit.command : null)
    await withTimers(store, BORIS, 'b1', { set: [], cancelled: [] })
    same('after a command on another thread', await last(), isKept ? commit.command : null)
    const next = await prepare(store, ANNA, message(ANNA, 'm2'), minute(1))
    same('a refused one', await store.commit(SPACE, { ...next.commit, before: commit.before }), 'conflict')
    same('after a refused one', await last(), isKept ? commit.command : null)
    same('the next', await store.commit(SPACE, next.commit), 'committed')
    same('after the next', await last(), isKept ? next.commit.command : null)
  }),
  promised('reads what is stored when asked to, and says when it only remembers', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'))
    await talk(store, ANNA, message(ANNA, 'm2'))
    const stored = await fresh(store, ANNA, { messageId: 'm1' })
    same('a fresh read', [stored.isRemembered ?? false, stored.duplicateSeq], [false, 1])
    const loaded = await store.load(SPACE, { ...ANNA, messageId: 'm1' })
    if (!loaded.isRemembered) same('a read', loaded, stored)
    else same('what is remembered', loaded.thread?.key, ANNA.key)
  }),
]

async function withNote(store: Parameters<typeof fresh>[0]) {
  const said = { type: 'agent.message' as const, chat: 1, ...ann, text: 'In between', attachments: [] }
  const prepared = await prepare(store, ANNA, said, minute(1))
  same('a message in between', await store.commit(SPACE, prepared.commit), 'committed')
  return prepared
}
