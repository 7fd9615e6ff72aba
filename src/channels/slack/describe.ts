import type { HttpPort } from '../../ports/channel-adapter.js'
import { asLabel, asText, given, pick } from '../shared/read.js'
import type { SlackAccount } from './account.js'
import { callSlack } from './call.js'

export async function describeCustomer(
  id: string,
  account: SlackAccount,
  { http }: { readonly http: HttpPort },
): Promise<{ readonly name: string | null; readonly language?: string } | null> {
  if (!/^[UW][A-Z0-9]+$/u.test(id)) return null
  const called = await callSlack(http, account, 'users.info', { query: { user: id, include_locale: 'true' } })
  if (!called.ok) return null
  const user = pick(called.body, 'user')
  const name =
    asLabel(pick(user, 'profile', 'real_name')) ??
    asLabel(pick(user, 'real_name')) ??
    asLabel(pick(user, 'profile', 'display_name')) ??
    asLabel(pick(user, 'name')) ??
    null
  const locale = asText(pick(user, 'locale'))
  const language = locale !== undefined && /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/u.test(locale) ? locale : undefined
  return name === null && language === undefined ? null : { name, ...given({ language }) }
}
