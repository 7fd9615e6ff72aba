import type { Words } from './words.js'

const LONGEST_TEXT = 80

/** One line in quotes, cut where it is long. */
export function quoted(text: string, { quote }: Words): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim()
  return quote(line.length > LONGEST_TEXT ? `${line.slice(0, LONGEST_TEXT).trimEnd()}…` : line)
}
