import { expect } from 'chai'
import { accountOf } from '../../../src/channels/slack/account.js'
import { adapter } from '../../../src/channels/slack/adapter.js'
import { blocksOf } from '../../../src/channels/slack/buttons.js'
import type { RawDelivery, ReceiveResult } from '../../../src/ports/channel-adapter.js'
import { SLACK, SLACK_DM, SLACK_NOW, SLACK_USER, slackForm, slackPress } from '../stand-ins/slack.js'

const value = JSON.stringify({ label: '👋 Оплата', payload: '0123456789abcdef.1.1' })

async function received(delivery: RawDelivery, more: object = {}): Promise<ReceiveResult> {
  const read = accountOf({ ...SLACK, ...more })
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  return adapter.receive(delivery, read.account, { now: () => SLACK_NOW })
}

describe('a press of a Slack button', () => {
  it('is what stands on it, as we wrote it, and brings its payload back', async () => {
    const { response, events, verdict } = await received(slackForm(slackPress({ value })))
    expect([response.status, response.body, verdict]).to.deep.equal([200, '', 'accept'])
    expect(events).to.deep.equal([
      {
        kind: 'action',
        author: { role: 'customer', id: SLACK_USER, name: null },
        payload: '0123456789abcdef.1.1',
        text: '👋 Оплата',
        actionKey: 'D0CUSTOMER:press:1795521600.000900',
        conversationId: SLACK_DM,
        conversationType: 'private',
        sentAt: '2026-11-24T12:00:00.000Z',
        receivedAt: '2026-11-24T12:00:00.000Z',
      },
    ])
  })

  it('is signed with the bytes of its form', async () => {
    const delivery = slackForm(slackPress({ value }))
    const other = Buffer.from(`${Buffer.from(delivery.rawBody).toString()}&more=1`)
    expect((await received({ ...delivery, rawBody: other })).verdict).to.equal('reject')
    const late = slackForm(slackPress({ value }), { at: SLACK_NOW - 301_000 })
    expect((await received(late)).verdict).to.equal('reject')
  })

  it('in a thread of a channel is of the thread’s conversation', async () => {
    const channel = { id: 'C0SALES', name: 'sales' }
    const message = { ts: '1795521600.000001', thread_ts: '1795521500.000001' }
    const { events } = await received(slackForm(slackPress({ value, more: { channel, message } })))
    expect(events[0]).to.deep.include({
      conversationId: 'C0SALES:1795521500.000001',
      conversationType: 'channel',
      replyContext: { threadTs: '1795521500.000001' },
    })
  })

  for (const [name, form] of Object.entries({
    'of another workspace': slackPress({ value, more: { team: { id: 'T0OTHER' } } }),
    'by one of our agents': slackPress({ value, more: { user: { id: 'U0AGENT' } } }),
    'of a button that is not ours': slackPress({ value, action: { action_id: 'approve' } }),
    'of something else than a button': slackPress({ value, action: { type: 'static_select' } }),
    'without its moment': slackPress({ value, action: { action_ts: 1795521600 } }),
    'with a value that is no JSON': slackPress({ value: '{' }),
    'in a conversation that is not told': slackPress({ value, more: { channel: null, container: {} } }),
  })) {
    it(`${name} is nothing for the desk`, async () => {
      const { response, events } = await received(slackForm(form), { agentIds: ['U0AGENT'] })
      expect([response.status, events]).to.deep.equal([200, []])
    })
  }
})

describe('blocks with buttons', () => {
  it('are not made of a question longer than a section', () => {
    const buttons = [{ label: 'Yes', payload: 'p' }]
    expect(blocksOf({ text: '&'.repeat(600), buttons })).to.have.length(2)
    expect(blocksOf({ text: '&'.repeat(601), buttons })).to.equal(null)
    expect(blocksOf({ text: 'Yes?', buttons: [] })).to.equal(null)
  })
})
