import type { AccountFault } from '../../ports/channel-adapter.js'
import { accountFrom, accountReader } from '../shared/account-reader.js'

/** One bot. Secrets are plain here; a configuration may name an environment variable or file. */
export interface TelegramAccount {
  /** Of @BotFather, `123456:ABC…`. It stands in every address that we call, so none may be logged. */
  readonly token: string
  /** Of our own making: Telegram repeats it with every update. */
  readonly secretToken: string
  /** Still taken while a new one is brought in. */
  readonly formerSecretToken?: string
  /** Automation may answer in groups too. */
  readonly autoReplyInGroups: boolean
  readonly apiUrl: string
  readonly ca?: string
}

const PROPERTIES = ['token', 'secretToken', 'formerSecretToken', 'autoReplyInGroups', 'apiUrl', 'ca']
const TOKEN = /^\d{1,20}:[\w-]{5,200}$/u
/** What setWebhook takes; shorter ones could be guessed. */
const SECRET = /^[\w-]{16,256}$/u
const SAYS = 'be 16 to 256 letters, digits, _ or -'

export function accountOf(
  value: unknown,
): { readonly account: TelegramAccount } | { readonly faults: readonly AccountFault[] } {
  const read = accountReader(value, PROPERTIES)
  const formerSecretToken = read.optionalText('formerSecretToken', SECRET, SAYS)
  const ca = read.ca()
  return accountFrom(read, {
    token: read.text('token', TOKEN, 'be a bot’s token as @BotFather gives it, 123456:ABC…'),
    secretToken: read.text('secretToken', SECRET, SAYS),
    autoReplyInGroups: read.flag('autoReplyInGroups', false),
    apiUrl: read.url('apiUrl', 'https://api.telegram.org'),
    ...(formerSecretToken === undefined ? {} : { formerSecretToken }),
    ...(ca === undefined ? {} : { ca }),
  })
}

/** The bot's user id: the first part of its token. */
export function botIdOf({ token }: TelegramAccount): string {
  return token.slice(0, token.indexOf(':'))
}
