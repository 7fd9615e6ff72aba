// A community may have ten servers. Ours is known by its address, so setting it twice changes the one there is.
import type { HttpPort } from '../../ports/channel-adapter.js'
import { asId, asList, pick } from '../shared/read.js'
import type { VkAccount } from './account.js'
import { callVk } from './call.js'

/** What the adapter understands. */
export const EVENTS = [
  'message_new',
  'message_reply',
  'message_edit',
  'message_event',
  'message_allow',
  'message_deny',
  'message_read',
  'message_reaction_event',
] as const

/** VK shows 14 letters. */
const TITLE = 'caseline'

type Outcome = { readonly ok: true; readonly detail: string } | { readonly ok: false; readonly detail: string }

export async function setWebhook(
  account: VkAccount,
  url: string,
  { http }: { readonly http: HttpPort },
): Promise<Outcome> {
  const group = { group_id: account.groupId }
  const code = await callVk(http, account, 'groups.getCallbackConfirmationCode', group)
  if (!code.ok) return { ok: false, detail: code.detail }
  const expected = asId(pick(code.response, 'code'))
  // VK asks the address for it at once; with another answer the server would stand there unconfirmed.
  if (expected !== account.confirmationCode)
    return {
      ok: false,
      detail: `VK expects the confirmation code ${expected}: put it into the account, then set the webhook`,
    }
  const servers = await callVk(http, account, 'groups.getCallbackServers', group)
  if (!servers.ok) return { ok: false, detail: servers.detail }
  const known = serverAt(servers.response, url)
  const server = { ...group, url, title: TITLE, secret_key: account.secret }
  const id = known === undefined ? undefined : asId(pick(known, 'id'))
  const made = await (id === undefined
    ? callVk(http, account, 'groups.addCallbackServer', server)
    : callVk(http, account, 'groups.editCallbackServer', { ...server, server_id: id }))
  if (!made.ok) return { ok: false, detail: made.detail }
  const serverId = id ?? asId(pick(made.response, 'server_id'))
  if (serverId === undefined) return { ok: false, detail: 'VK did not tell the new server’s number' }
  const events = Object.fromEntries(EVENTS.map((name) => [name, '1']))
  const settings = { ...group, server_id: serverId, api_version: account.version, ...events }
  const set = await callVk(http, account, 'groups.setCallbackSettings', settings)
  if (!set.ok) return { ok: false, detail: `The server stands, but not its events: ${set.detail}` }
  return { ok: true, detail: `VK calls the address as server ${serverId} of the community ${account.groupId}` }
}

export function serverAt(response: unknown, url: string): unknown {
  return asList(pick(response, 'items')).find((server) => pick(server, 'url') === url)
}
