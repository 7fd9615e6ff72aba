import { foldText } from '../../rules/operators/fold-text.js'

/** A number alone, or with what people put around it: `2`, `2.`, `№ 2`, `вариант 2`, `option 2`, a keycap. */
const NUMBERED = /^(?:(?:№|#|n|no|номер|number|вариант|пункт|option)\s*)?(\d{1,2})\s*[.)]?$/u

/**
 * Which of the labels a text means, from 0 on: by number, by the whole label, by words that only one label begins with,
 * holds or is held by, or by a word of one label only in another form (оплата, оплаты). `null`: none, or more than one.
 */
export function choiceIn(text: string, labels: readonly string[]): number | null {
  const said = bare(text)
  if (said === '') return null
  const folded = labels.map(bare)
  const whole = indexes(folded, (label) => label === said)
  if (whole.length === 1) return whole[0] ?? null
  const number = Number(NUMBERED.exec(foldText(text).replaceAll(/[\u{fe0f}\u{20e3}]/gu, ''))?.[1] ?? 0)
  if (number >= 1 && number <= labels.length) return number - 1
  // One letter would choose by accident.
  if (said.length < 3) return null
  const begun = indexes(folded, (label) => label.startsWith(said))
  if (begun.length === 1) return begun[0] ?? null
  const held = indexes(folded, (label) => label.length >= 3 && ` ${said} `.includes(` ${label} `))
  if (held.length === 1) return held[0] ?? null
  if (held.length > 1) return null
  const holding = indexes(folded, (label) => ` ${label} `.includes(` ${said} `))
  if (holding.length === 1) return holding[0] ?? null
  const words = said.split(' ')
  const inflected = indexes(folded, (label) => label.split(' ').some((word) => words.some((one) => isForm(one, word))))
  return inflected.length === 1 ? (inflected[0] ?? null) : null
}

const SHORTEST_STEM = 4
const LONGEST_ENDING = 3

/** Whether two words differ in their endings only, as Russian cases and English plurals do. */
function isForm(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length)
  const stem = Math.max(SHORTEST_STEM, shorter - 2)
  const isNear = Math.max(one.length, other.length) - stem <= LONGEST_ENDING
  return shorter >= stem && isNear && one.slice(0, stem) === other.slice(0, stem)
}

function indexes(labels: readonly string[], holds: (label: string) => boolean): readonly number[] {
  return labels.flatMap((label, index) => (holds(label) ? [index] : []))
}

/** Folded, and without the signs and pictures around words. */
export function bare(text: string): string {
  return foldText(text)
    .replace(/[^\p{L}\p{N}\s]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
}
