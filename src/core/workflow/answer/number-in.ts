const NUMBER = /(?<![\p{L}\d.,])[-−–]?\d{1,3}(?:[\s'’]\d{3})+(?:[.,]\d+)?(?!\d)|(?<![\p{L}\d.,])[-−–]?\d+(?:[.,]\d+)*/gu
const LONGEST = 30

export interface NumberLimits {
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly whole?: boolean | undefined
}

/**
 * The number in a text, as people write it: `1 234,50 ₽`, `1,234.5`, `около 5`. `null`: none, several, or one beyond the
 * limits. A single comma before exactly three digits parts thousands in English and fractions elsewhere.
 */
export function numberIn(text: string, isEnglish: boolean, { min, max, whole }: NumberLimits): number | null {
  const found = [...text.normalize('NFKC').matchAll(NUMBER)].map(([digits]) => digits)
  const [digits] = found
  if (digits === undefined || found.length > 1 || digits.length > LONGEST) return null
  const value = Number(plain(digits, isEnglish))
  if (!Number.isFinite(value) || (whole && !Number.isInteger(value))) return null
  return (min !== undefined && value < min) || (max !== undefined && value > max) ? null : value
}

function plain(digits: string, isEnglish: boolean): string {
  const bare = digits.replace(/[−–]/u, '-').replace(/[\s'’]/gu, '')
  const [commas, dots] = [bare.split(',').length - 1, bare.split('.').length - 1]
  if (commas > 0 && dots > 0) {
    const isCommaLast = bare.lastIndexOf(',') > bare.lastIndexOf('.')
    return isCommaLast ? bare.replaceAll('.', '').replace(',', '.') : bare.replaceAll(',', '')
  }
  if (commas > 1 || (commas === 1 && isEnglish && /,\d{3}$/u.test(bare))) return bare.replaceAll(',', '')
  return dots > 1 ? bare.replaceAll('.', '') : bare.replace(',', '.')
}
