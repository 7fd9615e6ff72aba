import type { HttpPort } from '../../ports/channel-adapter.js'
import { jsonText } from '../shared/json-body.js'
import { asId, asLabel, pick } from '../shared/read.js'
import type { ChatraAccount } from './account.js'
import { callChatra } from './call.js'
import { failureOf } from './errors.js'

export async function describeCustomer(
  id: string,
  account: ChatraAccount,
  { http }: { readonly http: HttpPort },
): Promise<{ readonly name: string | null } | null> {
  if (asId(id) === undefined) return null
  try {
    const answer = await callChatra(http, account, { path: `/clients/${encodeURIComponent(id)}` })
    if (failureOf(answer) !== null) return null
    const client = jsonText(answer.body)
    const name = asLabel(pick(client, 'info', 'name')) ?? asLabel(pick(client, 'displayedName'))
    return name === undefined ? null : { name }
  } catch {
    return null
  }
}
