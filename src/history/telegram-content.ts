import type { Attachment } from '../core/thread/message.js'
import { isObject } from './fields.js'

type Raw = { readonly [key: string]: unknown }

/** `text` is a string, or pieces: strings and entities such as `{ type: 'link', text: '…' }`. */
export function textOfTelegram(message: Raw): string {
  const text = message.text
  if (typeof text === 'string') return text
  if (!Array.isArray(text)) return ''
  return text
    .map((piece: unknown) => {
      if (typeof piece === 'string') return piece
      return isObject(piece) && typeof piece.text === 'string' ? piece.text : ''
    })
    .join('')
}

const MEDIA: { readonly [type: string]: Attachment['kind'] } = {
  sticker: 'sticker',
  video_file: 'video',
  video_message: 'video',
  animation: 'video',
  voice_message: 'voice',
  audio_file: 'audio',
}

export function attachmentsOfTelegram(message: Raw): readonly Attachment[] {
  const found: Attachment[] = []
  const { photo, file, media_type: media } = message
  if (typeof photo === 'string') found.push({ kind: 'image', ...pathOf(photo) })
  if (typeof file === 'string') {
    const kind = typeof media === 'string' && Object.hasOwn(MEDIA, media) ? MEDIA[media] : undefined
    const mimeType = typeof message.mime_type === 'string' ? { mimeType: message.mime_type } : {}
    found.push({ kind: kind ?? 'file', ...pathOf(file), ...mimeType })
  }
  if (isObject(message.location_information)) found.push({ kind: 'location' })
  if (isObject(message.contact_information)) found.push({ kind: 'contact' })
  if (isObject(message.poll)) found.push({ kind: 'unknown', name: 'poll' })
  return found
}

/** `(File not included. Change data exporting settings to download.)` is no path. */
function pathOf(path: string): { readonly name?: string } {
  if (path === '' || path.startsWith('(')) return {}
  return { name: path.slice(path.lastIndexOf('/') + 1) }
}
