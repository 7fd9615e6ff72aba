import type { ProviderAttachment } from '../../ports/channel-adapter.js'
import { asCount, asLabel, asList, asNumber, asText, asUrl, given, pick } from '../shared/read.js'
import type { SkypeAccount } from './account.js'
import { isTrustedAddress } from './service-url.js'

const MOST = 50
const LONGEST_HTML = 200_000
/** Teams' own download link: signed, needs no token of ours. */
const DOWNLOAD = 'application/vnd.microsoft.teams.file.download.info'
const CARD = /^application\/vnd\.microsoft\.(?:card\.|teams\.card\.)/u

/** Files, links and places. Cards aren't files; Teams' `text/html` is the message itself once more. */
export function attachmentsOf(activity: unknown, account: SkypeAccount): readonly ProviderAttachment[] {
  const files = asList(pick(activity, 'attachments'))
    .slice(0, MOST)
    .flatMap((one) => fileOf(one, account))
  const places = asList(pick(activity, 'entities')).slice(0, MOST).flatMap(placeOf)
  return [...files, ...places]
}

export function htmlOf(activity: unknown): string | undefined {
  const found = asList(pick(activity, 'attachments')).find((one) => pick(one, 'contentType') === 'text/html')
  const html = asText(pick(found, 'content'))
  return html === undefined || html.length > LONGEST_HTML ? undefined : html
}

/** Came with a card or a file without an address. */
export function isUnshown(activity: unknown): boolean {
  return asList(pick(activity, 'attachments')).some((one) => {
    const type = asText(pick(one, 'contentType')) ?? ''
    return type !== 'text/html' && (CARD.test(type) || addressOf(one) === undefined)
  })
}

function fileOf(value: unknown, account: SkypeAccount): readonly ProviderAttachment[] {
  const type = asText(pick(value, 'contentType')) ?? ''
  const url = addressOf(value)
  if (type === 'text/html' || CARD.test(type) || url === undefined) return []
  // Only the connector's own store asks for our token; it must go nowhere else.
  const auth = type !== DOWNLOAD && isTrustedAddress(url, account) ? 'bearer' : 'none'
  const mimeType = /^[\w.+-]+\/[\w.+-]+$/u.test(type) && type !== DOWNLOAD ? type : undefined
  return [
    {
      kind: kindOf(type),
      url,
      auth,
      ...given({ name: asLabel(pick(value, 'name')), mimeType, size: asCount(pick(value, 'content', 'fileSize')) }),
    },
  ]
}

function addressOf(value: unknown): string | undefined {
  const isDownload = pick(value, 'contentType') === DOWNLOAD
  const url = asUrl(isDownload ? pick(value, 'content', 'downloadUrl') : pick(value, 'contentUrl'))
  return url
}

function kindOf(type: string): ProviderAttachment['kind'] {
  const [group] = type.split('/')
  if (group === 'image' || group === 'video' || group === 'audio') return group
  return 'file'
}

/** `Place` with `geo`, or `GeoCoordinates` alone. */
function placeOf(entity: unknown): readonly ProviderAttachment[] {
  const isPlace = pick(entity, 'type') === 'Place'
  if (!isPlace && pick(entity, 'type') !== 'GeoCoordinates') return []
  const geo = isPlace ? pick(entity, 'geo') : entity
  const [latitude, longitude] = [asNumber(pick(geo, 'latitude')), asNumber(pick(geo, 'longitude'))]
  if (latitude === undefined || longitude === undefined) return []
  return [{ kind: 'location', latitude, longitude, ...given({ name: asLabel(pick(entity, 'name')) }) }]
}
