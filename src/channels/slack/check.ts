import type { AccountFinding, HttpPort } from '../../ports/channel-adapter.js'
import { asId, pick } from '../shared/read.js'
import type { SlackAccount } from './account.js'
import { callSlack } from './call.js'

/** Whether the token works, and for which workspace. Where Slack calls can only be seen in the app's settings. */
export async function check(
  account: SlackAccount,
  { http }: { readonly http: HttpPort; readonly webhookUrl?: string },
): Promise<readonly AccountFinding[]> {
  const called = await callSlack(http, account, 'auth.test', { json: {} })
  if (!called.ok) return [{ severity: 'error', message: called.detail }]
  const team = asId(pick(called.body, 'team_id'))
  const isOther = account.teamId !== undefined && team !== undefined && team !== account.teamId
  const other = `The token belongs to the workspace ${team}, not to ${account.teamId}`
  const isPerson = asId(pick(called.body, 'bot_id')) === undefined
  return [
    ...(isOther ? [{ severity: 'error' as const, message: other }] : []),
    ...(isPerson
      ? [{ severity: 'error' as const, message: 'The token is a person’s: a bot’s begins with xoxb-' }]
      : []),
  ]
}
