import type { HttpPort } from '../../ports/channel-adapter.js'
import { jsonText } from '../shared/json-body.js'
import { asLabel, pick } from '../shared/read.js'
import type { FacebookAccount } from './account.js'
import { failureOf } from './errors.js'
import { callGraph } from './graph.js'

/** Facebook tells no language without a further right; the name itself may be refused. */
export async function describeCustomer(
  id: string,
  account: FacebookAccount,
  { http }: { readonly http: HttpPort },
): Promise<{ readonly name: string | null } | null> {
  // Ids are digits: anything else would be another address.
  if (!/^\d+$/u.test(id)) return null
  try {
    const answer = await callGraph(http, account, { path: `/${id}`, query: { fields: 'first_name,last_name' } })
    if (failureOf(answer) !== null) return null
    const person = jsonText(answer.body)
    const name = [asLabel(pick(person, 'first_name')), asLabel(pick(person, 'last_name'))].filter(Boolean).join(' ')
    return name === '' ? null : { name }
  } catch {
    return null
  }
}
