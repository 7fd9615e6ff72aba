import type { HttpPort } from '../../ports/channel-adapter.js'
import { asLabel, given, pick } from '../shared/read.js'
import type { ViberAccount } from './account.js'
import { askViber } from './ask.js'
import { localeOf } from './parse.js'

/** Viber answers this twice in twelve hours for one customer, and only for subscribed ones. */
export async function describeCustomer(
  id: string,
  account: ViberAccount,
  { http }: { readonly http: HttpPort },
): Promise<{ readonly name: string | null; readonly language?: string } | null> {
  const asked = await askViber(http, account, 'get_user_details', { id })
  if ('trouble' in asked) return null
  const user = pick(asked.body, 'user')
  const [name, language] = [asLabel(pick(user, 'name')) ?? null, localeOf(user)]
  return name === null && language === undefined ? null : { name, ...given({ language }) }
}
