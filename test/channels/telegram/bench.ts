import { httpPort } from '../../../src/channels/shared/http-port.js'
import type { TelegramAccount } from '../../../src/channels/telegram/account.js'
import { adapter } from '../../../src/channels/telegram/adapter.js'
import type { ChannelBench } from '../../../src/testing/channel-contract/bench.js'
import { fixturesOf } from '../fixture.js'
import { CUSTOMER, startTelegram, TELEGRAM, telegramCall, telegramUpdate } from '../stand-ins/telegram.js'

const NOW = Date.parse('2026-11-24T12:00:00.000Z')

export async function telegramBench(): Promise<ChannelBench<TelegramAccount>> {
  const standIn = await startTelegram()
  const message = (n: number, text: string) => telegramCall(telegramUpdate({ id: n, text }))
  const withSecret = (secret: string) => {
    const delivery = message(1, 'hello')
    return { ...delivery, headers: { ...delivery.headers, 'x-telegram-bot-api-secret-token': secret } }
  }
  return {
    adapter,
    account: standIn.account,
    deadAccount: { ...standIn.account, apiUrl: 'http://127.0.0.1:1' },
    secrets: [TELEGRAM.token, TELEGRAM.secretToken],
    receivePorts: { now: () => NOW },
    http: httpPort(),
    deliveries: {
      message,
      samples: Object.fromEntries([...fixturesOf('telegram')].map(([name, { body }]) => [name, telegramCall(body)])),
      unknown: {
        'a kind to come': telegramCall({ update_id: 1, telepathy: { chat: { id: 1 } } }),
        'an inline query': telegramCall({
          update_id: 2,
          inline_query: { id: '1', from: { id: 1 }, query: 'x', offset: '' },
        }),
        'a channel post': telegramCall(fixturesOf('telegram').get('channel-post')?.body),
        'no kind at all': telegramCall({ update_id: 3 }),
      },
      forged: {
        'another secret': withSecret('webhook-secret_0123456788'),
        'the token as secret': withSecret(TELEGRAM.token),
        'a GET': { ...message(1, 'hello'), method: 'GET' },
      },
      neighbours: () => [
        telegramCall(
          Buffer.from(
            '{"update_id":1,"message":{"message_id":4912661846655238145,"from":{"id":1},"chat":{"id":1},"date":1763985600,"text":"a"}}',
          ),
        ),
        telegramCall(
          Buffer.from(
            '{"update_id":2,"message":{"message_id":4912661846655238146,"from":{"id":1},"chat":{"id":1},"date":1763985600,"text":"a"}}',
          ),
        ),
      ],
      around: (body) => telegramCall(body),
      proof: 'secret',
      proofHeader: 'x-telegram-bot-api-secret-token',
      isJson: true,
    },
    outgoing: {
      conversationId: String(CUSTOMER),
      standIn,
      failures: [
        { answer: 'auth', class: 'auth' },
        { answer: 'wrong-token', class: 'auth' },
        { answer: 'blocked', class: 'blocked' },
        { answer: 'kicked', class: 'blocked' },
        { answer: 'never-wrote', class: 'blocked' },
        { answer: 'no-chat', class: 'blocked' },
        { answer: 'window-closed', class: 'window-closed' },
        { answer: 'too-long', class: 'too-long' },
        { answer: 'moved', class: 'moved', newConversationId: '-1001234567890' },
        { answer: 'rate-limited', class: 'rate-limited', retryAfterMs: 7000 },
        { answer: 'bad-request', class: 'bad-request' },
        { answer: '200-but-failed', class: 'bad-request' },
        { answer: 'temporary', class: 'temporary' },
        { answer: 'unavailable', class: 'temporary' },
        { answer: 'bad-gateway', class: 'unknown-outcome' },
        { answer: 'gateway', class: 'unknown-outcome' },
        { answer: 'reflects-address', class: 'bad-request' },
      ],
    },
    close: standIn.close,
  }
}
