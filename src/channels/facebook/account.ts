import type { AccountFault } from '../../ports/channel-adapter.js'
import { accountFrom, accountReader } from '../shared/account-reader.js'

/** One Facebook page, by way of one app. Secrets are plain here; a configuration may name an environment variable or file. */
export interface FacebookAccount {
  /** Digits. */
  readonly pageId: string
  /** Signs what Facebook sends. */
  readonly appSecret: string
  /** Of our own making; Facebook repeats it when the webhook is set up. */
  readonly verifyToken: string
  readonly pageToken: string
  /** Digits. Tells our own messages from another app's; needed to set the webhook. */
  readonly appId?: string
  /** Of the Graph API. */
  readonly version: string
  /** Facebook has approved the app for HUMAN_AGENT: agents may answer for seven days. */
  readonly humanAgent: boolean
  /** The app demands a proof of the app secret with each call. */
  readonly appSecretProof: boolean
  readonly apiUrl: string
  readonly ca?: string
}

const PROPERTIES = [
  'pageId',
  'appSecret',
  'verifyToken',
  'pageToken',
  'appId',
  'version',
  'humanAgent',
  'appSecretProof',
  'apiUrl',
  'ca',
]
const DIGITS = /^\d{1,30}$/u

export function accountOf(
  value: unknown,
): { readonly account: FacebookAccount } | { readonly faults: readonly AccountFault[] } {
  const read = accountReader(value, PROPERTIES)
  const appId = read.optionalText('appId', DIGITS, 'be the digits of the app id')
  const ca = read.ca()
  return accountFrom(read, {
    pageId: read.text('pageId', DIGITS, 'be the digits of the page id'),
    appSecret: read.text('appSecret'),
    verifyToken: read.text('verifyToken'),
    pageToken: read.text('pageToken', /^[\x21-\x7e]+$/u, 'be an access token, without blanks'),
    version: read.optionalText('version', /^v\d{1,3}\.\d{1,2}$/u, 'be a version of the Graph API, as v26.0') ?? 'v26.0',
    humanAgent: read.flag('humanAgent', false),
    appSecretProof: read.flag('appSecretProof', false),
    apiUrl: read.url('apiUrl', 'https://graph.facebook.com'),
    ...(appId === undefined ? {} : { appId }),
    ...(ca === undefined ? {} : { ca }),
  })
}
