import type { AccountFinding, HttpPort } from '../../ports/channel-adapter.js'
import { lostCall } from '../shared/lost-call.js'
import type { ChatraAccount } from './account.js'
import { callChatra } from './call.js'
import { failureOf } from './errors.js'

/** Of nobody: keys that work get a 404 for it, wrong ones a 401. */
const NOBODY = '/clients/caseline-check'

/** Whether the keys work. Which webhook is set, Chatra tells nobody. */
export async function check(
  account: ChatraAccount,
  { http }: { readonly http: HttpPort },
): Promise<readonly AccountFinding[]> {
  const unseen: AccountFinding = {
    severity: 'warning',
    message: 'Chatra has no way to ask which webhook is set: see Settings → Integrations there',
  }
  try {
    const answer = await callChatra(http, account, { path: NOBODY })
    const failure = answer.status === 404 ? null : failureOf(answer)
    return failure === null ? [unseen] : [{ severity: 'error', message: failure.detail }]
  } catch (error) {
    return [{ severity: 'error', message: lostCall(error, 'Chatra').detail }]
  }
}
