import type { ProviderAttachment } from '../../ports/channel-adapter.js'
import { asCount, asId, asLabel, asList, asNumber, given, pick } from '../shared/read.js'

type Kind = ProviderAttachment['kind']

/** Files by the field that holds them. `animation` comes before `document`, which repeats it. */
const FILES: readonly (readonly [field: string, kind: Kind])[] = [
  ['animation', 'video'],
  ['document', 'file'],
  ['voice', 'voice'],
  ['audio', 'audio'],
  ['video', 'video'],
  ['video_note', 'video'],
  ['sticker', 'sticker'],
]

/** Shown as something that came, though there is no file to fetch. */
const OPAQUE = ['paid_media', 'story', 'rich_message', 'checklist']

export function attachmentsOf(message: unknown): readonly ProviderAttachment[] {
  const photo = photoOf(asList(pick(message, 'photo')))
  const file = FILES.find(([field]) => asId(pick(message, field, 'file_id')) !== undefined)
  const place = placeOf(message)
  const contact = contactOf(pick(message, 'contact'))
  const opaque = OPAQUE.filter((field) => pick(message, field) !== undefined)
  return [
    ...(photo === null ? [] : [photo]),
    ...(file === undefined ? [] : [fileOf(pick(message, file[0]), file[1])]),
    ...(place === null ? [] : [place]),
    ...(contact === null ? [] : [contact]),
    ...opaque.map((name): ProviderAttachment => ({ kind: 'unknown', name })),
  ]
}

/** One picture in several sizes; the largest counts, wherever it stands. */
function photoOf(sizes: readonly unknown[]): ProviderAttachment | null {
  const fit = sizes.filter((one) => asId(pick(one, 'file_id')) !== undefined)
  const [largest] = fit.sort((left, right) => areaOf(right) - areaOf(left))
  return largest === undefined ? null : fileOf(largest, 'image')
}

function areaOf(size: unknown): number {
  return (asCount(pick(size, 'width')) ?? 0) * (asCount(pick(size, 'height')) ?? 0)
}

function fileOf(file: unknown, kind: Kind): ProviderAttachment {
  return {
    kind,
    ...given({
      providerFileId: asId(pick(file, 'file_id')),
      name: asLabel(pick(file, 'file_name')) ?? (kind === 'sticker' ? asLabel(pick(file, 'emoji'), 20) : undefined),
      mimeType: asLabel(pick(file, 'mime_type'), 100),
      size: asCount(pick(file, 'file_size')),
      duration: asCount(pick(file, 'duration')),
    }),
  }
}

/** A venue comes with the same place a second time. */
function placeOf(message: unknown): ProviderAttachment | null {
  const venue = pick(message, 'venue')
  const place = pick(venue, 'location') ?? pick(message, 'location')
  const [latitude, longitude] = [asNumber(pick(place, 'latitude')), asNumber(pick(place, 'longitude'))]
  if (latitude === undefined || longitude === undefined) return null
  const parts = [asLabel(pick(venue, 'title')), asLabel(pick(venue, 'address'))].filter((part) => part !== undefined)
  return { kind: 'location', latitude, longitude, ...given({ name: asLabel(parts.join(', ')) }) }
}

function contactOf(contact: unknown): ProviderAttachment | null {
  const phone = asLabel(pick(contact, 'phone_number'), 50)
  if (phone === undefined) return null
  const parts = [asLabel(pick(contact, 'first_name')), asLabel(pick(contact, 'last_name'))]
  return { kind: 'contact', phone, ...given({ name: asLabel(parts.filter((part) => part !== undefined).join(' ')) }) }
}
