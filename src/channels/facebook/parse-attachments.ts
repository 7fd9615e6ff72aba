import type { ProviderAttachment } from '../../ports/channel-adapter.js'
import { asLabel, asNumber, asUrl, given, pick } from '../shared/read.js'

/** What the desk takes with one message. */
const MOST = 100

const KINDS: ReadonlyMap<unknown, ProviderAttachment['kind']> = new Map([
  ['image', 'image'],
  ['audio', 'audio'],
  ['video', 'video'],
  ['reel', 'video'],
  ['ig_reel', 'video'],
  ['file', 'file'],
  ['location', 'location'],
  ['sticker', 'sticker'],
  ['fallback', 'link'],
  ['post', 'link'],
  ['ig_post', 'link'],
])

/** Addresses are signed by Facebook and end after some time. */
export function attachmentsOf(attachments: readonly unknown[]): readonly ProviderAttachment[] {
  const read = attachments.slice(0, MOST).map(attachmentOf)
  // Until 30 August 2026 a sticker came twice: as `sticker`, and as `image` with the sticker's id.
  return read.filter(({ kind, url }, index) => {
    const first = read.findIndex((other) => other.kind === 'sticker' && other.url === url)
    return kind !== 'sticker' || url === undefined || first === index
  })
}

function attachmentOf(value: unknown): ProviderAttachment {
  const payload = pick(value, 'payload')
  const kind = KINDS.get(pick(value, 'type')) ?? 'unknown'
  return given({
    kind: kind === 'image' && pick(payload, 'sticker_id') !== undefined ? 'sticker' : kind,
    // A fallback may have its address beside the payload, or none.
    url: asUrl(pick(payload, 'url')) ?? asUrl(pick(value, 'url')),
    name: asLabel(pick(payload, 'title')) ?? asLabel(pick(value, 'title')),
    latitude: asNumber(pick(payload, 'coordinates', 'lat')),
    longitude: asNumber(pick(payload, 'coordinates', 'long')),
  })
}
