import type { AccountFault } from '../../ports/channel-adapter.js'
import { accountFrom, accountReader } from '../shared/account-reader.js'

/** One Slack app in one workspace. Secrets are plain here; a configuration may name an environment variable or file. */
export interface SlackAccount {
  readonly signingSecret: string
  /** `xoxb-…` */
  readonly botToken: string
  /** `T…`, or `E…` for an app of the whole organisation: calls about other workspaces are left alone. Without it, every workspace the app is in counts. */
  readonly teamId?: string
  /** `U…` of people of ours: what they write in a conversation is an answer, not a customer's word. */
  readonly agentIds: readonly string[]
  /** With `/api` at its end. */
  readonly apiUrl: string
  readonly ca?: string
}

const PROPERTIES = ['signingSecret', 'botToken', 'teamId', 'agentIds', 'apiUrl', 'ca']

export function accountOf(
  value: unknown,
): { readonly account: SlackAccount } | { readonly faults: readonly AccountFault[] } {
  const read = accountReader(value, PROPERTIES)
  const teamId = read.optionalText('teamId', /^[TE][A-Z0-9]+$/u, 'be the id of a workspace, as T0123ABCD')
  const ca = read.ca()
  return accountFrom(read, {
    signingSecret: read.text('signingSecret'),
    botToken: read.text('botToken', /^xox[a-z.-]+[\x21-\x7e]+$/u, 'be a token that begins with xoxb-'),
    agentIds: read.texts('agentIds', [], /^[UW][A-Z0-9]+$/u, 'be the id of a member, as U0123ABCD'),
    apiUrl: read.url('apiUrl', 'https://slack.com/api'),
    ...(teamId === undefined ? {} : { teamId }),
    ...(ca === undefined ? {} : { ca }),
  })
}
