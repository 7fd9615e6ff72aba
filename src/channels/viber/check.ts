import type { AccountFinding, HttpPort } from '../../ports/channel-adapter.js'
import { asList, asText, pick } from '../shared/read.js'
import type { ViberAccount } from './account.js'
import { askViber } from './ask.js'
import { EVENT_TYPES } from './payload.js'

/** Whether the token works, and whether Viber calls the right address for what the desk needs. */
export async function check(
  account: ViberAccount,
  { http, webhookUrl }: { readonly http: HttpPort; readonly webhookUrl?: string },
): Promise<readonly AccountFinding[]> {
  const asked = await askViber(http, account, 'get_account_info')
  if ('trouble' in asked) return [{ severity: 'error', message: asked.trouble }]
  const url = asText(pick(asked.body, 'webhook')) ?? ''
  if (url === '')
    return [{ severity: 'error', message: 'No webhook is set: nothing comes in, and nothing can be sent' }]
  const isElsewhere = webhookUrl !== undefined && url !== webhookUrl
  const elsewhere = { severity: 'error', message: 'Viber calls another address than this desk’s' } as const
  const types = asList(pick(asked.body, 'event_types'))
  const missing = types.length === 0 ? [] : EVENT_TYPES.filter((type) => !types.includes(type))
  return [
    ...(isElsewhere ? [elsewhere] : []),
    ...missing.map((type) => ({
      severity: type === 'message' ? ('error' as const) : ('warning' as const),
      message: `Viber is not asked for ${type} events`,
    })),
  ]
}
