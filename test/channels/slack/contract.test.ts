import { httpPort } from '../../../src/channels/shared/http-port.js'
import { adapter, type SlackAccount } from '../../../src/channels/slack/adapter.js'
import type { ChannelBench } from '../../../src/testing/channel-contract/bench.js'
import { channelContract } from '../../../src/testing/channel-contract.js'
import { fixturesOf } from '../fixture.js'
import {
  SLACK,
  SLACK_DM,
  SLACK_NOW,
  slackCall,
  slackEvent,
  slackForm,
  slackMessage,
  slackPress,
  startSlack,
} from '../stand-ins/slack.js'

const runs = Number(process.env.CASELINE_RUNS ?? 300)
const fixtures = [...fixturesOf('slack').values()]
const message = (n: number, text: string) => {
  const ts = `1795521${String(n).padStart(3, '0')}.000100`
  return slackEvent(slackMessage({ ts, text }), `Ev${String(n).padStart(10, '0')}`)
}
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const good = slackCall(message(1, 'hello'))

async function makeBench(): Promise<ChannelBench<SlackAccount>> {
  const standIn = await startSlack()
  return {
    adapter,
    account: { ...standIn.account, agentIds: ['U0AGENT'] },
    deadAccount: { ...standIn.account, apiUrl: 'http://127.0.0.1:1/api' },
    secrets: [SLACK.signingSecret, SLACK.botToken],
    receivePorts: { now: () => SLACK_NOW },
    http: httpPort({ timeoutMs: 5_000 }),
    deliveries: {
      message: (n, text) => slackCall(message(n, text)),
      again: ({ rawBody, receivedAt }) =>
        slackCall(rawBody, {
          at: SLACK_NOW + 60_000,
          headers: { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_error' },
          receivedAt: new Date(Date.parse(receivedAt) + 60_000).toISOString(),
        }),
      samples: {
        ...Object.fromEntries(fixtures.map(({ name, body }) => [name, slackCall(body)])),
        button: slackForm(slackPress({ value: '{"label":"Yes","payload":"0123456789abcdef.1.1"}' })),
      },
      unknown: {
        event: slackCall(slackEvent({ type: 'telepathy', user: 'U1' })),
        envelope: slackCall({ type: 'envelope_of_2030', event: { type: 'message' } }),
        'no event': slackCall(slackEvent(null)),
        'a command': slackCall(Buffer.from('command=%2Fdesk&text=hi'), { headers: FORM }),
        'a dialog': slackForm({ type: 'view_submission', view: {} }),
        'a button of somebody else': slackForm(slackPress({ value: 'x', action: { action_id: 'theirs' } })),
      },
      forged: {
        unsigned: { ...good, headers: {} },
        'signed for another body': { ...good, rawBody: slackCall(message(2, 'x')).rawBody },
        'under another time': { ...good, headers: { ...good.headers, 'x-slack-request-timestamp': '1795521601' } },
        'a press signed for another': {
          ...slackForm(slackPress({ value: '{"label":"Yes","payload":"p"}' })),
          headers: { ...good.headers, ...FORM },
        },
        'a GET': { ...good, method: 'GET' },
        'an unsigned challenge': {
          ...slackCall({ type: 'url_verification', challenge: 'abc' }),
          headers: { 'content-type': 'application/json' },
        },
      },
      stale: {
        'six minutes old': slackCall(message(1, 'hello'), { at: SLACK_NOW - 360_000 }),
        'of the future': slackCall(message(1, 'hello'), { at: SLACK_NOW + 360_000 }),
      },
      handshakes: [
        {
          name: 'url_verification',
          delivery: slackCall({ type: 'url_verification', challenge: '3eZbrw1aBm2r', token: 'x' }),
          status: 200,
          body: '3eZbrw1aBm2r',
        },
      ],
      around: (body) => slackCall(body),
      proof: 'signature',
      proofHeader: 'x-slack-signature',
      isJson: true,
    },
    outgoing: {
      conversationId: SLACK_DM,
      standIn,
      failures: [
        { answer: 'auth', class: 'auth' },
        { answer: 'revoked', class: 'auth' },
        { answer: 'no-scope', class: 'auth' },
        { answer: 'rate-limited', class: 'rate-limited', retryAfterMs: 30_000 },
        { answer: 'limited-with-200', class: 'rate-limited', retryAfterMs: 1_000 },
        { answer: 'temporary', class: 'temporary' },
        { answer: 'unavailable', class: 'temporary' },
        { answer: 'bad-gateway', class: 'unknown-outcome' },
        { answer: 'nothing-said', class: 'unknown-outcome' },
        { answer: 'half-done', class: 'unknown-outcome' },
        { answer: 'archived', class: 'blocked' },
        { answer: 'not-there', class: 'blocked' },
        { answer: 'not-in-channel', class: 'blocked' },
        { answer: 'too-long', class: 'too-long' },
        { answer: 'bad-request', class: 'bad-request' },
        { answer: 'unheard', class: 'bad-request' },
        { answer: 'no-answer', class: 'unknown-outcome' },
        { answer: 'no-ts', class: 'unknown-outcome' },
      ],
    },
    close: standIn.close,
  }
}

describe('the contract of a channel: Slack', () => {
  for (const { name, run } of channelContract({ runs })) {
    it(name, async function () {
      this.timeout(Math.max(20_000, runs * 100))
      await run(makeBench)
    })
  }
})
