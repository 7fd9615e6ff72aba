import type { DeliveryHead } from '../../ports/channel-adapter.js'
import { isOneOfSecrets } from '../shared/same-secret.js'
import type { TelegramAccount } from './account.js'

/** Nothing is signed: the header repeats the secret of setWebhook, and that is all the proof there is. */
export function isAuthentic({ headers }: DeliveryHead, { secretToken, formerSecretToken }: TelegramAccount): boolean {
  const secrets = formerSecretToken === undefined ? [secretToken] : [secretToken, formerSecretToken]
  return isOneOfSecrets(headers['x-telegram-bot-api-secret-token'], secrets)
}
