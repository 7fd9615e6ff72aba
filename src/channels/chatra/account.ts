import type { AccountFault } from '../../ports/channel-adapter.js'
import { accountFrom, accountReader } from '../shared/account-reader.js'

/** One Chatra account. Secrets are plain here; a configuration may name an environment variable or file. */
export interface ChatraAccount {
  /** Of Chatra's settings, as is `secretKey`. */
  readonly publicKey: string
  readonly secretKey: string
  /** Of our own making, at the end of the webhook's address as `?token=`: Chatra proves nothing else. */
  readonly webhookToken: string
  /** Still taken while a new one is brought in. */
  readonly formerWebhookToken?: string
  /** The agent of Chatra in whose name answers go out; without it Chatra makes one up of the agent's name and address. */
  readonly agentId?: string
  /** For automation, and for agents without a name or address. */
  readonly agentName: string
  readonly agentEmail: string
  readonly apiUrl: string
  readonly ca?: string
}

const PROPERTIES = [
  'publicKey',
  'secretKey',
  'webhookToken',
  'formerWebhookToken',
  'agentId',
  'agentName',
  'agentEmail',
  'apiUrl',
  'ca',
]
const KEY = /^[\x21-\x39\x3b-\x7e]{1,500}$/u
/** Nothing else keeps strangers out, so it must not be guessed. */
const TOKEN = /^[\w-]{32,256}$/u
const TOKEN_SAYS = 'be 32 to 256 letters, digits, _ or -, as random as a password'
export const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,200}$/u

export function accountOf(
  value: unknown,
): { readonly account: ChatraAccount } | { readonly faults: readonly AccountFault[] } {
  const read = accountReader(value, PROPERTIES)
  const formerWebhookToken = read.optionalText('formerWebhookToken', TOKEN, TOKEN_SAYS)
  const agentId = read.optionalText('agentId')
  const ca = read.ca()
  return accountFrom(read, {
    publicKey: read.text('publicKey', KEY, 'be a key, without blanks and colons'),
    secretKey: read.text('secretKey', KEY, 'be a key, without blanks and colons'),
    webhookToken: read.text('webhookToken', TOKEN, TOKEN_SAYS),
    agentName: read.text('agentName'),
    agentEmail: read.text('agentEmail', EMAIL, 'be an e-mail address'),
    apiUrl: read.url('apiUrl', 'https://app.chatra.io/api'),
    ...(formerWebhookToken === undefined ? {} : { formerWebhookToken }),
    ...(agentId === undefined ? {} : { agentId }),
    ...(ca === undefined ? {} : { ca }),
  })
}
