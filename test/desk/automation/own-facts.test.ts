import { expect } from 'chai'
import type { Rule } from '../../../src/core/rules/rule-set.js'
import type { FactContext } from '../../../src/desk/options.js'
import { deskWith } from '../make-desk.js'

const anna = { channel: 'tg', customer: { id: 'anna', name: 'Anna' } }

function vip(id: string, value: unknown = true, more: Partial<Rule> = {}): Rule {
  return {
    id,
    on: 'message.received',
    when: { all: [{ fact: 'crm', path: '$.vip', operator: 'equal', value }] },
    then: [{ do: 'add-tags', tags: [id] }],
    ...more,
  }
}

describe('facts of the embedder (spec 2.3)', () => {
  it('may be values and functions, and know whom they are asked about', async () => {
    const asked: Pick<FactContext, 'params' | 'now'>[] = []
    const { desk } = await deskWith(
      [vip('vip'), { ...vip('plan'), when: { all: [{ fact: 'plan', operator: 'equal', value: 'pro' }] } }],
      {
        facts: {
          plan: 'pro',
          crm: async ({ customer, channel, params, now }: FactContext) => {
            asked.push({ params, now })
            return { vip: customer.name === 'Anna' && channel.id === 'tg' }
          },
        },
      },
    )
    expect((await desk.receive({ ...anna, text: 'Hi' })).chat.tags).to.deep.equal(['vip', 'plan'])
    expect(asked).to.deep.equal([{ params: {}, now: '2026-03-02T12:00:00.000Z' }])
  })

  it('are asked once per message and parameters, by rules, passes and templates together', async () => {
    let asked = 0
    const crm = async () => {
      asked += 1
      return { vip: true, name: `No. ${asked}` }
    }
    const { desk } = await deskWith(
      [
        vip('one', true, { on: 'chat.started' }),
        vip('two'),
        {
          id: 'three',
          on: 'chat.updated',
          when: { all: [{ fact: 'crm', path: '$.vip', operator: 'equal', value: true }] },
          then: [{ do: 'add-note', text: '{{ crm.name }}' }],
        },
        {
          ...vip('four'),
          when: { any: [{ fact: 'crm', params: { of: 'anna' }, path: '$.vip', operator: 'equal', value: true }] },
        },
      ],
      { facts: { crm } },
    )
    const { chat } = await desk.receive({ ...anna, text: 'Hi' })
    expect([chat.tags, asked]).to.deep.equal([['one', 'two', 'four'], 2])
    expect((await desk.messages(1)).at(-1)?.text).to.equal('No. 1')
    await desk.receive({ ...anna, text: 'Hi' })
    expect(asked).to.equal(4)
  })

  it('are not asked when no rule needs them', async () => {
    const { desk } = await deskWith([vip('vip', true, { on: 'chat.finished' })], {
      facts: {
        crm: () => {
          throw new Error('asked')
        },
      },
    })
    expect((await desk.receive({ ...anna, text: 'Hi' })).outcome).to.equal('started')
  })

  const MISSING: readonly (readonly [string, () => unknown])[] = [
    ['fails', () => Promise.reject(new Error('CRM is down'))],
    [
      'throws',
      () => {
        throw new Error('CRM is down')
      },
    ],
    ['comes late', () => new Promise(() => {})],
    ['is undefined', () => undefined],
  ]
  for (const [name, crm] of MISSING) {
    it(`that ${name} is missing: conditions are false whichever way they ask, the message is kept, the trace says so`, async () => {
      const { desk } = await deskWith(
        [
          vip('is'),
          vip('is-not', true, { when: { all: [{ fact: 'crm', path: '$.vip', operator: 'notEqual', value: true }] } }),
          vip('else', true, { when: { not: { fact: 'crm', path: '$.vip', operator: 'equal', value: true } } }),
        ],
        { facts: { crm }, factTimeoutMs: 10 },
      )
      const { outcome, chat, trace } = await desk.receive({ ...anna, text: 'Hi' })
      expect([outcome, chat.counts.customer]).to.deep.equal(['started', 1])
      const verdicts = trace?.passes.find((pass) => pass.trigger === 'message.received')?.verdicts ?? []
      expect(verdicts.slice(0, 2).map(({ kind }) => kind)).to.deep.equal(['failed', 'failed'])
      expect(verdicts[0]).to.have.nested.include({ 'finding.fact': 'crm', 'finding.missing': true })
    })
  }

  it('that come late are told to give up', async () => {
    let isAborted = false
    const { desk } = await deskWith([vip('vip')], {
      factTimeoutMs: 5,
      facts: {
        crm: ({ signal }: FactContext) =>
          new Promise(() => {
            signal.addEventListener('abort', () => {
              isAborted = true
            })
          }),
      },
    })
    await desk.receive({ ...anna, text: 'Hi' })
    expect(isAborted).to.equal(true)
  })

  it('can’t stand in for ours: the desk isn’t made', async () => {
    const making = deskWith([], { facts: { chat: { number: 77 } } })
    await making.then(
      () => expect.fail('a desk was made'),
      (error: unknown) => expect(error).to.be.instanceOf(TypeError).with.property('message').that.includes('chat'),
    )
  })

  it('agents’ presence is a fact that the desk keeps', async () => {
    const online = (value: number) => ({ all: [{ fact: 'agents', path: '$.online', operator: 'equal', value }] })
    const bob = { all: [{ fact: 'agents', params: { id: 'bob' }, path: '$.status', operator: 'equal', value: 'away' }] }
    const { desk } = await deskWith(
      [vip('one', true, { when: online(1) }), vip('none', true, { when: online(0) }), vip('bob', true, { when: bob })],
      {
        agents: { ann: 'online', bob: 'away' },
      },
    )
    expect((await desk.receive({ ...anna, text: 'Hi' })).chat.tags).to.deep.equal(['one', 'bob'])
    desk.setAgentStatus('ann', 'offline')
    expect((await desk.receive({ ...anna, text: 'Hi' })).chat.tags).to.deep.equal(['one', 'bob', 'none'])
    expect(desk.agents()).to.deep.equal({ online: 0, statuses: { ann: 'offline', bob: 'away' } })
  })
})
