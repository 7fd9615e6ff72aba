// Client credentials for the connector. Asking for a token sends no message, so whatever becomes of that call is never an
// unknown outcome of the send.
import type { AccessToken, HttpPort, TokenPort } from '../../ports/channel-adapter.js'
import { HttpFailure } from '../../ports/http-failure.js'
import { jsonText } from '../shared/json-body.js'
import { type Failed, failureOfStatus } from '../shared/lost-call.js'
import { asCount, asText, pick } from '../shared/read.js'
import type { SkypeAccount } from './account.js'
import { codeOf } from './errors.js'

const SCOPE = 'https://api.botframework.com/.default'
const LIFE_MS = 600_000

/** No token, as the failure of the send that it was for. */
export class TokenError extends Error {
  override readonly name = 'TokenError'
  readonly failure: Failed

  constructor(failure: Failed) {
    super(failure.detail)
    this.failure = failure
  }
}

interface TokenPorts {
  readonly http: HttpPort
  readonly tokens?: TokenPort
  readonly signal?: AbortSignal
}

/** Rejects with `TokenError`. `refused`: the token that the connector no longer took. */
export async function accessToken(account: SkypeAccount, ports: TokenPorts, refused?: string): Promise<string> {
  const ask = (): Promise<AccessToken> => asked(account, ports)
  const key = `${account.loginUrl} ${account.tenant} ${account.appId}`
  return ports.tokens === undefined ? (await ask()).token : ports.tokens.tokenOf(key, ask, refused)
}

async function asked(account: SkypeAccount, { http, signal }: TokenPorts): Promise<AccessToken> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: account.appId,
    client_secret: account.appSecret,
    scope: SCOPE,
  })
  const answer = await http
    .fetch({
      method: 'POST',
      url: `${account.loginUrl}/${account.tenant}/oauth2/v2.0/token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
      timeoutMs: 8_000,
      ...(account.ca === undefined ? {} : { ca: account.ca }),
      ...(signal === undefined ? {} : { signal }),
    })
    .catch((error: unknown) => {
      const trouble = error instanceof HttpFailure ? error.message : 'the call failed'
      throw new TokenError({ ok: false, class: 'temporary', detail: `No token could be had: ${trouble}` })
    })
  const token = asText(pick(jsonText(answer.body), 'access_token'))
  if (answer.status === 200 && token !== undefined && /^[\x21-\x7e]+$/u.test(token)) {
    const seconds = asCount(pick(jsonText(answer.body), 'expires_in'))
    return { token, lifeMs: seconds === undefined ? LIFE_MS : seconds * 1000 }
  }
  const known = failureOfStatus(answer.status, answer.headers, 'The login service')
  // Whatever became of that call, no message went out with it.
  if (known?.class === 'unknown-outcome')
    throw new TokenError({
      ...known,
      class: 'temporary',
      detail: `The login service has trouble (HTTP ${answer.status})`,
    })
  if (known !== null) throw new TokenError(known)
  throw new TokenError({
    ok: false,
    class: 'auth',
    providerCode: codeOf(answer.body) ?? String(answer.status),
    detail: 'The login service gives no token for the bot: check appId, appSecret and tenant',
  })
}
