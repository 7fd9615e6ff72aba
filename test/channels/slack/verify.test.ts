import { createHmac } from 'node:crypto'
import { expect } from 'chai'
import { accountOf } from '../../../src/channels/slack/account.js'
import { adapter } from '../../../src/channels/slack/adapter.js'
import type { RawDelivery } from '../../../src/ports/channel-adapter.js'
import { SLACK, SLACK_NOW, slackCall, slackEvent, slackMessage } from '../stand-ins/slack.js'

function accountWith(more: object = {}) {
  const read = accountOf({ ...SLACK, ...more })
  return 'account' in read ? read.account : expect.fail()
}
const receive = (delivery: RawDelivery, now = SLACK_NOW, account = accountWith()) =>
  adapter.receive(delivery, account, { now: () => now })
const body = slackEvent(slackMessage({ ts: '1795521599.000100', text: 'x' }))
const good = slackCall(body)

describe('who calls in Slack’s name', () => {
  // https://docs.slack.dev/authentication/verifying-requests-from-slack: the example with its secret, time and signature.
  it('the signature that Slack publishes holds', async () => {
    const text =
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c'
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': '1531420618',
      'x-slack-signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
    }
    const account = accountWith({ signingSecret: '8f742231b10e8888abcd99yyyzzz85a5' })
    const delivery = { ...good, headers, rawBody: Buffer.from(text) }
    const { verdict, response } = await receive(delivery, 1531420618_000, account)
    expect([verdict, response.status]).to.deep.equal(['ignore', 200])
    const changed = { ...delivery, rawBody: Buffer.from(text.replace('foobar', 'foobaz')) }
    expect((await receive(changed, 1531420618_000, account)).verdict).to.equal('reject')
  })

  it('five minutes are allowed, in both directions', async () => {
    for (const seconds of [0, 299, -299]) {
      const delivery = slackCall(body, { at: SLACK_NOW + seconds * 1000 })
      expect((await receive(delivery)).verdict, `${seconds} s`).to.equal('accept')
    }
    for (const seconds of [301, -301, 86_400, -86_400, 1e9]) {
      const { verdict, response } = await receive(slackCall(body, { at: SLACK_NOW + seconds * 1000 }))
      expect([verdict, response.status], `${seconds} s`).to.deep.equal(['reject', 401])
    }
  })

  it('a time that is no number is none, however it was signed', async () => {
    for (const time of [
      'NaN',
      '',
      ' ',
      'Infinity',
      '1e10',
      '-1',
      `${SLACK_NOW / 1000} `,
      `0x${(SLACK_NOW / 1000).toString(16)}`,
    ]) {
      const hex = createHmac('sha256', SLACK.signingSecret).update(`v0:${time}:`).update(good.rawBody).digest('hex')
      const headers = { ...good.headers, 'x-slack-request-timestamp': time, 'x-slack-signature': `v0=${hex}` }
      expect((await receive({ ...good, headers })).verdict, time).to.equal('reject')
    }
  })

  it('without signature or time nothing is thrown, and nothing passes', async () => {
    for (const name of ['x-slack-signature', 'x-slack-request-timestamp']) {
      const { [name]: _, ...headers } = good.headers
      expect((await receive({ ...good, headers })).verdict).to.equal('reject')
    }
  })

  it('a retry is taken like a first call: it may be the only one that came through', async () => {
    const headers = { 'x-slack-retry-num': '2', 'x-slack-retry-reason': 'http_timeout' }
    const retry = await receive(slackCall(body, { at: SLACK_NOW + 60_000, headers }), SLACK_NOW + 60_000)
    expect(retry).to.deep.equal(await receive(good))
  })

  it('url_verification is answered, when it is signed', async () => {
    const question = {
      type: 'url_verification',
      token: 'x',
      challenge: '3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P',
    }
    const { verdict, response } = await receive(slackCall(question))
    expect([verdict, response.status, response.body]).to.deep.equal(['handshake', 200, question.challenge])
    expect((await receive({ ...slackCall(question), headers: {} })).response.body).to.equal('')
    const evil = await receive(slackCall({ ...question, challenge: '<script>alert(1)</script>' }))
    expect([evil.response.status, evil.response.body]).to.deep.equal([400, ''])
  })

  it('what is no JSON is a bad request that Slack needn’t repeat; forms are none of ours', async () => {
    const { response } = await receive(slackCall(Buffer.from('{')))
    expect([response.status, response.headers]).to.deep.equal([400, { 'x-slack-no-retry': '1' }])
    const form = slackCall(Buffer.from('ssl_check=1&token=x'), {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect((await receive(form)).response.status).to.equal(200)
  })

  it('the legacy token proves nothing', async () => {
    const { 'x-slack-signature': _, ...headers } = good.headers
    expect((await receive({ ...good, headers })).verdict).to.equal('reject')
    expect((await receive(slackCall({ ...body, token: 'another' }))).verdict).to.equal('accept')
  })
})
