import { expect } from 'chai'
import type { Once, Rule, SendMessage } from '../../../src/core/rules/rule-set.js'
import { deskWith, type Place } from '../make-desk.js'

const anna = { channel: 'tg', customer: { id: 'anna' } }
const ann = { agent: 'ann' }

function hello(once: Once | undefined, more: Partial<SendMessage> = {}): Rule[] {
  return [
    {
      id: 'hello',
      on: 'message.received',
      then: [{ do: 'send-message', text: 'Hello', ...(once === undefined ? {} : { once }), ...more }],
    },
  ]
}

/** How many automated messages each of these made. */
async function greeted(place: Place, ...acts: readonly (() => Promise<unknown>)[]): Promise<readonly number[]> {
  const counts: number[] = []
  const count = async () => (await place.desk.chats()).reduce((sum, chat) => sum + chat.counts.automation, 0)
  for (const act of acts) {
    const before = await count()
    await act()
    counts.push((await count()) - before)
  }
  return counts
}

/** Two messages, a reopening with two more, a new chat, another channel. */
function usual({ desk }: Place) {
  let chat = 1
  const say = () => desk.receive({ ...anna, text: 'Hi' })
  return [
    say,
    say,
    async () => {
      await desk.finish(chat, { ...ann, status: 'open' })
      await say()
    },
    say,
    async () => {
      await desk.finish(chat, { ...ann, status: 'closed' })
      chat = (await say()).chat.number
    },
    () => desk.receive({ ...anna, channel: 'vk', text: 'Hi' }),
  ] as const
}

const NO_STORM = { storm: [] }

describe('once (R2)', () => {
  const cases: readonly (readonly [once: Once | undefined, expected: readonly number[]])[] = [
    [undefined, [1, 0, 1, 0, 1, 1]],
    ['activation', [1, 0, 1, 0, 1, 1]],
    ['message', [1, 1, 1, 1, 1, 1]],
    ['never-limit', [1, 1, 1, 1, 1, 1]],
    ['chat', [1, 0, 0, 0, 1, 1]],
    ['customer-channel', [1, 0, 0, 0, 0, 1]],
    [{ per: 'PT12H', of: 'chat' }, [1, 0, 0, 0, 1, 1]],
    [{ per: 'PT12H', of: 'customer-channel' }, [1, 0, 0, 0, 0, 1]],
  ]
  for (const [once, expected] of cases) {
    it(`per ${JSON.stringify(once) ?? 'activation, unless told otherwise'}`, async () => {
      const place = await deskWith(hello(once), NO_STORM)
      expect(await greeted(place, ...usual(place))).to.deep.equal(expected)
    })
  }

  it('per duration begins anew when the time is over, to the millisecond', async () => {
    const place = await deskWith(hello({ per: 'PT1H', of: 'customer' }), NO_STORM)
    const { desk, clock } = place
    const at = (span: string) => async () => {
      clock.advance(span)
      await desk.receive({ ...anna, text: 'Hi' })
    }
    expect(await greeted(place, at('PT0S'), at('PT59M59.999S'), at('PT0.001S'), at('PT1M'))).to.deep.equal([1, 0, 1, 0])
  })

  it('per absence is once in each closed stretch of the schedule, and without limit in open hours', async () => {
    const week = { 'mon-fri': ['09:00-18:00'] }
    const place = await deskWith(hello({ per: 'absence', schedule: 'support' }), {
      ...NO_STORM,
      set: { schedules: { support: { zone: 'Europe/Moscow', week } } },
    })
    const { desk, clock } = place
    const at = (moment: string) => async () => {
      clock.set(moment)
      await desk.receive({ ...anna, text: 'Hi' })
    }
    const counts = await greeted(
      place,
      at('2026-03-02T19:00:00+03:00'),
      at('2026-03-02T23:00:00+03:00'),
      at('2026-03-03T08:59:59+03:00'),
      at('2026-03-03T20:00:00+03:00'),
      at('2026-03-06T18:00:00+03:00'),
      at('2026-03-08T12:00:00+03:00'),
    )
    expect(counts).to.deep.equal([1, 0, 0, 1, 1, 0])
  })

  it('marks belong to one rule and one action', async () => {
    const place = await deskWith(
      [
        {
          id: 'a',
          on: 'message.received',
          then: [
            { do: 'send-message', text: 'A1', once: 'chat' },
            { do: 'send-message', text: 'A2', once: 'chat' },
          ],
        },
        { id: 'b', on: 'message.received', then: [{ do: 'send-message', text: 'B', once: 'chat' }] },
      ],
      NO_STORM,
    )
    const { desk } = place
    await desk.receive({ ...anna, text: 'Hi' })
    await desk.receive({ ...anna, text: 'Hi' })
    const texts = (await desk.messages(1)).filter((one) => one.author === 'automation').map((one) => one.text)
    expect(texts).to.deep.equal(['A1', 'A2', 'B'])
  })

  it('holds for actions that send nothing, too, and names the mark in the trace', async () => {
    const { desk } = await deskWith([
      { id: 'note', on: 'message.received', then: [{ do: 'add-note', text: 'Once', once: 'chat' }] },
    ])
    await desk.receive({ ...anna, text: 'Hi' })
    const { trace, chat } = await desk.receive({ ...anna, text: 'Hi' })
    expect(chat.counts.notes).to.equal(1)
    expect(trace?.passes.flatMap((pass) => pass.verdicts)).to.deep.equal([
      {
        kind: 'withheld',
        rule: 'note',
        by: 'once',
        mark: 'chat:note#0',
        actions: [{ index: 0, do: 'add-note', outcome: { kind: 'withheld', by: 'once', mark: 'chat:note#0' } }],
      },
    ])
  })

  it('leaves no mark when the action failed', async () => {
    const { desk } = await deskWith(hello('chat', { text: '{{ message.text }}' }))
    const empty = await desk.receive({ ...anna, text: ' ' })
    expect(empty.trace?.passes[1]?.verdicts[0]).to.deep.include({ kind: 'error', code: 'empty-text' })
    expect((await desk.receive({ ...anna, text: 'Hi' })).chat.counts.automation).to.equal(1)
  })
})
