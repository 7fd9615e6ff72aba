// What a merge makes of two chats and an unmerge of one (spec S3–S5); what waits in them: merge-waits.test.ts.
import { expect } from 'chai'
import type { Details } from '../../../src/core/chat/chat.js'
import type { Changes } from '../../../src/core/thread/command.js'
import { chatOf } from '../../../src/core/thread/thread.js'
import { type GivenCommand, type GivenPlace, given } from '../../../src/testing/given-when-then.js'
import { agent, changed, merge, received, unmerge } from './merging.js'

/** Chat 1 closed, chat 2 live, with what was changed on each. */
function twoChats(own: Changes, other: Changes): readonly GivenCommand[] {
  return [
    received('m1'),
    changed(1, own),
    { type: 'finish', chat: 1, agent, status: 'closed' },
    received('m2'),
    changed(2, other),
  ]
}

async function detailsOf(chat: number, place: GivenPlace, ...commands: readonly GivenCommand[]): Promise<Details> {
  const { thread } = await given(place, ...commands.slice(0, -1))
    .when(commands.at(-1) ?? merge)
    .yields({})
  const details = chatOf(thread, chat)?.details
  if (details === undefined) throw new Error(`No chat ${chat}`)
  return details
}

describe('the details of merged chats', () => {
  it('are the survivor’s where it has its own, the other’s where it has none', async () => {
    const other = {
      subject: 'Bill',
      tags: ['b', 'c'],
      fields: { city: 'Oslo', plan: 'old' },
      assignee: { agent: 'bob' },
    }
    const own = { subject: 'Parcel', tags: ['a', 'b'], fields: { plan: 'gold' }, assignee: { agent: 'ann' } }
    expect(await detailsOf(1, {}, ...twoChats(own, other), merge)).to.deep.equal({
      ...own,
      tags: ['a', 'b', 'c'],
      fields: { city: 'Oslo', plan: 'gold' },
      priority: 'normal',
    })
    expect(await detailsOf(1, {}, ...twoChats({}, other), merge)).to.deep.equal({ ...other, priority: 'normal' })
  })

  it('have the higher priority of both, whoever had it', async () => {
    for (const [own, other, joined] of [
      ['low', 'normal', 'normal'],
      ['normal', 'low', 'normal'],
      ['urgent', 'high', 'urgent'],
      ['high', 'urgent', 'urgent'],
      ['low', 'low', 'low'],
    ] as const) {
      const history = twoChats({ priority: own }, { priority: other })
      expect((await detailsOf(1, {}, ...history, merge)).priority).to.equal(joined)
    }
  })

  it('are each chat’s own again after an unmerge; what was changed meanwhile goes with the one that came back', async () => {
    const own: Changes = { tags: ['a', 'b'], fields: { plan: 'gold', size: 1 }, priority: 'high' }
    const other: Changes = {
      subject: 'Bill',
      tags: ['b', 'c', 'd'],
      fields: { city: 'Oslo', sum: 5 },
      assignee: { agent: 'bob' },
    }
    const both = [...twoChats(own, other), merge]
    const untouched = {
      subject: null,
      tags: ['a', 'b'],
      fields: { plan: 'gold', size: 1 },
      priority: 'high',
      assignee: null,
    }

    const others = { ...other, priority: 'normal' }
    expect(await detailsOf(1, {}, ...both, unmerge)).to.deep.equal(untouched)
    expect(await detailsOf(2, {}, ...both, unmerge)).to.deep.equal(others)

    const meanwhile = changed(1, {
      subject: 'Both',
      tags: ['a', 'b', 'd', 'e'],
      fields: { city: null, sum: 6, date: 'today' },
      priority: 'low',
      assignee: { group: 'second' },
    })
    expect(await detailsOf(1, {}, ...both, meanwhile, unmerge)).to.deep.equal(untouched)
    expect(await detailsOf(2, {}, ...both, meanwhile, unmerge)).to.deep.equal({
      subject: 'Both',
      tags: ['b', 'd', 'e'],
      fields: { sum: 6, date: 'today' },
      priority: 'low',
      assignee: { group: 'second' },
    })
  })

  it('keep a tag once that the chat that comes back had already', async () => {
    const both = [...twoChats({}, { tags: ['c'] }), merge]
    const tags = async (...lists: readonly (readonly string[])[]) =>
      (await detailsOf(2, {}, ...both, ...lists.map((list) => changed(1, { tags: list })), unmerge)).tags
    expect(await tags([], ['c'])).to.deep.equal(['c'])
    expect(await tags([])).to.deep.equal([])
  })
})

describe('the activations of merged chats', () => {
  const activations = async (...commands: readonly GivenCommand[]) => {
    const { thread } = await given({}, ...commands.slice(0, -1))
      .when(commands.at(-1) ?? merge)
      .yields({})
    return thread.chats.map(({ lifecycle }) => lifecycle.activation)
  }
  const pending: GivenCommand = { type: 'finish', chat: 1, agent, status: 'pending' }
  const twice = [received('m1'), pending, received('m2'), { ...pending, status: 'closed' }, received('m3')] as const

  it('add up, and come apart again', async () => {
    expect(await activations(...twice)).to.deep.equal([2, 1])
    expect((await activations(...twice, merge))[0]).to.equal(3)
    expect(await activations(...twice, merge, unmerge)).to.deep.equal([2, 1])
  })

  it('count what came since the merge for the chat that came back', async () => {
    const since = [...twice, merge, pending, received('m4')]
    expect((await activations(...since))[0]).to.equal(4)
    expect(await activations(...since, unmerge)).to.deep.equal([2, 2])
    const { thread } = await given({}, ...since)
      .when(unmerge)
      .yields({ chat: { number: 2, state: 'awaiting-split' } })
    expect(chatOf(thread, 2)?.lifecycle.reopenedFrom).to.deep.include({ state: 'finished-pending', activation: 1 })
  })

  it('of a finished chat that was merged and reopened go back to how it was finished', async () => {
    const finished: GivenCommand = { type: 'finish', chat: 2, agent: 'bob', status: 'open' }
    const { thread } = await given({}, ...twice, finished, merge, received('m4'))
      .when(unmerge)
      .yields({ chat: { number: 2 } })
    expect(chatOf(thread, 2)?.lifecycle).to.deep.include({ state: 'awaiting-split', activation: 2 })
    expect(chatOf(thread, 2)?.lifecycle.reopenedFrom).to.deep.include({
      state: 'finished-open',
      activation: 1,
      reopenedAt: null,
      newSince: null,
    })
  })
})

describe('a merged chat', () => {
  it('holds nothing any more but what an unmerge gives back', async () => {
    const { thread, events, contact } = await given({}, ...twoChats({}, {}))
      .when(merge)
      .yields({
        outcome: 'merged',
        chat: { number: 1, next: null, newSince: null, reopenedAt: '2026-03-02T12:00:02.000Z' },
      })
    expect(chatOf(thread, 2)).to.deep.include({ parts: [], waits: {}, delayed: {}, marks: {} })
    expect(chatOf(thread, 2)?.lifecycle).to.deep.include({ state: 'merged', newSince: null, reopenedFrom: null })
    expect(chatOf(thread, 2)?.silence).to.deep.include({ postponedMs: 0, warnedFor: null })
    expect(chatOf(thread, 1)?.absorbed).to.deep.equal([2])
    expect(thread.current).to.equal(1)
    expect(contact.chatsOnChannel).to.equal(1)
    expect(events).to.deep.equal([
      { type: 'chat.merged', chat: 1, at: '2026-03-02T12:00:02.000Z', into: 1, agent, merged: 2 },
    ])
  })

  it('lives again with what an unmerge gives it, and is told', async () => {
    const { thread, events, contact } = await given({}, ...twoChats({}, {}), merge)
      .when(unmerge)
      .yields({ outcome: 'unmerged', chat: { number: 2, state: 'active', previous: 1, next: null, mergedInto: null } })
    expect([chatOf(thread, 1)?.next, chatOf(thread, 1)?.absorbed, chatOf(thread, 2)?.merge]).to.deep.equal([
      2,
      [],
      null,
    ])
    expect([thread.current, contact.chatsOnChannel]).to.deep.equal([2, 2])
    expect(events).to.deep.equal([{ type: 'chat.unmerged', chat: 2, at: '2026-03-02T12:00:02.000Z', out: 1, agent }])
  })

  it('that was split off and finished gives its own end, not that of its origin', async () => {
    const origin = [received('m1'), { type: 'finish', chat: 1, agent, status: 'open' } as const, received('m2')]
    const split = { type: 'split', chat: 1, agent } as const
    const finish = { type: 'finish', chat: 2, agent: 'bob', status: 'pending' } as const
    await given({}, ...origin, split)
      .when(merge)
      .yields({ chat: { number: 1, state: 'awaiting-split', activation: 2 } })
    await given({}, ...origin, split, finish)
      .when(merge)
      .yields({ chat: { number: 1, state: 'finished-pending', activation: 2 } })
  })

  it('that was split off a live chat goes back to it, whatever was said since', async () => {
    const origin = [received('m1'), { type: 'finish', chat: 1, agent, status: 'open' } as const, received('m2')]
    const split = { type: 'split', chat: 1, agent } as const
    const back = { number: 1, state: 'awaiting-split', newSince: 2, activation: 2 } as const
    await given({}, ...origin, split, received('m3'))
      .when(merge)
      .yields({ chat: back })
  })

  it('that was split off a finished chat goes back to it while nobody has written since the split', async () => {
    const mail: GivenPlace = { channel: { kind: 'email' } }
    const origin = [received('m1'), received('m2'), { type: 'finish', chat: 1, agent, status: 'closed' } as const]
    const split = { type: 'split', chat: 1, agent, from: 'm2' } as const
    await given(mail, ...origin, split)
      .when(merge)
      .yields({ chat: { number: 1, state: 'closed', activation: 1 } })
    const live = { number: 1, state: 'active', activation: 2 } as const
    await given(mail, ...origin, split, received('m3'))
      .when(merge)
      .yields({ chat: live })
  })

  it('is not there to be merged or unmerged where nothing was', async () => {
    const [first] = twoChats({}, {})
    if (first === undefined) throw new Error('No history')
    await given({}, first)
      .when({ ...merge, chat: 1 })
      .isRefused('no-previous')
    await given({}, first)
      .when({ ...merge, chat: 7 })
      .isRefused('not-found')
    await given({}, first).when(unmerge).isRefused('nothing-to-unmerge')
    await given({}, first)
      .when({ ...unmerge, chat: 7 })
      .isRefused('not-found')
    await given({}, ...twoChats({}, {}))
      .when(unmerge)
      .isRefused('not-current')
    await given({}, ...twoChats({}, {}), merge, unmerge)
      .when({ ...unmerge, chat: 2 })
      .isRefused('nothing-to-unmerge')
  })
})
