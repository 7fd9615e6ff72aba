import type { EmailAccount } from '../../../src/channels/email/account.js'
import { adapter } from '../../../src/channels/email/adapter.js'
import { httpPort } from '../../../src/channels/shared/http-port.js'
import type { RawDelivery } from '../../../src/ports/channel-adapter.js'
import type { ChannelBench } from '../../../src/testing/channel-contract/bench.js'
import { ANNA, EMAIL, EMAIL_NOW, emailCall, emailLetter, startEmail } from '../stand-ins/email.js'
import { letters } from './letters.js'

/** Letters that are ours, or about nothing of ours: taken, and told to nobody. */
const LEFT = ['bounce-foreign', 'own-forged']

export async function emailBench(): Promise<ChannelBench<EmailAccount>> {
  const standIn = await startEmail()
  const message = (n: number, text: string): RawDelivery =>
    emailCall(emailLetter({ id: `letter-number-${n}@mail.example.org`, text }))
  const call = message(1, 'x')
  const all = [...letters()].map(([name, bytes]) => [name, emailCall(bytes)] as const)
  return {
    adapter,
    account: standIn.account,
    deadAccount: standIn.deadAccount,
    secrets: [EMAIL.secret, EMAIL.password],
    receivePorts: { now: () => EMAIL_NOW },
    http: httpPort(),
    deliveries: {
      message,
      // Another server above it, and signed anew.
      again: ({ rawBody, receivedAt }) => {
        const letter = `Received: from relay by mail; ${Math.floor(Date.parse(receivedAt) / 1000)}\r\n${Buffer.from(rawBody)}`
        return emailCall(letter, { receivedAt: new Date(Date.parse(receivedAt) + 3_600_000).toISOString() })
      },
      samples: Object.fromEntries(all.filter(([name]) => !LEFT.includes(name))),
      unknown: Object.fromEntries(all.filter(([name]) => LEFT.includes(name))),
      forged: {
        'no signature': { ...call, headers: {} },
        'another secret': emailCall(call.rawBody, { secret: 'another-secret-0123456789' }),
        'an empty secret': emailCall(call.rawBody, { secret: '' }),
        'the secret itself, where it is not wanted': { ...call, headers: { authorization: `Bearer ${EMAIL.secret}` } },
        'another sender': { ...call, headers: { ...call.headers, 'x-caseline-mail-from': 'boss@shop.example' } },
        'other recipients': { ...call, headers: { ...call.headers, 'x-caseline-rcpt-to': 'x@shop.example' } },
        'an envelope that was not signed': { ...call, envelope: { mailFrom: 'boss@shop.example', rcptTo: [] } },
        'another time': {
          ...call,
          headers: {
            ...call.headers,
            'x-caseline-signature': (call.headers['x-caseline-signature'] ?? '').replace(/t=\d+/u, 't=1795521601'),
          },
        },
        'a PUT': { ...call, method: 'PUT' },
      },
      stale: {
        'signed six minutes ago': emailCall(call.rawBody, { at: EMAIL_NOW - 360_000 }),
        'signed in six minutes': emailCall(call.rawBody, { at: EMAIL_NOW + 360_000 }),
      },
      around: (body) => emailCall(body),
      proof: 'signature',
      proofHeader: 'x-caseline-signature',
      isJson: false,
    },
    outgoing: {
      conversationId: ANNA,
      replyContext: { to: ANNA, subject: 'Parcel', messageId: 'a@x', references: [] },
      standIn,
      failures: [
        { answer: 'auth', class: 'auth' },
        { answer: 'auth-later', class: 'temporary' },
        { answer: 'sender-refused', class: 'auth' },
        { answer: 'no-such-user', class: 'blocked' },
        { answer: 'mailbox-full', class: 'blocked' },
        { answer: 'greylisted', class: 'temporary' },
        { answer: 'rate-limited', class: 'rate-limited' },
        { answer: 'too-many', class: 'rate-limited' },
        { answer: 'temporary', class: 'temporary' },
        { answer: 'busy', class: 'temporary' },
        { answer: 'too-long', class: 'too-long' },
        { answer: 'spam', class: 'bad-request' },
      ],
    },
    close: standIn.close,
  }
}
