import type { AccountFinding, ChannelAdapter } from '../../ports/channel-adapter.js'
import { accessToken } from './access-token.js'
import type { SkypeAccount } from './account.js'
import { fetchedKeys } from './key-port.js'

/** Whether the secret gives a token and the keys of incoming calls can be had. The address of the bot is set in Azure only. */
export const check: NonNullable<ChannelAdapter<SkypeAccount>['check']> = async (account, { http, webhookUrl }) => {
  const findings: AccountFinding[] = []
  await accessToken(account, { http }).catch((error: unknown) => {
    findings.push({ severity: 'error', message: error instanceof Error ? error.message : 'No token could be had' })
  })
  await fetchedKeys(http, account.openIdUrl, account.ca).catch(() => {
    findings.push({
      severity: 'error',
      message: 'The keys that incoming calls are checked with can not be fetched from openIdUrl',
    })
  })
  if (webhookUrl !== undefined && !webhookUrl.startsWith('https:'))
    findings.push({ severity: 'error', message: 'The messaging endpoint of a bot must be https' })
  if (account.channels.includes('skype'))
    findings.push({
      severity: 'warning',
      message:
        'Skype for consumers was closed on 2025-05-05; nothing arrives from it. See channels: msteams, webchat …',
    })
  return findings
}
