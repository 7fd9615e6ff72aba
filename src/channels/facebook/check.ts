import type { AccountFinding, HttpPort } from '../../ports/channel-adapter.js'
import { jsonText } from '../shared/json-body.js'
import { lostCall } from '../shared/lost-call.js'
import { asId, asList, pick } from '../shared/read.js'
import type { FacebookAccount } from './account.js'
import { failureOf } from './errors.js'
import { NEEDED_FIELDS, WEBHOOK_FIELDS } from './fields.js'
import { callGraph, type GraphCall } from './graph.js'

type Findings = readonly AccountFinding[]
type Asked = { readonly body: unknown } | { readonly trouble: string }

/** Whether the token is the page's, and whether app and page send what the desk needs to the right address. */
export async function check(
  account: FacebookAccount,
  { http, webhookUrl }: { readonly http: HttpPort; readonly webhookUrl?: string },
): Promise<Findings> {
  const me = await ask(http, account, { path: '/me', query: { fields: 'id,name' } })
  if ('trouble' in me) return [{ severity: 'error', message: me.trouble }]
  if (asId(pick(me.body, 'id')) !== account.pageId)
    return [{ severity: 'error', message: `pageToken belongs to another page than ${account.pageId}` }]
  return [...(await pageFindings(http, account)), ...(await appFindings(http, account, webhookUrl))]
}

async function pageFindings(http: HttpPort, account: FacebookAccount): Promise<Findings> {
  const asked = await ask(http, account, { path: `/${account.pageId}/subscribed_apps` })
  if ('trouble' in asked)
    return [{ severity: 'warning', message: `What the page sends can’t be seen: ${asked.trouble}` }]
  const apps = asList(pick(asked.body, 'data'))
  const app = account.appId === undefined ? apps[0] : apps.find((one) => asId(pick(one, 'id')) === account.appId)
  if (app === undefined)
    return [{ severity: 'error', message: 'The page is not subscribed to the app: it sends nothing' }]
  return lacking(namesOf(pick(app, 'subscribed_fields')), 'The page')
}

async function appFindings(http: HttpPort, account: FacebookAccount, webhookUrl?: string): Promise<Findings> {
  const { appId, appSecret } = account
  if (appId === undefined)
    return [
      {
        severity: 'warning',
        message: 'Without appId, another app’s messages can pass for ours; the address is not checked',
      },
    ]
  const asked = await ask(http, account, { path: `/${appId}/subscriptions`, token: `${appId}|${appSecret}` })
  if ('trouble' in asked) return [{ severity: 'error', message: `appId and appSecret: ${asked.trouble}` }]
  const page = asList(pick(asked.body, 'data')).find((one) => pick(one, 'object') === 'page')
  if (page === undefined) return [{ severity: 'error', message: 'The app has no webhook for pages' }]
  const isElsewhere = webhookUrl !== undefined && pick(page, 'callback_url') !== webhookUrl
  const elsewhere: Findings = isElsewhere
    ? [{ severity: 'error', message: 'The app calls another address than this desk’s' }]
    : []
  const isOff = pick(page, 'active') === false
  const off: Findings = isOff ? [{ severity: 'error', message: 'Facebook has switched the app’s webhook off' }] : []
  return [...elsewhere, ...off, ...lacking(namesOf(pick(page, 'fields')), 'The app')]
}

function lacking(fields: readonly string[], who: string): Findings {
  return WEBHOOK_FIELDS.filter((name) => !fields.includes(name)).map((name) => ({
    severity: NEEDED_FIELDS.some((needed) => needed === name) ? 'error' : 'warning',
    message: `${who} does not send ${name}`,
  }))
}

/** Fields are listed as names, or as `{ name, version }`. */
function namesOf(fields: unknown): readonly string[] {
  return asList(fields).flatMap((field) => asId(field) ?? asId(pick(field, 'name')) ?? [])
}

async function ask(http: HttpPort, account: FacebookAccount, call: GraphCall): Promise<Asked> {
  try {
    const answer = await callGraph(http, account, call)
    const failure = failureOf(answer)
    return failure === null ? { body: jsonText(answer.body) } : { trouble: failure.detail }
  } catch (error) {
    return { trouble: lostCall(error, 'Facebook').detail }
  }
}
