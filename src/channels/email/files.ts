// Files come inside the letter, so their bytes are had from the letter as it came: kept by `ports.archive`, named by
// `providerFileId` as `<key of the letter>/<place among its parts>`, the letter itself as `<key>/letter`. Without an archive
// they are told and can't be fetched.
import type { ChannelAdapter, ProviderAttachment } from '../../ports/channel-adapter.js'
import type { EmailAccount } from './account.js'
import type { Letter } from './payload.js'
import { readLetter } from './read-letter.js'
import { safeName } from './safe-name.js'

/** As many as the desk takes. */
export const MOST_FILES = 100

export function attachmentsOf(letter: Letter, archived: string | null): readonly ProviderAttachment[] {
  return letter.parts.slice(0, MOST_FILES).map(({ index, name, mimeType, content, isInline, contentId }) => ({
    kind: kindOf(mimeType),
    name: safeName(name, mimeType, index + 1),
    mimeType: /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/u.test(mimeType) ? mimeType : 'application/octet-stream',
    size: content.byteLength,
    ...(archived === null ? {} : { providerFileId: `${archived}/${index}` }),
    ...(isInline ? { inline: true } : {}),
    ...(contentId === null ? {} : { contentId }),
  }))
}

/** The letter itself. */
export function originalOf(bytes: Uint8Array, archived: string): ProviderAttachment {
  const name = 'letter.eml'
  return {
    kind: 'file',
    name,
    mimeType: 'message/rfc822',
    size: bytes.byteLength,
    providerFileId: `${archived}/letter`,
    original: true,
  }
}

export const fileBytes: NonNullable<ChannelAdapter<EmailAccount>['fileBytes']> = async (attachment, account, ports) => {
  const [, key, index] = /^([\w.-]{1,200})\/(\d{1,4}|letter)$/u.exec(attachment.providerFileId ?? '') ?? []
  if (key === undefined) return null
  const bytes = await ports.archive.read(key).catch(() => null)
  if (index === 'letter') return bytes
  const letter = bytes === null ? null : await readLetter(bytes, account.charset)
  return letter?.parts[Number(index)]?.content ?? null
}

function kindOf(mimeType: string): ProviderAttachment['kind'] {
  const [group] = mimeType.split('/')
  return group === 'image' || group === 'video' || group === 'audio' ? group : 'file'
}
