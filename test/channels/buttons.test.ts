// A question with answers to choose from, as each provider with buttons is sent it.
import { expect } from 'chai'
import { adapter as facebook } from '../../src/channels/facebook/adapter.js'
import { httpPort } from '../../src/channels/shared/http-port.js'
import { adapter as skype } from '../../src/channels/skype/adapter.js'
import { tokenPort } from '../../src/channels/skype/token-port.js'
import { adapter as slack } from '../../src/channels/slack/adapter.js'
import { adapter as telegram } from '../../src/channels/telegram/adapter.js'
import { adapter as viber } from '../../src/channels/viber/adapter.js'
import { adapter as vk } from '../../src/channels/vk/adapter.js'
import { pressedOf } from '../../src/channels/vk/reply-tag.js'
import type { ChannelAdapter, OutgoingMessage } from '../../src/ports/channel-adapter.js'
import { PSID, startFacebook } from './stand-ins/facebook.js'
import { startSkype } from './stand-ins/skype.js'
import { SLACK_DM, startSlack } from './stand-ins/slack.js'
import { CUSTOMER, startTelegram } from './stand-ins/telegram.js'
import { startViber, VIBER_USER } from './stand-ins/viber.js'
import { fieldsOf, startVk, VK_USER } from './stand-ins/vk.js'

const choices = {
  text: 'О чём вопрос?',
  options: [
    { label: 'Оплата', payload: '0123456789abcdef.1.1' },
    { label: 'Q & A <b>', payload: '0123456789abcdef.1.2' },
  ],
}
const LISTED = 'О чём вопрос?\n1. Оплата\n2. Q & A <b>'

interface Place {
  readonly account: unknown
  readonly calls: readonly { readonly body: string }[]
  readonly close: () => Promise<void>
}

/** What one call held, after sending the question. */
async function sent<Account>(
  adapter: ChannelAdapter<Account>,
  place: Place,
  to: string,
  more: Partial<OutgoingMessage> = {},
): Promise<string> {
  try {
    const read = adapter.accountOf(place.account)
    if ('faults' in read) throw new Error(JSON.stringify(read.faults))
    const message = { conversationId: to, replyId: 'r1', text: LISTED, choices, automated: true, ...more }
    const ports = { now: () => 0, http: httpPort(), sleep: async () => undefined, tokens: tokenPort(() => 0) }
    expect(await adapter.send(message, read.account, ports)).to.include({ ok: true })
    return place.calls.at(-1)?.body ?? ''
  } finally {
    await place.close()
  }
}

describe('answers to choose from', () => {
  it('are a keyboard for one answer in a private chat of Telegram', async () => {
    expect(JSON.parse(await sent(telegram, await startTelegram(), String(CUSTOMER)))).to.deep.equal({
      chat_id: CUSTOMER,
      text: 'О чём вопрос?',
      reply_markup: {
        keyboard: [[{ text: 'Оплата' }], [{ text: 'Q & A <b>' }]],
        one_time_keyboard: true,
        resize_keyboard: true,
      },
    })
  })

  it('are a numbered list in groups of Telegram, which show no such keyboard to one person', async () => {
    const body = JSON.parse(await sent(telegram, await startTelegram(), '-1001234567890'))
    expect(body).to.deep.equal({ chat_id: -1001234567890, text: LISTED })
  })

  it('are a keyboard of VK, whose buttons bring their payload back', async () => {
    const place = await startVk()
    const form = fieldsOf({ body: await sent(vk, place, VK_USER) } as never)
    expect(form.message).to.equal('О чём вопрос?')
    const keyboard = JSON.parse(form.keyboard ?? '')
    expect(keyboard.one_time).to.equal(true)
    const buttons = keyboard.buttons.flat().map((one: { action: { label: string; payload: string } }) => one.action)
    expect(buttons.map(({ label }: { label: string }) => label)).to.deep.equal(['Оплата', 'Q & A <b>'])
    expect(pressedOf(buttons[1].payload)).to.equal('0123456789abcdef.1.2')
  })

  it('are a keyboard of Viber, which says the label and reads no HTML in it', async () => {
    const body = JSON.parse(await sent(viber, await startViber(), VIBER_USER))
    expect(body.text).to.equal('О чём вопрос?')
    expect(body.keyboard.Buttons.map((one: { ActionBody: string }) => one.ActionBody)).to.deep.equal([
      'Оплата',
      'Q & A <b>',
    ])
    expect(body.keyboard.Buttons[1].Text).to.equal('Q &#38; A &#60;b&#62;')
  })

  it('are quick replies of Facebook', async () => {
    const more = { lastCustomerMessageAt: new Date(0).toISOString() }
    const body = JSON.parse(await sent(facebook, await startFacebook(), PSID, more))
    expect(body.message.text).to.equal('О чём вопрос?')
    expect(body.message.quick_replies).to.deep.equal([
      { content_type: 'text', title: 'Оплата', payload: '0123456789abcdef.1.1' },
      { content_type: 'text', title: 'Q & A <b>', payload: '0123456789abcdef.1.2' },
    ])
  })

  it('are suggested actions of the Bot Framework', async () => {
    const place = await startSkype()
    const replyContext = { serviceUrl: `${place.url}/`, channelId: 'skype' }
    const body = JSON.parse(await sent(skype, place, '19:a@thread.skype', { replyContext }))
    expect(body.suggestedActions.actions[0]).to.deep.equal({ type: 'imBack', title: 'Оплата', value: 'Оплата' })
  })

  it('are buttons of Slack under the question, which says its text for notifications too', async () => {
    const body = JSON.parse(await sent(slack, await startSlack(), SLACK_DM))
    expect(body.text).to.equal('О чём вопрос?')
    const [section, actions, ...more] = body.blocks
    expect([section, more]).to.deep.equal([{ type: 'section', text: { type: 'mrkdwn', text: 'О чём вопрос?' } }, []])
    expect(actions.elements[1]).to.deep.equal({
      type: 'button',
      action_id: 'caseline.2',
      text: { type: 'plain_text', text: 'Q & A <b>', emoji: true },
      value: '{"label":"Q & A <b>","payload":"0123456789abcdef.1.2"}',
    })
  })

  it('are a numbered list in Slack beside a file, which blocks would leave out', async () => {
    const attachments = [{ kind: 'image' as const, url: 'https://files.example/a.png' }]
    const body = JSON.parse(await sent(slack, await startSlack(), SLACK_DM, { attachments }))
    expect(body).to.not.have.property('blocks')
    expect(body.text).to.contain('1. Оплата').and.to.contain('https://files.example/a.png')
  })

  it('are a numbered list where a label is longer than a button', async () => {
    const long = { ...choices, options: [{ label: 'x'.repeat(65), payload: 'p' }] }
    const text = `О чём вопрос?\n1. ${'x'.repeat(65)}`
    const body = JSON.parse(await sent(telegram, await startTelegram(), String(CUSTOMER), { text, choices: long }))
    expect(body).to.deep.equal({ chat_id: CUSTOMER, text })
  })
})
