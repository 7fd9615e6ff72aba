import type { DeliveryHead } from '../../ports/channel-adapter.js'
import { isOneOfSecrets } from '../shared/same-secret.js'
import type { ChatraAccount } from './account.js'

/** Chatra signs nothing that anybody has seen, so the address itself is the secret: it must not be logged. */
export function isAuthentic({ query }: DeliveryHead, { webhookToken, formerWebhookToken }: ChatraAccount): boolean {
  const secrets = formerWebhookToken === undefined ? [webhookToken] : [webhookToken, formerWebhookToken]
  return isOneOfSecrets(query.token, secrets)
}
