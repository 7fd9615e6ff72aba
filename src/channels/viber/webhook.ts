import type { HttpPort } from '../../ports/channel-adapter.js'
import type { ViberAccount } from './account.js'
import { askViber } from './ask.js'
import { EVENT_TYPES } from './payload.js'

type Outcome = { readonly ok: true; readonly detail: string } | { readonly ok: false; readonly detail: string }

/** Viber calls the address before it answers: the desk must be up, under a certificate that the world trusts. */
export async function setWebhook(
  account: ViberAccount,
  url: string,
  { http }: { readonly http: HttpPort },
): Promise<Outcome> {
  if (!/^https:\/\//iu.test(url) || !URL.canParse(url)) return { ok: false, detail: 'Viber calls https addresses only' }
  const parameters = { url, event_types: EVENT_TYPES, send_name: true, send_photo: false }
  const asked = await askViber(http, account, 'set_webhook', parameters)
  if ('trouble' in asked) return { ok: false, detail: asked.trouble }
  return { ok: true, detail: 'Viber calls the address and got its answer' }
}
