import type { AccountFault } from '../../ports/channel-adapter.js'
import { accountFrom, accountReader } from '../shared/account-reader.js'

/** One VK community. Secrets are plain here; a configuration may name an environment variable or file. */
export interface VkAccount {
  /** Digits, without the minus. */
  readonly groupId: string
  /** Comes in every call; nothing else proves that VK calls. */
  readonly secret: string
  /** What VK wants to hear when it asks whether the address is ours; another one when the server is made anew. */
  readonly confirmationCode: string
  readonly token: string
  readonly version: string
  /** With `/method` at its end: `https://api.vk.ru/method`, or `https://partners.api.vk.ru/method` with its own `ca`. */
  readonly apiUrl: string
  readonly ca?: string
}

const PROPERTIES = ['groupId', 'secret', 'confirmationCode', 'token', 'version', 'apiUrl', 'ca']

export function accountOf(
  value: unknown,
): { readonly account: VkAccount } | { readonly faults: readonly AccountFault[] } {
  const read = accountReader(value, PROPERTIES)
  const ca = read.ca()
  return accountFrom(read, {
    groupId: read.text('groupId', /^[1-9]\d{0,18}$/u, 'be the digits of the community’s id, without the minus'),
    secret: read.text('secret'),
    confirmationCode: read.text('confirmationCode', /^[\w-]{1,100}$/u, 'be the code that VK shows for the server'),
    token: read.text('token', /^[\x21-\x7e]+$/u, 'be an access token, without blanks'),
    version: read.optionalText('version', /^5\.\d{1,4}$/u, 'be a version of the API, as 5.199') ?? '5.199',
    apiUrl: read.url('apiUrl', 'https://api.vk.ru/method'),
    ...(ca === undefined ? {} : { ca }),
  })
}
