import type { AccountFinding, HttpPort } from '../../ports/channel-adapter.js'
import { asCount, asId, asList, pick } from '../shared/read.js'
import { isSameSecret } from '../shared/same-secret.js'
import type { VkAccount } from './account.js'
import { callVk } from './call.js'
import { EVENTS, serverAt } from './webhook.js'

type Findings = readonly AccountFinding[]

const error = (message: string): AccountFinding => ({ severity: 'error', message })
const warning = (message: string): AccountFinding => ({ severity: 'warning', message })

/** Whether the token works and may write, and whether VK calls this desk with what the account says. */
export async function check(
  account: VkAccount,
  { http, webhookUrl }: { readonly http: HttpPort; readonly webhookUrl?: string },
): Promise<Findings> {
  const rights = await callVk(http, account, 'groups.getTokenPermissions', {})
  if (!rights.ok) return [error(rights.detail)]
  const names = asList(pick(rights.response, 'permissions')).map((one) => asId(pick(one, 'name')))
  const silent = names.includes('messages') ? [] : [error('The token lacks the right to messages')]
  const code = await callVk(http, account, 'groups.getCallbackConfirmationCode', { group_id: account.groupId })
  if (!code.ok) return [...silent, warning(`What VK calls can’t be seen with this token: ${code.detail}`)]
  const isOld = asId(pick(code.response, 'code')) !== account.confirmationCode
  const old = isOld ? [error('confirmationCode is not the one that VK expects')] : []
  const server = webhookUrl === undefined ? [] : await serverFindings(account, http, webhookUrl)
  return [...silent, ...old, ...server]
}

async function serverFindings(account: VkAccount, http: HttpPort, url: string): Promise<Findings> {
  const group = { group_id: account.groupId }
  const servers = await callVk(http, account, 'groups.getCallbackServers', group)
  if (!servers.ok) return [warning(servers.detail)]
  const server = serverAt(servers.response, url)
  const id = asId(pick(server, 'id'))
  if (id === undefined) return [error('VK does not call this desk’s address')]
  const isForeign = !isSameSecret(pick(server, 'secret_key'), account.secret)
  const foreign = isForeign ? [error('VK calls with another secret than the account’s')] : []
  const isUp = pick(server, 'status') === 'ok'
  const down = isUp ? [] : [error(`VK has not confirmed the address, or has switched it off (${statusOf(server)})`)]
  const settings = await callVk(http, account, 'groups.getCallbackSettings', { ...group, server_id: id })
  if (!settings.ok) return [...foreign, ...down, warning(settings.detail)]
  const off = EVENTS.filter((name) => asCount(pick(settings.response, 'events', name)) !== 1)
  const missing = off.map((name) => {
    const message = `VK is set not to send ${name}`
    return name === 'message_new' || name === 'message_reply' ? error(message) : warning(message)
  })
  return [...foreign, ...down, ...missing]
}

function statusOf(server: unknown): string {
  const status = pick(server, 'status')
  return typeof status === 'string' && /^[a-z]{1,20}$/u.test(status) ? status : 'no status'
}
