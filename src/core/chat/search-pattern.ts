// A text that is looked for, as a regular expression that JavaScript (with the flag u) and Postgres read alike, so that
// every store finds the same. Letters stand for their other cases one by one: what a database calls lower case depends on
// the locale it was made with, and under "C" only English has one.

const SPECIAL = /[\\^$.*+?()[\]{}|/]/u

/** Case doesn't count; nothing in the text has a meaning of its own. */
export function searchPattern(text: string): string {
  return Array.from(text, pieceOf).join('')
}

function pieceOf(character: string): string {
  if (SPECIAL.test(character)) return `\\${character}`
  const cases = [character, character.toLowerCase(), character.toUpperCase()].filter((one) => [...one].length === 1)
  const different = [...new Set(cases)]
  return different.length === 1 ? character : `[${different.join('')}]`
}

/** The number that a text may be, `null` when it isn't one of a chat. */
export function searchNumber(text: string): number | null {
  return /^\d{1,15}$/.test(text) ? Number(text) : null
}
