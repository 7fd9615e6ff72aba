import type { WebhookOutcome } from '../../desk/channel-host.js'
import type { HttpPort } from '../../ports/channel-adapter.js'
import type { Connection } from './connection.js'

/** Tells a provider where to call, or says what a person has to do. */
export async function tellWebhook(
  { kind, setWebhook, byHand }: Pick<Connection, 'kind' | 'setWebhook' | 'byHand'>,
  url: string,
  ports: { readonly http: HttpPort },
): Promise<WebhookOutcome> {
  if (setWebhook === undefined)
    return { outcome: 'by-hand', detail: byHand ?? `Enter the address in the settings of your ${kind} account` }
  const { ok, detail } = await setWebhook(url, ports)
  return { outcome: ok ? 'set' : 'refused', detail }
}
