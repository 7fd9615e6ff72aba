// What nobody sees of merged and unmerged chats until it goes off: waits, delayed messages, borders (spec S3–S5).
import { expect } from 'chai'
import { type GivenCommand, type GivenPlace, given } from '../../../src/testing/given-when-then.js'
import { agent, changed, merge, received, unmerge } from './merging.js'

describe('what waits in merged chats', () => {
  /** Also while the chat is finished. */
  const rules: GivenPlace['rules'] = {
    rules: [
      {
        id: 'nudge',
        on: { after: 'PT5M', since: 'message.received', unless: [] },
        then: [{ do: 'add-tags', tags: ['waits'] }],
      },
      {
        id: 'sent',
        on: { after: 'PT30M', since: 'message.sent', unless: [] },
        then: [{ do: 'add-tags', tags: ['s'] }],
      },
      {
        id: 'old',
        on: { after: 'PT8M', since: 'chat.started', unless: [] },
        then: [{ do: 'add-tags', tags: ['old'] }],
      },
    ],
  }
  const place: GivenPlace = { rules, channel: { finishAfterMs: null } }
  const closed: GivenCommand = { type: 'finish', chat: 1, agent, status: 'closed' }
  const two = [received('m1', 'PT0S'), closed, received('m2', 'PT1M')]

  const waits = async (...commands: readonly GivenCommand[]) => {
    const last = commands.at(-1) ?? merge
    const { thread } = await given(place, ...commands.slice(0, -1))
      .when(last)
      .yields({})
    return thread.chats.map((chat) =>
      Object.entries(chat.waits)
        .map(([rule, { timerAt }]) => `${rule.replace('@0', '')} ${timerAt.slice(14, 16)}`)
        .sort(),
    )
  }

  it('waits once, as it did in the later chat', async () => {
    expect(await waits(...two)).to.deep.equal([
      ['nudge 05', 'old 08'],
      ['nudge 06', 'old 09'],
    ])
    expect(await waits(...two, merge)).to.deep.equal([['nudge 06', 'old 09'], []])
  })

  it('waits in both as before when they come apart', async () => {
    expect(await waits(...two, merge, unmerge)).to.deep.equal(await waits(...two))
  })

  it('goes with the chat that came back where it was armed meanwhile', async () => {
    expect(await waits(...two, merge, received('m3', 'PT1M'), unmerge)).to.deep.equal([
      ['nudge 05', 'old 08'],
      ['nudge 06', 'old 09'],
    ])
  })

  it('stays due in both where its time came before anybody looked', async () => {
    expect(await waits(...two, merge, { ...unmerge, after: 'PT9M' })).to.deep.equal(await waits(...two))
  })

  it('may have gone off where a later one took its place, unless its time is still to come', async () => {
    const taken = [...two, merge, received('m3', 'PT1M')]
    // Its timer stays where it is and looks anew when it rings.
    const revived = ['nudge 06', 'old 09']
    expect(await waits(...taken, { ...unmerge, after: 'PT2M59S' })).to.deep.equal([['nudge 05', 'old 08'], revived])
    expect(await waits(...taken, { ...unmerge, after: 'PT3M' })).to.deep.equal([['old 08'], revived])
  })

  it('goes with the chat that came back where a rule waits for the first time', async () => {
    const reply = { type: 'agent.message', chat: 1, agent, text: 'Answer', attachments: [] } as const
    const [first, second] = await waits(...two, merge, reply, unmerge)
    expect([first, second]).to.deep.equal([
      ['nudge 05', 'old 08'],
      ['nudge 06', 'old 09', 'sent 31'],
    ])
  })

  it('is not let off twice: what had its time meanwhile is gone', async () => {
    const rung: GivenCommand = { type: 'timer', kind: 'rule', chat: 1, key: 'nudge@0', after: 'PT5M' }
    expect(await waits(...two, merge, rung, unmerge)).to.deep.equal([['old 08'], ['old 09']])
  })
})

describe('the parts of merged chats', () => {
  const partsOf = async (place: GivenPlace, ...commands: readonly GivenCommand[]) => {
    const { thread } = await given(place, ...commands.slice(0, -1))
      .when(commands.at(-1) ?? merge)
      .yields({})
    return thread.chats.map(({ parts }) =>
      parts.map(({ fromSeq, afterMerge }) => (afterMerge ? `|${fromSeq}` : `${fromSeq}`)),
    )
  }
  const closed: GivenCommand = { type: 'finish', chat: 1, agent, status: 'closed' }

  it('have one border, where the second chat began, and none after an unmerge', async () => {
    const reopened = [received('m2'), { type: 'finish', chat: 2, agent, status: 'open' } as const, received('m3')]
    const two = [received('m1'), closed, ...reopened]
    expect(await partsOf({}, ...two)).to.deep.equal([['1'], ['2', '3']])
    expect(await partsOf({}, ...two, merge)).to.deep.equal([['1', '|2', '3'], []])
    expect(await partsOf({}, ...two, merge, unmerge)).to.deep.equal([['1'], ['2', '3']])
    const since = { type: 'note', chat: 1, agent, text: 'Note', attachments: [] } as const
    expect(await partsOf({}, ...two, merge, since, unmerge)).to.deep.equal([['1'], ['2', '3']])
  })

  it('keep an older border that a split left at the beginning', async () => {
    const mail: GivenPlace = { channel: { kind: 'email' } }
    const split = { type: 'split', chat: 1, agent, from: 'm2' } as const
    const born = [received('m1'), closed, received('m2'), received('m3'), merge, split]
    expect(await partsOf(mail, ...born)).to.deep.equal([['1'], [], ['|2']])
    expect(await partsOf(mail, ...born, { ...merge, chat: 3 })).to.deep.equal([['1', '|2'], [], []])
    expect(await partsOf(mail, ...born, { ...merge, chat: 3 }, unmerge)).to.deep.equal([['1'], [], ['|2']])
  })
})

describe('what is to be said later in merged chats', () => {
  const later = { do: 'send-message', text: 'Later', delay: 'PT30M', onlyFirstChatOnChannel: false } as const
  const rules: GivenPlace['rules'] = {
    rules: [
      { id: 'noted', on: 'note.added', then: [later] },
      { id: 'updated', on: 'chat.updated', then: [later] },
    ],
  }
  const note = (chat: number): GivenCommand => ({ type: 'note', chat, agent, text: 'Note', attachments: [] })
  const reply = (chat: number): GivenCommand => ({
    type: 'agent.message',
    chat,
    agent,
    text: 'Answer',
    attachments: [],
  })
  const closed: GivenCommand = { type: 'finish', chat: 1, agent, status: 'closed' }
  const two = [received('m1'), reply(1), reply(1), note(1), closed, received('m2'), reply(2), note(2)]

  /** Of each chat: after which message it was planned, and how many of agents' it has before it. */
  const delayed = async (...commands: readonly GivenCommand[]) => {
    const { thread } = await given({ rules }, ...commands.slice(0, -1))
      .when(commands.at(-1) ?? merge)
      .yields({})
    return thread.chats.map((chat) =>
      Object.values(chat.delayed).map(({ afterSeq, agentMessages }) => [afterSeq, agentMessages]),
    )
  }

  it('is counted from its own chat’s answers, however many come before them', async () => {
    expect(await delayed(...two)).to.deep.equal([[[4, 2]], [[7, 1]]])
    expect(await delayed(...two, merge)).to.deep.equal([
      [
        [4, 2],
        [7, 3],
      ],
      [],
    ])
  })

  it('is each chat’s own after an unmerge; what was planned since goes with the one that came back', async () => {
    expect(await delayed(...two, merge, unmerge)).to.deep.equal([[[4, 2]], [[7, 1]]])
    expect(await delayed(...two, merge, reply(1), changed(1, { tags: ['a'] }), unmerge)).to.deep.equal([
      [[4, 2]],
      [
        [7, 1],
        [8, 2],
      ],
    ])
  })
})
