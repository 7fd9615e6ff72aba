// Takes letters from a forwarding mail server of ours and says 250 only when the desk has them; 451 otherwise, so that the
// mail server keeps them and comes again. It is no mail server for the open internet: no spam filter, no queue of its own.
import { BlockList, isIP } from 'node:net'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server'
import type { RawDelivery } from '../../ports/channel-adapter.js'
import { isSameSecret } from '../shared/same-secret.js'
import { handOverHeaders } from './verify.js'

export interface ListenerMailbox {
  readonly channel: string
  /** The account's: letters are handed on signed, as by any other mail server of ours. */
  readonly secret: string
}

export interface SmtpListenerOptions {
  readonly host: string
  readonly port: number
  /** Of the greeting. */
  readonly name?: string
  /** PEM. `isImplicit`: TLS from the first byte instead of STARTTLS. */
  readonly tls?: { readonly key: string; readonly cert: string; readonly isImplicit?: boolean }
  /** Who may hand over without signing in, in CIDR notation. Default: this machine. */
  readonly networks?: readonly string[]
  /** Lets others in that sign in; needs `tls`. */
  readonly login?: { readonly user: string; readonly password: string }
  /** Default 40 MiB. */
  readonly maxBytes?: number
  /** At once; each may hold one letter in memory. Default 10. */
  readonly maxClients?: number
  /** Longest time for the desk to take a letter. Default 30 s, well under a mail server's ten minutes. */
  readonly takeMs?: number
  /** Undefined: there is no such mailbox here. `address` is in lower case. */
  readonly mailboxOf: (address: string) => ListenerMailbox | undefined
  /** Resolves with the status that an HTTP caller would get, once the letter is durable. */
  readonly take: (delivery: RawDelivery, channel: string) => Promise<{ readonly status: number }>
  readonly now: () => number
  readonly onError: (error: unknown) => void
}

export interface SmtpListener {
  readonly port: number
  /** Takes no more letters; those under way are finished, for five seconds at most. */
  readonly stop: () => Promise<void>
}

const MAX_BYTES = 40 * 1024 * 1024
const MOST_RECIPIENTS = 100
const HERE = ['127.0.0.0/8', '::1/128']

export async function startSmtpListener(options: SmtpListenerOptions): Promise<SmtpListener> {
  const { login, tls, networks = HERE } = options
  if (login !== undefined && tls === undefined) throw new Error('A listener with a login needs tls')
  const trusted = networkList(networks)
  const isTrusted = ({ remoteAddress }: SMTPServerSession): boolean => isListed(remoteAddress, trusted)
  const server = new SMTPServer({
    ...serverOptions(options),
    onConnect: (session, done) =>
      done(isTrusted(session) || login !== undefined ? null : refusal(554, '5.7.1 Not for you')),
    onAuth: (auth, _session, done) => {
      const isKnown =
        isSameSecret(auth.username, login?.user ?? '') && isSameSecret(auth.password, login?.password ?? '')
      if (isKnown) done(null, { user: 'known' })
      else done(refusal(535, '5.7.8 Wrong user or password'))
    },
    onMailFrom: (_address, session, done) =>
      done(isTrusted(session) || session.user === 'known' ? null : refusal(530, '5.7.0 Sign in first')),
    onRcptTo: ({ address }, session, done) => {
      if (session.envelope.rcptTo.length >= MOST_RECIPIENTS) return done(refusal(452, '4.5.3 Too many recipients'))
      return done(options.mailboxOf(address.toLowerCase()) ? null : refusal(550, '5.1.1 There is no such mailbox'))
    },
    onData: (stream, session, done) => {
      taken(stream, session, options).then(
        () => done(null, '2.0.0 The desk has it'),
        (error: unknown) => done(error instanceof Error ? error : refusal(451, '4.3.0 Later, please')),
      )
    },
  })
  server.on('error', options.onError)
  return listening(server, options)
}

/** Rejects with the refusal that the client is to be told. */
async function taken(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  options: SmtpListenerOptions,
): Promise<void> {
  const letter = await bytesOf(stream, options.maxBytes ?? MAX_BYTES)
  if (letter === null || stream.sizeExceeded) throw refusal(552, '5.3.4 The letter is too large')
  const { mailFrom, rcptTo } = session.envelope
  const envelope = {
    mailFrom: mailFrom === false ? '' : mailFrom.address,
    rcptTo: rcptTo.map(({ address }) => address),
  }
  const boxes = new Map<string, ListenerMailbox>()
  for (const address of envelope.rcptTo) {
    const box = options.mailboxOf(address.toLowerCase())
    if (box !== undefined) boxes.set(box.channel, box)
  }
  const fates: Fate[] = []
  for (const { channel, secret } of boxes.values()) {
    const now = options.now()
    const delivery: RawDelivery = {
      method: 'POST',
      path: '/smtp',
      query: {},
      headers: handOverHeaders(letter, envelope, secret, now),
      rawBody: letter,
      envelope,
      receivedAt: new Date(now).toISOString(),
    }
    fates.push(await fateOf(delivery, channel, options))
  }
  // One answer for all mailboxes. A letter that comes again is known by those that already have it.
  if (fates.length === 0 || fates.includes('later')) throw refusal(451, '4.3.0 The desk can not take it now')
  if (!fates.includes('taken')) throw refusal(554, '5.6.0 This can not be read as a letter')
}

type Fate = 'taken' | 'refused' | 'later'

async function fateOf(delivery: RawDelivery, channel: string, options: SmtpListenerOptions): Promise<Fate> {
  const { take, takeMs = 30_000, onError } = options
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The desk took no letter within ${takeMs} ms`)), takeMs)
  })
  try {
    const { status } = await Promise.race([take(delivery, channel), late])
    if (status >= 200 && status < 300) return 'taken'
    if (status === 400 || status === 413 || status === 422) return 'refused'
    onError(new Error(`A letter for ${channel} was not taken (${status})`))
  } catch (error) {
    onError(error)
  } finally {
    clearTimeout(timer)
  }
  return 'later'
}

/** Null when there are more; the rest is read and dropped, as the client hears no answer before its end. */
async function bytesOf(stream: SMTPServerDataStream, most: number): Promise<Uint8Array | null> {
  let [chunks, size]: [Buffer[], number] = [[], 0]
  for await (const chunk of stream) {
    size += chunk.length
    if (size > most) chunks = []
    else chunks.push(chunk)
  }
  return size > most ? null : Buffer.concat(chunks)
}

function serverOptions({
  name,
  tls,
  login,
  maxBytes = MAX_BYTES,
  maxClients = 10,
}: SmtpListenerOptions): SMTPServerOptions {
  const hidden = [...(login === undefined ? ['AUTH'] : []), ...(tls === undefined ? ['STARTTLS'] : [])]
  return {
    ...(name === undefined ? {} : { name }),
    ...(tls === undefined
      ? {}
      : { key: tls.key, cert: tls.cert, secure: tls.isImplicit ?? false, minVersion: 'TLSv1.2' }),
    banner: 'Caseline',
    size: maxBytes,
    maxClients,
    authOptional: true,
    authMethods: ['PLAIN', 'LOGIN'],
    disabledCommands: hidden,
    disableReverseLookup: true,
    hideSMTPUTF8: false,
    socketTimeout: 60_000,
    closeTimeout: 5_000,
    logger: false,
  }
}

async function listening(server: SMTPServer, { host, port, onError }: SmtpListenerOptions): Promise<SmtpListener> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const address = server.server.address()
  if (address === null || typeof address === 'string') onError(new Error('The listener has no port'))
  return {
    port: address === null || typeof address === 'string' ? port : address.port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function networkList(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [, address = '', bits] = /^([^/]+?)(?:\/(\d{1,3}))?$/u.exec(network.trim()) ?? []
    const version = isIP(address)
    const most = version === 4 ? 32 : 128
    if (version === 0 || Number(bits ?? most) > most) throw new Error(`${network} is no network in CIDR notation`)
    list.addSubnet(address, Number(bits ?? most), version === 4 ? 'ipv4' : 'ipv6')
  }
  return list
}

function isListed(address: string, list: BlockList): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/iu, '')
  const version = isIP(plain)
  return version !== 0 && list.check(plain, version === 4 ? 'ipv4' : 'ipv6')
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}
