import type { ProviderAttachment } from '../../ports/channel-adapter.js'
import { asCount, asId, asLabel, asList, asText, asUrl, given, pick } from '../shared/read.js'

const KINDS: ReadonlyMap<unknown, ProviderAttachment['kind']> = new Map([
  ['photo', 'image'],
  ['video', 'video'],
  ['audio', 'audio'],
  ['audio_message', 'voice'],
  ['doc', 'file'],
  ['graffiti', 'image'],
  ['sticker', 'sticker'],
  ['link', 'link'],
  ['article', 'link'],
  ['wall', 'link'],
  ['market', 'link'],
])

/** A wall post, goods and the like have an address on the site only. */
const PAGES: ReadonlySet<unknown> = new Set(['wall', 'market', 'video', 'poll', 'story', 'wall_reply'])

export function attachmentOf(value: unknown): ProviderAttachment {
  const type = pick(value, 'type')
  const thing = typeof type === 'string' ? pick(value, type) : undefined
  return given({
    kind: KINDS.get(type) ?? 'unknown',
    url: urlOf(type, thing),
    name: asLabel(pick(thing, 'title')),
    mimeType: type === 'audio_message' ? 'audio/ogg' : undefined,
    size: type === 'doc' ? asCount(pick(thing, 'size')) : undefined,
    duration: asCount(pick(thing, 'duration')),
  })
}

/** Videos have no file of their own to fetch: their page is all there is. */
function urlOf(type: unknown, thing: unknown): string | undefined {
  if (type === 'photo') return widest(asList(pick(thing, 'sizes'))) ?? asUrl(pick(thing, 'orig_photo', 'url'))
  if (type === 'sticker') return widest(asList(pick(thing, 'images')))
  if (type === 'audio_message') return asUrl(pick(thing, 'link_ogg')) ?? asUrl(pick(thing, 'link_mp3'))
  return asUrl(pick(thing, 'url')) ?? pageOf(type, thing)
}

function pageOf(type: unknown, thing: unknown): string | undefined {
  const owner = asId(pick(thing, 'owner_id')) ?? asId(pick(thing, 'to_id')) ?? asId(pick(thing, 'from_id'))
  const id = asId(pick(thing, 'id'))
  const isId = /^-?\d+$/u
  if (!PAGES.has(type) || owner === undefined || id === undefined || !isId.test(owner) || !isId.test(id))
    return undefined
  return `https://vk.com/${asText(type) === 'wall_reply' ? 'wall' : type}${owner}_${id}`
}

/** Sizes come in any order. */
function widest(sizes: readonly unknown[]): string | undefined {
  const known = sizes.flatMap((size) => {
    const url = asUrl(pick(size, 'url'))
    return url === undefined ? [] : [{ url, width: asCount(pick(size, 'width')) ?? 0 }]
  })
  return known.reduce<{ url: string; width: number } | undefined>(
    (best, one) => (best === undefined || one.width > best.width ? one : best),
    undefined,
  )?.url
}
