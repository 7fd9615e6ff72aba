import type { AccountFinding, ChannelAdapter } from '../../ports/channel-adapter.js'
import type { EmailAccount } from './account.js'
import { failureOf } from './errors.js'
import { tried } from './transport.js'

/** Whether the mail server takes us, and the mailbox opens. */
export const check: NonNullable<ChannelAdapter<EmailAccount>['check']> = async (account, { webhookUrl }) => {
  const findings: AccountFinding[] = []
  if (account.smtp === undefined)
    findings.push({ severity: 'warning', message: 'Nothing can be sent: the account has no smtp' })
  else
    await tried(account.smtp).catch((error: unknown) => {
      const { detail } = failureOf(error instanceof Error ? error : new Error('unknown'), 'no')
      findings.push({ severity: 'error', message: `Nothing can be sent: ${detail}` })
    })
  if (account.imap !== undefined) findings.push(...(await mailboxFindings(account)))
  if (account.authserv === undefined)
    findings.push({
      severity: 'warning',
      message:
        'Nobody tells which senders are forged: set authserv to the name your mail server writes in Authentication-Results',
    })
  if (account.handOver === 'bearer' && webhookUrl?.startsWith('http:'))
    findings.push({ severity: 'error', message: 'The secret itself comes with each letter: the address must be https' })
  return findings
}

/** Those who don't poll need no imapflow. */
async function mailboxFindings(account: EmailAccount): Promise<readonly AccountFinding[]> {
  try {
    const { checkMailbox } = await import('./imap-poller.js')
    return await checkMailbox(account)
  } catch {
    return [
      { severity: 'error', message: 'A mailbox that is polled needs a package that is not here: npm install imapflow' },
    ]
  }
}
