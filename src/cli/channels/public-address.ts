import { UsageError } from '../exit.js'

/** Where providers find the desk, as it was typed. */
export function publicAddress(text: string): string {
  if (/^https?:\/\/[^/?#]/u.test(text) && URL.canParse(text)) return text
  throw new UsageError(`--public-url: ${text} is no http or https address.`)
}
