import type { ChannelAdapter } from '../../ports/channel-adapter.js'
import { asText, pick } from '../shared/read.js'
import type { TelegramAccount } from './account.js'
import { askBot } from './ask.js'

/**
 * Good for an hour, and THE TOKEN STANDS IN IT: to be fetched at once, never stored, shown or logged. Null for files over
 * 20 MB, and for those of a Bot API server of one's own in local mode, which names places on its disk.
 */
export const fileUrl: NonNullable<ChannelAdapter<TelegramAccount>['fileUrl']> = async (
  attachment,
  account,
  { http },
) => {
  const { providerFileId } = attachment
  if (providerFileId === undefined) return null
  const asked = await askBot(http, account, 'getFile', { file_id: providerFileId })
  if ('trouble' in asked) return null
  const path = asText(pick(asked.result, 'file_path'))
  if (path === undefined || !/^\w[\w./-]{0,500}$/u.test(path) || path.includes('..')) return null
  return { url: `${account.apiUrl}/file/bot${account.token}/${path}` }
}
