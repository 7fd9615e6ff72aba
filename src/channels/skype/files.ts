import type { ChannelAdapter } from '../../ports/channel-adapter.js'
import { accessToken } from './access-token.js'
import type { SkypeAccount } from './account.js'
import { isTrustedAddress } from './service-url.js'

/** Null where there is no address, or no token for it. The token goes to listed hosts only, whatever the attachment says. */
export const fileUrl: NonNullable<ChannelAdapter<SkypeAccount>['fileUrl']> = async (attachment, account, ports) => {
  const { url, auth } = attachment
  if (url === undefined) return null
  if (auth !== 'bearer') return { url }
  if (!isTrustedAddress(url, account)) return null
  try {
    return { url, headers: { authorization: `Bearer ${await accessToken(account, ports)}` } }
  } catch {
    return null
  }
}
