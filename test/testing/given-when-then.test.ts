import { expect } from 'chai'
import { type GivenCommand, given, UnexpectedError } from '../../src/testing/given-when-then.js'

function says(messageId: string, after = 'PT0S', text = 'Hi'): GivenCommand {
  return { type: 'customer.message', channel: 'tg', customer: { id: 'anna' }, messageId, text, attachments: [], after }
}
const finish: GivenCommand = { type: 'finish', chat: 1, agent: 'ann', status: 'open' }

async function differencesOf(promise: Promise<unknown>) {
  try {
    await promise
  } catch (error) {
    if (error instanceof UnexpectedError) return error.differences.map((one) => one.pointer)
    throw error
  }
  return []
}

describe('given, when, then', () => {
  it('plays what was and looks at what comes', async () => {
    const result = await given({}, says('m1'), finish)
      .when(says('m2', 'PT1H'))
      .yields({
        outcome: 'reopened',
        chat: { number: 1, state: 'awaiting-split', newSince: 2, reopenedAt: '2026-03-02T13:00:00.000Z' },
        events: [{ type: 'chat.reopened' }, { type: 'message.received' }],
        effects: [],
        messages: [{ id: 'm2', seq: 2 }],
      })
    expect(result.thread.version).to.equal(3)
  })

  it('numbers chats by itself and keeps messages for what changes them', async () => {
    const edit: GivenCommand = { type: 'edit', messageId: 'm1', text: 'Hello' }
    const closed: GivenCommand = { type: 'finish', chat: 1, agent: 'ann', status: 'closed' }
    await given({}, says('m1'), closed, says('m2'))
      .when(edit)
      .yields({ outcome: 'edited', chat: { number: 1 } })
    await given({}, says('m1'), closed)
      .when(says('m2'))
      .yields({ chat: { number: 2, previous: 1 } })
  })

  it('judges rules and facts', async () => {
    const when = { all: [{ fact: 'plan', operator: 'equal', value: 'pro' }] }
    const rules = {
      rules: [{ id: 'pro', on: 'chat.started' as const, when, then: [{ do: 'add-tags' as const, tags: ['pro'] }] }],
    }
    await given({ rules, facts: { plan: 'pro' } })
      .when(says('m1'))
      .yields({ chat: { tags: ['pro'] }, verdicts: { pro: 'matched' } })
    await given({ rules, facts: { plan: 'free' } })
      .when(says('m1'))
      .yields({ chat: { tags: [] }, verdicts: { pro: 'failed' } })
  })

  it('names every difference with its place', async () => {
    const came = given({}, says('m1')).when(finish)
    expect(
      await differencesOf(came.yields({ outcome: 'finished', chat: { state: 'closed', tags: ['x'] }, events: [] })),
    ).to.deep.equal(['/chat/state', '/chat/tags', '/events'])
    expect(await differencesOf(came.yields({ outcome: 'finished' }))).to.deep.equal([])
  })

  it('knows refusals, expected and unexpected', async () => {
    const { refused } = await given({}, says('m1'), finish).when(finish).isRefused('already-finished')
    expect(refused.message).to.match(/already finished/u)
    expect(await differencesOf(given({}, says('m1')).when(finish).isRefused('merged'))).to.deep.equal(['/refused'])
    expect(await differencesOf(given({}, says('m1'), finish).when(finish).isRefused('merged'))).to.deep.equal([
      '/refused',
    ])
    expect(await differencesOf(given({}, says('m1'), finish).when(finish).yields({}))).to.deep.equal(['/outcome'])
    expect(await differencesOf(given({}, finish).when(says('m1')).yields({}))).to.deep.equal(['/given/0'])
  })

  it('begins anew at every when', async () => {
    const place = given({}, says('m1'))
    for (let times = 0; times < 2; times += 1) await place.when(finish).yields({ outcome: 'finished' })
  })

  it('refuses faulty rules with their places', async () => {
    let message = ''
    try {
      await given({
        rules: {
          rules: [
            {
              id: 'x',
              on: 'chat.started',
              then: [{ do: 'assign' }, { do: 'send-message', text: '{{ nobody.there }}' }],
            },
          ],
        },
      })
        .when(says('m1'))
        .yields({})
    } catch (error) {
      message = error instanceof Error ? error.message : ''
    }
    expect(message).to.match(/\/rules\/0\/then/u)
  })
})
