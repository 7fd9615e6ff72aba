import type { HttpPort } from '../../ports/channel-adapter.js'
import { asLabel, pick } from '../shared/read.js'
import type { VkAccount } from './account.js'
import { callVk } from './call.js'

/** People only: communities have negative ids. VK tells no language. */
export async function describeCustomer(
  id: string,
  account: VkAccount,
  { http }: { readonly http: HttpPort },
): Promise<{ readonly name: string | null } | null> {
  if (!/^\d{1,19}$/u.test(id)) return null
  const called = await callVk(http, account, 'users.get', { user_ids: id })
  const person = called.ok ? pick(called.response, 0) : undefined
  const name = [asLabel(pick(person, 'first_name')), asLabel(pick(person, 'last_name'))].filter(Boolean).join(' ')
  return name === '' ? null : { name }
}
