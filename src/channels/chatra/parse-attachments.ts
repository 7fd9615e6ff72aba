// Nobody has published how Chatra tells a file. So everything that looks like one is taken for one, and what can't be
// understood is kept as the JSON that came, for a person to read.
import type { ProviderAttachment } from '../../ports/channel-adapter.js'
import { asCount, asLabel, asList, asUrl, given, pick } from '../shared/read.js'

const FIELDS = ['attachments', 'attachment', 'files', 'file', 'image', 'images']
const MAX_FILES = 20

export function attachmentsOf(item: unknown): readonly ProviderAttachment[] {
  const found = FIELDS.flatMap((field) => {
    const value = pick(item, field)
    if (value === undefined || value === null || value === '' || value === false) return []
    return Array.isArray(value) ? asList(value) : [value]
  })
  return found.slice(0, MAX_FILES).map(attachmentOf)
}

function attachmentOf(file: unknown): ProviderAttachment {
  const url = first(file, ['url', 'link', 'src', 'href'], asUrl) ?? asUrl(file)
  if (url === undefined) return { kind: 'unknown', ...given({ name: asLabel(JSON.stringify(file)) }) }
  const mimeType = first(file, ['mimeType', 'mime', 'contentType', 'type'], (one) => {
    const text = asLabel(one, 100)
    return text?.includes('/') ? text : undefined
  })
  return {
    kind: kindOf(mimeType ?? '', url),
    url,
    ...given({
      name: first(file, ['name', 'fileName', 'filename', 'title'], (one) => asLabel(one)),
      mimeType,
      size: first(file, ['size', 'fileSize'], asCount),
    }),
  }
}

function first<T>(value: unknown, names: readonly string[], read: (one: unknown) => T | undefined): T | undefined {
  for (const name of names) {
    const one = read(pick(value, name))
    if (one !== undefined) return one
  }
  return undefined
}

function kindOf(mimeType: string, url: string): ProviderAttachment['kind'] {
  if (mimeType.startsWith('image/') || /\.(?:png|jpe?g|gif|webp)$/iu.test(new URL(url).pathname)) return 'image'
  if (mimeType.startsWith('video/')) return 'video'
  return mimeType.startsWith('audio/') ? 'audio' : 'file'
}
