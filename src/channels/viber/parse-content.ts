import type { ProviderAttachment } from '../../ports/channel-adapter.js'
import { asCount, asId, asLabel, asNumber, asText, asUrl, given, pick } from '../shared/read.js'

export interface Content {
  readonly text: string
  readonly attachments: readonly ProviderAttachment[]
}

/** By type only: the documentation's own example of a text fills `media` and `location` too. */
export function contentOf(message: unknown): Content {
  const text = asText(pick(message, 'text')) ?? ''
  switch (pick(message, 'type')) {
    case 'text':
      return { text, attachments: [] }
    case 'picture':
      return { text, attachments: fileOf(message, 'image') }
    case 'video':
      return { text, attachments: fileOf(message, 'video') }
    case 'file':
      return { text, attachments: fileOf(message, 'file') }
    case 'sticker':
      return { text, attachments: stickerOf(message) }
    case 'contact':
      return { text, attachments: contactOf(pick(message, 'contact')) }
    case 'location':
      return { text, attachments: placeOf(pick(message, 'location')) }
    case 'url':
      return linkOf(message, text)
    default:
      return { text, attachments: text === '' ? [{ kind: 'unknown' }] : [] }
  }
}

/** Addresses expire: to be fetched soon. */
function fileOf(message: unknown, kind: ProviderAttachment['kind']): readonly ProviderAttachment[] {
  const url = asUrl(pick(message, 'media'))
  if (url === undefined) return [{ kind: 'unknown' }]
  return [
    {
      kind,
      url,
      ...given({
        name: asLabel(pick(message, 'file_name')),
        size: asCount(pick(message, 'size')) ?? asCount(pick(message, 'file_size')),
        duration: asCount(pick(message, 'duration')),
      }),
    },
  ]
}

/** A number; its picture's address comes along with newer clients. */
function stickerOf(message: unknown): readonly ProviderAttachment[] {
  const name = asId(pick(message, 'sticker_id'))
  return [{ kind: 'sticker', ...given({ name, url: asUrl(pick(message, 'media')) }) }]
}

function contactOf(contact: unknown): readonly ProviderAttachment[] {
  const phone = asLabel(pick(contact, 'phone_number'), 50)
  const name = asLabel(pick(contact, 'name'))
  return [{ kind: 'contact', ...given({ name, phone }) }]
}

function placeOf(location: unknown): readonly ProviderAttachment[] {
  const [latitude, longitude] = [asNumber(pick(location, 'lat')), asNumber(pick(location, 'lon'))]
  if (latitude === undefined || longitude === undefined) return [{ kind: 'unknown' }]
  return [{ kind: 'location', latitude, longitude }]
}

function linkOf(message: unknown, text: string): Content {
  const url = asUrl(pick(message, 'media'))
  return url === undefined ? { text, attachments: [] } : { text: text || url, attachments: [{ kind: 'link', url }] }
}
