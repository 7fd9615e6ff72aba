import { accountFrom, accountReader } from '../shared/account-reader.js'

export interface SkypeAccount {
  /** "Microsoft App ID" of the bot: who the tokens are for. */
  readonly appId: string
  readonly appSecret: string
  /** Directory of a single-tenant bot; `botframework.com` for the others. */
  readonly tenant: string
  /** `channelId`s of activities that are taken: `skype`, `msteams`, `webchat`, `directline` … */
  readonly channels: readonly string[]
  /** Ids that the bot goes by beside `28:<appId>`: its own messages aren't a customer's. */
  readonly botIds: readonly string[]
  /** Hosts that our token may go to; `*.example.org` for everything below one. */
  readonly serviceHosts: readonly string[]
  readonly issuer: string
  readonly openIdUrl: string
  readonly loginUrl: string
  /** PEM, beside the system's own. */
  readonly ca?: string
}

/** Not `*.trafficmanager.net`: anybody can have a name there. */
export const SERVICE_HOSTS = ['smba.trafficmanager.net', '*.botframework.com', 'apis.skype.com'] as const

const PROPERTIES = [
  'appId',
  'appSecret',
  'tenant',
  'channels',
  'botIds',
  'serviceHosts',
  'issuer',
  'openIdUrl',
  'loginUrl',
  'ca',
] as const

export function accountOf(value: unknown): ReturnType<typeof accountFrom<SkypeAccount>> {
  const read = accountReader(value, PROPERTIES)
  const account = {
    appId: read.text('appId', /^[0-9a-z][0-9a-z-]{7,63}$/iu, 'be the Microsoft App ID of the bot'),
    appSecret: read.text('appSecret'),
    tenant:
      read.optionalText('tenant', /^[0-9a-z][0-9a-z.-]*$/iu, 'be the id or domain of a directory') ??
      'botframework.com',
    channels: read.texts('channels', ['skype']),
    botIds: read.texts('botIds', []),
    serviceHosts: read.texts(
      'serviceHosts',
      SERVICE_HOSTS,
      /^(?:\*\.)?[0-9a-z-]+(?:\.[0-9a-z-]+)+$|^localhost$/iu,
      'be a host, or *. and a domain, without port and path',
    ),
    issuer: read.optionalText('issuer') ?? 'https://api.botframework.com',
    openIdUrl: read.url('openIdUrl', 'https://login.botframework.com/v1/.well-known/openidconfiguration'),
    loginUrl: read.url('loginUrl', 'https://login.microsoftonline.com'),
  }
  const ca = read.ca()
  return accountFrom<SkypeAccount>(read, ca === undefined ? account : { ...account, ca })
}
