// Slack's files want the bot's token, which goes to Slack's own hosts only: a link to elsewhere could otherwise collect it.
import type { HttpPort, ProviderAttachment } from '../../ports/channel-adapter.js'
import { pick } from '../shared/read.js'
import type { SlackAccount } from './account.js'
import { callSlack } from './call.js'
import { urlOf } from './parse-files.js'

type FileAddress = { readonly url: string; readonly headers?: { readonly [name: string]: string } }

export async function fileUrl(
  { url, providerFileId, auth }: ProviderAttachment,
  account: SlackAccount,
  { http }: { readonly http: HttpPort },
): Promise<FileAddress | null> {
  if (auth !== 'bearer') return url === undefined ? null : { url }
  const found = url ?? (await addressOf(providerFileId, account, http))
  if (found === undefined) return null
  const isTrusted = isSlacks(found, account)
  return isTrusted ? { url: found, headers: { authorization: `Bearer ${account.botToken}` } } : { url: found }
}

/** Of a stub (`file_access: check_file_info`), as other companies' files come. */
async function addressOf(id: string | undefined, account: SlackAccount, http: HttpPort): Promise<string | undefined> {
  if (id === undefined) return undefined
  const called = await callSlack(http, account, 'files.info', { query: { file: id } })
  return called.ok ? urlOf(pick(called.body, 'file')) : undefined
}

function isSlacks(address: string, { apiUrl }: SlackAccount): boolean {
  const [{ protocol, hostname, host }, own] = [new URL(address), new URL(apiUrl)]
  if (host === own.host && protocol === own.protocol) return true
  return protocol === 'https:' && (hostname === 'slack.com' || hostname.endsWith('.slack.com'))
}
