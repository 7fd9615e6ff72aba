// Message-IDs without their angle brackets; case counts. Ours hold our `replyId`, so that an answer to one, a bounce of one
// or a copy of one is known again without asking anybody.
import { createHash } from 'node:crypto'
import type { EmailAccount } from './account.js'
import { domainOf } from './address.js'

const MOST_IDS = 100
/** Of the desk: longer ids can't be stored, so they go by their hash. */
const LONGEST = 400
/** Fewer characters in front of the `@` are a counter, or nothing at all: ids that come again for other letters. */
const WEAK = 8

/** All ids in a header, in order, each once. Spaces, commas and comments between them don't matter. */
export function idsIn(values: readonly string[]): readonly string[] {
  const text = values.join(' ').slice(0, 50_000)
  const found = [...text.matchAll(/<([^<>\p{Cc}]{1,998})>/gu)].map(([, id = '']) => stored(id.replace(/\s+/gu, '')))
  // Some mailers write an id without brackets.
  const plain =
    found.length === 0 && /^[^\s<>\p{Cc}]{1,300}@[^\s<>\p{Cc}]{1,300}$/u.test(text.trim()) ? [stored(text.trim())] : []
  return [...new Set([...found, ...plain])].filter((id) => id !== '').slice(-MOST_IDS)
}

export function idOf(values: readonly string[]): string | null {
  return idsIn(values.slice(0, 1))[0] ?? null
}

/** Whether it may be trusted to name one letter only. */
export function isStrong(id: string): boolean {
  return id.indexOf('@') >= WEAK
}

/** `part` counts from 0: a text in several letters. */
export function ownMessageId(replyId: string, part: number, { address }: EmailAccount): string {
  const isPlain = /^[\w.-]{1,100}$/u.test(replyId) && !/^\.|\.\.|\.$/u.test(replyId)
  const local = isPlain ? `cl.${replyId}` : `clx.${Buffer.from(replyId, 'utf8').toString('base64url')}`
  return `${local}.${part + 1}@${domainOf(address)}`
}

/** Our `replyId` in one of our ids; null for everybody else's. */
export function replyIdIn(messageId: string, account: EmailAccount): string | null {
  const own = [account.address, ...account.aliases].map(domainOf)
  const found = /^(clx?)\.(.+)\.\d{1,4}@(.+)$/u.exec(messageId)
  if (found === null || !own.includes((found[3] ?? '').toLowerCase())) return null
  const [, kind, told = ''] = found
  if (kind === 'cl') return told
  const text = /^[\w-]+$/u.test(told) ? Buffer.from(told, 'base64url').toString('utf8') : ''
  return text === '' || text.includes('\ufffd') ? null : text
}

function stored(id: string): string {
  if (id.length <= LONGEST && !/\p{Surrogate}/u.test(id)) return id
  return `sha256.${createHash('sha256').update(id, 'utf16le').digest('hex')}@long.invalid`
}
