import type { ChannelAdapter, ReceivePorts, ReceiveResult } from '../../ports/channel-adapter.js'
import { accept, ignore, reject, unreadable } from '../shared/answers.js'
import { accountOf, type EmailAccount } from './account.js'
import { check } from './check.js'
import { fileBytes } from './files.js'
import { messageOf, shownText } from './parse.js'
import { readLetter } from './read-letter.js'
import { receiptsOf } from './report.js'
import { limits, send } from './send.js'
import { envelopeOf, headProof, refusalOf } from './verify.js'

/** What mail servers take at most; larger letters are refused for good. */
export const LARGEST_LETTER = 40 * 1024 * 1024

/** Letters, handed over as raw bytes by HTTP, our SMTP listener or our IMAP poller; out through SMTP. */
export const adapter: ChannelAdapter<EmailAccount> = {
  kind: 'email',
  limits,
  // The Message-ID is the same at every attempt, and mail programs show a letter once.
  deduplicates: true,
  accountOf,
  receive: async (delivery, account, ports) => {
    const { rawBody, receivedAt } = delivery
    if (delivery.method !== 'POST') return reject('not a POST')
    const refusal = refusalOf(delivery, account, ports.now())
    if (refusal !== null) return reject(refusal)
    if (rawBody.byteLength > LARGEST_LETTER) return { ...unreadable('too large'), response: { status: 413, body: '' } }
    const letter = await readLetter(rawBody, account.charset)
    if (letter === null) return unreadable('not a letter')
    const receipts = receiptsOf(letter, account, receivedAt)
    if (receipts !== null)
      return receipts.length > 0 ? accept(receipts) : ignore('a notice about a letter that is not ours')
    const isKept = letter.parts.length > 0 || (account.attachOriginal && shownText(letter) !== letter.text)
    const archived = isKept ? await kept(rawBody, ports) : null
    if (archived === 'failed') return unavailable()
    const message = messageOf({ letter, bytes: rawBody, envelope: envelopeOf(delivery), receivedAt, archived }, account)
    return 'left' in message ? ignore(message.left) : accept([message])
  },
  headProof,
  send,
  fileBytes,
  check,
  byHand: 'Your mail server hands letters over: give it the address, or use mail.listen or the account’s imap instead',
}

async function kept(bytes: Uint8Array, { archive }: ReceivePorts): Promise<string | null | 'failed'> {
  return archive === undefined ? null : archive.keep(bytes).catch((): 'failed' => 'failed')
}

/** A letter without its files would be half a letter: the mail server keeps it and comes again. */
function unavailable(): ReceiveResult {
  const reason = 'the archive of letters can not be written'
  return {
    verdict: 'ignore',
    reason,
    response: { status: 503, headers: { 'retry-after': '60' }, body: '' },
    events: [],
  }
}
