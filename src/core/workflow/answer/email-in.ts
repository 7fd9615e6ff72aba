import { isEmail } from '../../rules/operators/contact-data.js'

const CANDIDATE = /[^\s<>()[\],;:"'«»]+@[^\s<>()[\],;:"'«»@]+/gu
/** People put a space before or after the sign, phones do it for them. */
const SPACED = /([\p{L}\p{N}]) ?@ ?(?=[\p{L}\p{N}])/gu

/** The first e-mail address in a text, in small letters (phones begin everything with a capital); `null`: there is none. */
export function emailIn(text: string): string | null {
  const plain = text.normalize('NFKC')
  return firstOf(plain) ?? firstOf(plain.replace(SPACED, '$1@'))
}

function firstOf(text: string): string | null {
  for (const [found] of text.matchAll(CANDIDATE)) {
    const address = found.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '').replace(/^mailto[:/]*/iu, '')
    if (!isEmail(address)) continue
    return address.toLowerCase()
  }
  return null
}
