import { foldText } from '../../rules/operators/fold-text.js'

/** A number alone, or with what people put around it: `2`, `2.`, `№ 2`, `вариант 2`, `option 2`, a keycap. */
const NUMBERED = /^(?:(?:№|#|n|no|номер|number|вариант|пункт|option)\s*)?(\d{1,2})\s*[.)]?$/u

/**
 * Which of the labels a text means, from 0 on: by number, by the whole label, or by words that only one label begins
 * with or holds. `null`: none, or more than one.
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
  return held.length === 1 ? (held[0] ?? null) : null
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
