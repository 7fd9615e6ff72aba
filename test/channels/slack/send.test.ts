import { expect } from 'chai'
import { httpPort } from '../../../src/channels/shared/http-port.js'
import { accountOf, type SlackAccount } from '../../../src/channels/slack/account.js'
import { adapter } from '../../../src/channels/slack/adapter.js'
import type { OutgoingMessage } from '../../../src/ports/channel-adapter.js'
import {
  SLACK,
  SLACK_APP,
  SLACK_BOT_USER,
  SLACK_DM,
  SLACK_NOW,
  SLACK_USER,
  type SlackStandIn,
  slackCall,
  slackEvent,
  slackMessage,
  startSlack,
} from '../stand-ins/slack.js'

const message: OutgoingMessage = { conversationId: SLACK_DM, replyId: 'effect-7', text: 'We look.', automated: false }

describe('what goes out to Slack', () => {
  let slack: SlackStandIn
  let pauses: number[]
  beforeEach(async () => {
    slack = await startSlack()
    pauses = []
  })
  afterEach(() => slack.close())

  const http = httpPort()
  function accountWith(more: object = {}): SlackAccount {
    const read = accountOf({ ...slack.account, ...more })
    return 'account' in read ? read.account : expect.fail(JSON.stringify(read.faults))
  }
  const sleep = async (ms: number) => void pauses.push(ms)
  const send = (more: Partial<OutgoingMessage> = {}) =>
    adapter.send({ ...message, ...more }, accountWith(), { now: () => SLACK_NOW, http, sleep })
  const bodies = () => slack.calls.map(({ body }) => JSON.parse(body))

  it('the token goes in a header, the tag in the metadata', async () => {
    expect(await send()).to.deep.equal({ ok: true, providerMessageIds: ['1795521600.000001'] })
    const [call] = slack.calls
    expect(call).to.include({ method: 'POST', path: '/api/chat.postMessage' })
    expect(call?.headers.authorization).to.equal(`Bearer ${SLACK.botToken}`)
    expect(bodies()).to.deep.equal([
      {
        channel: SLACK_DM,
        text: 'We look.',
        metadata: { event_type: 'caseline_reply', event_payload: { caseline: 'effect-7/1' } },
      },
    ])
  })

  it('the echo is recognised by its metadata', async () => {
    await send()
    const [{ metadata, text }] = bodies()
    const more = { bot_id: 'B0OURBOT', app_id: SLACK_APP, metadata }
    const said = slackMessage({ ts: '1795521600.000001', text, user: SLACK_BOT_USER, more })
    const { events } = await adapter.receive(slackCall(slackEvent(said)), accountWith(), { now: () => SLACK_NOW })
    expect(events[0]).to.include({ kind: 'echo', ownTag: 'effect-7', messageId: '1795521600.000001' })
  })

  it('a channel is answered in the thread, by its id alone; a direct conversation where the customer wrote', async () => {
    await send({ conversationId: 'C0SALES:1795521599.000100' })
    await send({ conversationId: 'C0SALES:1795521599.000100', replyContext: { threadTs: '1.1' } })
    await send({ replyContext: { threadTs: '1795521599.000100' } })
    await send({ replyContext: { threadTs: 7 } })
    expect(bodies().map(({ channel, thread_ts }) => [channel, thread_ts])).to.deep.equal([
      ['C0SALES', '1795521599.000100'],
      ['C0SALES', '1795521599.000100'],
      [SLACK_DM, '1795521599.000100'],
      [SLACK_DM, undefined],
    ])
  })

  it('nothing an agent quotes calls a whole channel', async () => {
    await send({ text: '<!channel> & <@U1>' })
    expect(bodies()[0].text).to.equal('&lt;!channel&gt; &amp; &lt;@U1&gt;')
  })

  it('parts go out a second apart, and a short pause in the middle is waited out', async () => {
    const text = 'word '.repeat(2000)
    slack.answerNext('ok', 'limited-with-200')
    expect(await send({ text })).to.include({ ok: true })
    expect(slack.sent()).to.have.length(3)
    expect(pauses).to.deep.equal([1000, 1000, 1000, 1000])
  })

  it('a longer pause is left to the desk, which goes on where it stopped', async () => {
    const text = 'word '.repeat(2000)
    slack.answerNext('ok', 'rate-limited')
    const first = await send({ text })
    expect(first).to.deep.include({ ok: false, class: 'rate-limited', retryAfterMs: 30_000 })
    const sentIds = first.ok ? [] : (first.sentIds ?? [])
    expect(sentIds).to.have.length(1)
    expect(await send({ text, sentIds })).to.include({ ok: true })
    expect(slack.sent().map(({ tag }) => tag)).to.deep.equal(['effect-7/1', 'effect-7/2', 'effect-7/3'])
  })

  it('a lost connection is not tried again here: Slack would post it twice', async () => {
    slack.answerNext('drop-after')
    expect(await send()).to.include({ ok: false, class: 'unknown-outcome' })
    expect(slack.calls).to.have.length(1)
    expect(adapter.deduplicates).to.equal(false)
  })

  it('a name and a language are asked for', async () => {
    const ask = (id: string) => adapter.describeCustomer?.(id, accountWith(), { http })
    expect(await ask(SLACK_USER)).to.deep.equal({ name: 'Анна Иванова', language: 'ru-RU' })
    expect(await ask('U0NOBODY')).to.equal(null)
    expect(await ask('B0OTHER')).to.equal(null)
    expect(slack.calls).to.have.length(2)
    expect(slack.calls[0]?.query).to.deep.equal({ user: SLACK_USER, include_locale: 'true' })
  })

  it('the token opens files of Slack’s own hosts only', async () => {
    const url = (address: string, auth: 'bearer' | 'none' = 'bearer') =>
      adapter.fileUrl?.({ kind: 'file', url: address, auth }, accountWith(), { http })
    const headers = { authorization: `Bearer ${SLACK.botToken}` }
    const own = 'https://files.slack.com/files-pri/T0-F1/a.png'
    expect(await url(own)).to.deep.equal({ url: own, headers })
    expect(await url(`${slack.url}/files/a`)).to.deep.equal({ url: `${slack.url}/files/a`, headers })
    const others = ['https://files.slack.com.evil.example/a', 'https://evilslack.com/a', 'http://files.slack.com/a']
    for (const address of others) expect(await url(address)).to.deep.equal({ url: address })
    expect(await url(own, 'none')).to.deep.equal({ url: own })
  })

  it('a stub of another company’s file is asked for', async () => {
    slack.files.set('F4', { id: 'F4', url_private: 'https://files.slack.com/files-pri/T0-F4/b.pdf' })
    const found = await adapter.fileUrl?.({ kind: 'file', providerFileId: 'F4', auth: 'bearer' }, accountWith(), {
      http,
    })
    expect(found?.url).to.equal('https://files.slack.com/files-pri/T0-F4/b.pdf')
    const lost = await adapter.fileUrl?.({ kind: 'file', providerFileId: 'F9', auth: 'bearer' }, accountWith(), {
      http,
    })
    expect(lost).to.equal(null)
  })

  it('an account is checked by its token', async () => {
    const check = async (more: object = {}) =>
      (await adapter.check?.(accountWith(more), { http }))?.map(({ message: found }) => found)
    expect(await check()).to.deep.equal([])
    expect(await check({ botToken: 'xoxb-gone' })).to.deep.equal([
      'Slack no longer takes the bot’s token (invalid_auth)',
    ])
    expect(await check({ teamId: 'T0OTHER' })).to.deep.equal([
      'The token belongs to the workspace T0TEAM0001, not to T0OTHER',
    ])
    delete slack.identity.bot_id
    expect(await check()).to.deep.equal(['The token is a person’s: a bot’s begins with xoxb-'])
  })

  it('an account tells all its faults at once', () => {
    const read = accountOf({ botToken: 'secret', teamId: 'shop', agentIds: ['anna'], workspace: 'x' })
    expect('faults' in read && read.faults.map(({ pointer }) => pointer)).to.have.members([
      '/signingSecret',
      '/botToken',
      '/teamId',
      '/agentIds',
      '/workspace',
    ])
    expect(accountOf(SLACK)).to.deep.equal({ account: { ...SLACK, agentIds: [], apiUrl: 'https://slack.com/api' } })
  })
})
