// Letters out of a mailbox, for those whose mail server can't hand them over. A letter is marked (or moved) only when the
// desk has it; whatever happens in between, it comes again and is known. Needs imapflow.
import { setTimeout as pause } from 'node:timers/promises'
import { rootCertificates } from 'node:tls'
import { ImapFlow } from 'imapflow'
import type { AccountFinding, RawDelivery } from '../../ports/channel-adapter.js'
import type { EmailAccount, ImapAccount } from './account.js'
import { handOverHeaders } from './verify.js'

export interface ImapPollerOptions {
  /** With `imap`. */
  readonly account: EmailAccount
  /** Resolves with the status that an HTTP caller would get, once the letter is durable. */
  readonly take: (delivery: RawDelivery) => Promise<{ readonly status: number }>
  /** Asked before each look and each letter. False: somebody else takes them. Default: they are ours. */
  readonly mayLook?: () => Promise<boolean>
  readonly now: () => number
  readonly onError: (error: unknown) => void
  /** Between two looks; ends early, without an error, when `signal` aborts. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>
}

export interface ImapPoller {
  /** Waits for the look that is under way. */
  readonly stop: () => Promise<void>
}

/** Larger letters stay where they are and are told to `onError`; they are marked, as they'd be in the way for ever. */
const LARGEST = 40 * 1024 * 1024
const MOST_AT_ONCE = 200
/** A stop waits so long for a mailbox that doesn't answer. */
const STOP_MS = 3_000

export function startImapPoller(options: ImapPollerOptions): ImapPoller {
  const { account, onError, wait = waited } = options
  const imap = mailboxOf(account)
  const stopping = new AbortController()
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await pollMailbox(options, stopping.signal).catch(onError)
      if (!stopping.signal.aborted) await wait(imap.everySeconds * 1000, stopping.signal)
    }
  }
  const running = run().catch(onError)
  return {
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}

/** One look. Resolves with how many letters the desk took; rejects when the mailbox can't be had. */
export async function pollMailbox(options: ImapPollerOptions, signal?: AbortSignal): Promise<number> {
  const imap = mailboxOf(options.account)
  const mayLook = options.mayLook ?? (async () => true)
  if (!(await mayLook())) return 0
  const client = clientOf(imap, options.onError)
  const giveUp = (): void => void setTimeout(() => client.close(), STOP_MS).unref()
  signal?.addEventListener('abort', giveUp, { once: true })
  try {
    await client.connect()
    const lock = await client.getMailboxLock(imap.folder)
    try {
      const uids = await client.search({ seen: false }, { uid: true })
      if (!uids) throw new Error('The mailbox could not be searched')
      let taken = 0
      for (const uid of uids.slice(0, MOST_AT_ONCE)) {
        if (signal?.aborted || !(await mayLook())) break
        // Throws when the desk is down: the letters behind this one would fare no better.
        if (await isTakenFrom(client, uid, options)) taken++
      }
      if (!client.usable) throw new Error('The line to the mailbox broke')
      return taken
    } finally {
      lock.release()
    }
  } finally {
    await client.logout().catch(() => client.close())
    signal?.removeEventListener('abort', giveUp)
  }
}

/** What is wrong with the mailbox, in plain words. */
export async function checkMailbox(account: EmailAccount): Promise<readonly AccountFinding[]> {
  const imap = mailboxOf(account)
  const client = clientOf(imap, () => undefined)
  try {
    await client.connect()
    await client.mailboxOpen(imap.folder)
    const hasTarget = imap.moveTo === undefined || (await client.status(imap.moveTo, { messages: true })) !== false
    return hasTarget ? [] : [{ severity: 'error', message: 'The folder of moveTo can not be opened' }]
  } catch (error) {
    const isLogin = error instanceof Error && 'authenticationFailed' in error && error.authenticationFailed === true
    const message = isLogin
      ? 'The mailbox does not accept our user and password'
      : 'The mailbox can not be opened: check host, port, security, folder and moveTo'
    return [{ severity: 'error', message }]
  } finally {
    await client.logout().catch(() => client.close())
  }
}

async function isTakenFrom(client: ImapFlow, uid: number, options: ImapPollerOptions): Promise<boolean> {
  const { account, take, now, onError } = options
  const known = await client.fetchOne(String(uid), { size: true }, { uid: true })
  // Somebody else moved it meanwhile.
  if (!known) return false
  if ((known.size ?? 0) > LARGEST) {
    onError(new Error(`Letter ${uid} is over ${LARGEST} bytes and was left in the mailbox`))
    await mark(client, uid)
    return false
  }
  const found = await client.fetchOne(String(uid), { source: true }, { uid: true })
  if (!found || found.source === undefined) return false
  const time = now()
  const { status } = await take({
    method: 'POST',
    path: '/imap',
    query: {},
    headers: handOverHeaders(found.source, { mailFrom: null, rcptTo: [] }, account.secret, time),
    rawBody: found.source,
    receivedAt: new Date(time).toISOString(),
  })
  const isTaken = status >= 200 && status < 300
  const isUnreadable = status === 400 || status === 413 || status === 422
  if (!isTaken && !isUnreadable) throw new Error(`The desk took no letter (${status})`)
  if (isUnreadable) onError(new Error(`Letter ${uid} can not be read and was left in the mailbox`))
  const { moveTo } = mailboxOf(account)
  if (isTaken && moveTo !== undefined) {
    if (await client.messageMove(String(uid), moveTo, { uid: true })) return true
    onError(new Error(`Letter ${uid} could not be moved to ${moveTo}`))
  }
  await mark(client, uid)
  return isTaken
}

/** imapflow answers false where the command failed, and also where the line broke. */
async function mark(client: ImapFlow, uid: number): Promise<void> {
  if (!(await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true })))
    throw new Error(`Letter ${uid} could not be marked as seen; it will come again`)
}

function clientOf(imap: ImapAccount, onError: (error: unknown) => void): ImapFlow {
  const { host, port, security, user, password, ca } = imap
  const client = new ImapFlow({
    host,
    port,
    secure: security === 'tls',
    ...(security === 'tls' ? {} : { doSTARTTLS: security === 'starttls' }),
    auth: { user, pass: password },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 60_000,
    maxLiteralSize: LARGEST + 1024,
    ...(ca === undefined ? {} : { tls: { ca: [...rootCertificates, ca] } }),
  })
  // Without a listener a lost connection would end the process.
  client.on('error', onError)
  return client
}

function mailboxOf({ imap }: EmailAccount): ImapAccount {
  if (imap === undefined) throw new Error('The account has no imap')
  return imap
}

async function waited(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal }).catch(() => undefined)
}
