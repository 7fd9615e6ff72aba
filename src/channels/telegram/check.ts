import type { AccountFinding, HttpPort } from '../../ports/channel-adapter.js'
import { asCount, asLabel, asList, isTrue, pick } from '../shared/read.js'
import type { TelegramAccount } from './account.js'
import { askBot } from './ask.js'
import { UPDATE_KINDS } from './payload.js'

type Findings = readonly AccountFinding[]

/** Whether the token is a bot's, and whether Telegram calls the right address and gets through. */
export async function check(
  account: TelegramAccount,
  { http, webhookUrl }: { readonly http: HttpPort; readonly webhookUrl?: string },
): Promise<Findings> {
  const me = await askBot(http, account, 'getMe')
  if ('trouble' in me) return [{ severity: 'error', message: me.trouble }]
  if (!isTrue(pick(me.result, 'is_bot'))) return [{ severity: 'error', message: 'The token is not a bot’s' }]
  const hook = await askBot(http, account, 'getWebhookInfo')
  if ('trouble' in hook) return [{ severity: 'error', message: hook.trouble }]
  return [...groupFindings(me.result), ...webhookFindings(hook.result, webhookUrl)]
}

function groupFindings(me: unknown): Findings {
  if (!isTrue(pick(me, 'can_join_groups')) || isTrue(pick(me, 'can_read_all_group_messages'))) return []
  const message = 'In groups the bot sees only what is addressed to it (privacy mode, /setprivacy at @BotFather)'
  return [{ severity: 'warning', message }]
}

function webhookFindings(hook: unknown, expected: string | undefined): Findings {
  const url = pick(hook, 'url')
  if (url === '' || typeof url !== 'string')
    return [{ severity: 'error', message: 'No webhook is set: nothing comes in' }]
  const findings: AccountFinding[] = []
  if (expected !== undefined && url !== expected)
    findings.push({ severity: 'error', message: 'Telegram calls another address than this desk’s' })
  const allowed = asList(pick(hook, 'allowed_updates'))
  const missing = UPDATE_KINDS.filter((kind) => !allowed.includes(kind))
  if (missing.length > 0 && allowed.length > 0)
    findings.push({ severity: 'warning', message: `Telegram is not asked for ${missing.join(', ')}` })
  const error = asLabel(pick(hook, 'last_error_message'))
  // What Telegram met at our address; it may quote the address.
  if (error !== undefined && !/https?:/iu.test(error))
    findings.push({ severity: 'warning', message: `Telegram’s last call of the webhook failed: ${error}` })
  const pending = asCount(pick(hook, 'pending_update_count')) ?? 0
  if (pending > MANY) findings.push({ severity: 'warning', message: `${pending} updates wait at Telegram` })
  return findings
}

const MANY = 100
