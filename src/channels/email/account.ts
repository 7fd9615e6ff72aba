import { type AccountReader, accountFrom, accountReader, isLoopback } from '../shared/account-reader.js'

export type Security = 'tls' | 'starttls' | 'none'

/** The server that takes our letters. */
export interface SmtpAccount {
  readonly host: string
  readonly port: number
  readonly security: Security
  readonly user?: string
  readonly password?: string
  /** What we call ourselves in EHLO; the host's own name otherwise. */
  readonly name?: string
  readonly ca?: string
  /** Automatic letters go out with an empty sender, as RFC 3834 wants; many submission servers refuse that. */
  readonly emptySender: boolean
}

/** A mailbox that is asked for letters. */
export interface ImapAccount {
  readonly host: string
  readonly port: number
  readonly security: Security
  readonly user: string
  readonly password: string
  readonly folder: string
  /** Where letters go once the desk has them; without it they are marked as seen. */
  readonly moveTo?: string
  readonly everySeconds: number
  readonly ca?: string
}

export interface EmailAccount {
  /** The mailbox that customers write to; sender of what we say. Lower case. */
  readonly address: string
  readonly name?: string
  /** Other addresses of ours that letters come to, or from. Lower case. */
  readonly aliases: readonly string[]
  /** Signs letters that are handed over; at least 16 characters. */
  readonly secret: string
  /** `bearer`: hand-overs may bring the secret itself instead of a signature. */
  readonly handOver: 'hmac' | 'bearer'
  /** Who the customer is when From and Reply-To differ. */
  readonly customerFrom: 'from' | 'reply-to'
  /** Our own mail server's name in Authentication-Results (RFC 8601); others' results are not believed. */
  readonly authserv?: string
  /** Answers ask to be answered at `mailbox+tag@domain`: a thread is found even if the other side drops its references. */
  readonly plusTags: boolean
  /** A letter whose `text` leaves something out comes with itself as a file, where there is an archive. */
  readonly attachOriginal: boolean
  /** `List-Id`s of groups that our own mailbox stands behind: what comes through them is no list's letter. Lower case. */
  readonly ownLists: readonly string[]
  /** Of headers that are neither ASCII, encoded words nor UTF-8, where the body names none. */
  readonly charset: string
  readonly smtp?: SmtpAccount
  readonly imap?: ImapAccount
}

/** What our own addresses must look like; a customer's is taken as it comes. */
const ADDRESS = /^[^\s@<>",;:()[\]\\\p{Cc}]{1,64}@[^\s@<>",;:()[\]\\\p{Cc}]+\.[^\s@<>",;:()[\]\\\p{Cc}]+$/u
const IS_ADDRESS = 'be an e-mail address'
const HOST = /^[0-9a-z._:-]{1,253}$/iu
const IS_HOST = 'be a host name or an address'

const PROPERTIES = [
  'address',
  'name',
  'aliases',
  'secret',
  'handOver',
  'customerFrom',
  'authserv',
  'plusTags',
  'attachOriginal',
  'ownLists',
  'charset',
  'smtp',
  'imap',
] as const

export function accountOf(value: unknown): ReturnType<typeof accountFrom<EmailAccount>> {
  const read = accountReader(value, PROPERTIES)
  const [name, authserv] = [read.optionalText('name'), read.optionalText('authserv')]
  const charset = read.optionalText('charset') ?? 'windows-1252'
  if (!isCharset(charset)) read.fault('charset', 'Must be the name of a character set')
  const [smtp, imap] = [smtpOf(read), imapOf(read)]
  return accountFrom<EmailAccount>(read, {
    address: read.text('address', ADDRESS, IS_ADDRESS).toLowerCase(),
    aliases: read.texts('aliases', [], ADDRESS, 'be an e-mail address').map((one) => one.toLowerCase()),
    secret: read.text('secret', /^.{16,}$/su, 'have 16 characters or more'),
    handOver: read.oneOf('handOver', ['hmac', 'bearer'], 'hmac'),
    customerFrom: read.oneOf('customerFrom', ['from', 'reply-to'], 'from'),
    plusTags: read.flag('plusTags', false),
    attachOriginal: read.flag('attachOriginal', true),
    ownLists: read.texts('ownLists', []).map((one) => one.toLowerCase()),
    charset,
    ...(name === undefined ? {} : { name }),
    ...(authserv === undefined ? {} : { authserv: authserv.toLowerCase() }),
    ...(smtp === undefined ? {} : { smtp }),
    ...(imap === undefined ? {} : { imap }),
  })
}

function smtpOf(account: AccountReader): SmtpAccount | undefined {
  const read = account.part('smtp', ['host', 'port', 'security', 'user', 'password', 'name', 'ca', 'emptySender'])
  if (read === undefined) return undefined
  const [user, password] = [read.optionalText('user'), read.optionalText('password')]
  const [name, ca] = [read.optionalText('name', HOST, IS_HOST), read.ca()]
  const security = securityOf(read)
  if ((user === undefined) !== (password === undefined)) read.fault('password', 'user and password come together')
  return {
    ...serverOf(read, security, { tls: 465, starttls: 587, none: 25 }, password !== undefined),
    emptySender: read.flag('emptySender', false),
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
    ...(name === undefined ? {} : { name }),
    ...(ca === undefined ? {} : { ca }),
  }
}

function imapOf(account: AccountReader): ImapAccount | undefined {
  const known = ['host', 'port', 'security', 'user', 'password', 'folder', 'moveTo', 'everySeconds', 'ca']
  const read = account.part('imap', known)
  if (read === undefined) return undefined
  const [moveTo, ca] = [read.optionalText('moveTo'), read.ca()]
  const folder = read.optionalText('folder') ?? 'INBOX'
  if (moveTo === folder) read.fault('moveTo', 'Must be another folder')
  return {
    ...serverOf(read, securityOf(read), { tls: 993, starttls: 143, none: 143 }, true),
    user: read.text('user'),
    password: read.text('password'),
    folder,
    everySeconds: read.number('everySeconds', 60, 5, 86_400),
    ...(moveTo === undefined ? {} : { moveTo }),
    ...(ca === undefined ? {} : { ca }),
  }
}

function securityOf(read: AccountReader): Security {
  return read.oneOf('security', ['tls', 'starttls', 'none'], 'tls')
}

function serverOf(
  read: AccountReader,
  security: Security,
  ports: { readonly [one in Security]: number },
  hasPassword: boolean,
): { readonly host: string; readonly port: number; readonly security: Security } {
  const host = read.text('host', HOST, IS_HOST)
  if (security === 'none' && hasPassword && !isLoopback(host) && host !== '::1')
    read.fault('security', 'A password goes over an encrypted connection only: tls or starttls')
  return { host, port: read.number('port', ports[security], 1, 65_535), security }
}

function isCharset(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== ''
  } catch {
    return false
  }
}
