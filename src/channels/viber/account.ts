import type { AccountFault } from '../../ports/channel-adapter.js'
import { accountFrom, accountReader } from '../shared/account-reader.js'

/** One bot. Secrets are plain here; a configuration may name an environment variable or file. */
export interface ViberAccount {
  /** Of the bot's settings. Sends, and signs what Viber sends. */
  readonly token: string
  /** Shown over what automation says, and over what an agent without a name says. Viber takes 28 characters. */
  readonly name: string
  /** Address of a picture, at most 100 KB. */
  readonly avatar?: string
  readonly apiUrl: string
  readonly ca?: string
}

const PROPERTIES = ['token', 'name', 'avatar', 'apiUrl', 'ca']
export const MAX_NAME = 28

export function accountOf(
  value: unknown,
): { readonly account: ViberAccount } | { readonly faults: readonly AccountFault[] } {
  const read = accountReader(value, PROPERTIES)
  const avatar = read.optionalText('avatar', /^https:\/\/\S+$/u, 'be an https address')
  const ca = read.ca()
  const name = read.text('name')
  if (name.length > MAX_NAME) read.fault('name', `Viber shows names of at most ${MAX_NAME} characters`)
  return accountFrom(read, {
    token: read.text('token', /^[\w-]{8,200}$/u, 'be the token of the bot’s settings, without blanks'),
    name,
    apiUrl: read.url('apiUrl', 'https://chatapi.viber.com'),
    ...(avatar === undefined ? {} : { avatar }),
    ...(ca === undefined ? {} : { ca }),
  })
}
