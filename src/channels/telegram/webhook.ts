import type { HttpPort } from '../../ports/channel-adapter.js'
import type { TelegramAccount } from './account.js'
import { askBot } from './ask.js'
import { UPDATE_KINDS } from './payload.js'

type Outcome = { readonly ok: true; readonly detail: string } | { readonly ok: false; readonly detail: string }

/** Telegram calls no other ports. */
const PORTS = ['', '443', '80', '88', '8443']

/** What waits at Telegram stays: it is delivered to the new address. */
export async function setWebhook(
  account: TelegramAccount,
  url: string,
  { http }: { readonly http: HttpPort },
): Promise<Outcome> {
  const target = URL.canParse(url) ? new URL(url) : null
  if (target?.protocol !== 'https:' || !PORTS.includes(target.port))
    return { ok: false, detail: 'Telegram calls https addresses on the ports 443, 80, 88 and 8443 only' }
  const parameters = { url, secret_token: account.secretToken, allowed_updates: UPDATE_KINDS }
  const asked = await askBot(http, account, 'setWebhook', parameters)
  if ('trouble' in asked) return { ok: false, detail: asked.trouble }
  return { ok: true, detail: 'Telegram calls the address and repeats the secret token' }
}
