import type { HttpPort } from '../../ports/channel-adapter.js'
import { jsonText } from '../shared/json-body.js'
import { lostCall } from '../shared/lost-call.js'
import { pick } from '../shared/read.js'
import type { FacebookAccount } from './account.js'
import { failureOf } from './errors.js'
import { WEBHOOK_FIELDS } from './fields.js'
import { callGraph, type GraphCall } from './graph.js'

type Outcome = { readonly ok: true; readonly detail: string } | { readonly ok: false; readonly detail: string }

/** The app learns the address (Facebook calls it at once with the verify token), then the page learns the app. */
export async function setWebhook(
  account: FacebookAccount,
  url: string,
  { http }: { readonly http: HttpPort },
): Promise<Outcome> {
  const { appId, appSecret, verifyToken, pageId } = account
  if (appId === undefined) return { ok: false, detail: 'The account needs appId: the webhook belongs to the app' }
  const fields = WEBHOOK_FIELDS.join(',')
  const atApp = await ask(http, account, {
    path: `/${appId}/subscriptions`,
    token: `${appId}|${appSecret}`,
    body: { object: 'page', callback_url: url, verify_token: verifyToken, fields, include_values: true },
  })
  if (atApp !== null) return { ok: false, detail: `The app did not take the address: ${atApp}` }
  const atPage = await ask(http, account, { path: `/${pageId}/subscribed_apps`, body: { subscribed_fields: fields } })
  if (atPage !== null) return { ok: false, detail: `The page did not take the app: ${atPage}` }
  return { ok: true, detail: `Facebook calls the address for the page ${pageId}` }
}

/** What went wrong, or null. */
async function ask(http: HttpPort, account: FacebookAccount, call: GraphCall): Promise<string | null> {
  try {
    const answer = await callGraph(http, account, call)
    const failure = failureOf(answer)
    if (failure !== null) return failure.detail
    return isYes(pick(jsonText(answer.body), 'success')) ? null : 'Facebook answered without success'
  } catch (error) {
    return lostCall(error, 'Facebook').detail
  }
}

/** Seen as a truth and as a text. */
function isYes(value: unknown): boolean {
  return value === true || value === 'true'
}
