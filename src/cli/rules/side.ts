// One side of a comparison: rule files, or what the desk holds.
import type { RuleSet } from '../../core/rules/rule-set.js'
import { checkedFiles } from '../checked-files.js'
import { UsageError } from '../exit.js'
import type { RuleBook } from './rule-book.js'

export const SIDES = '`published`, `rollout`, `draft`, or the number of a version'

const NUMBER = /^v?([1-9]\d{0,9})$/u

/** Whether a name is one of what the desk holds. A file of such a name is given as `./draft`. */
export function isSide(name: string): boolean {
  return ['published', 'rollout', 'draft'].includes(name) || NUMBER.test(name)
}

export async function sideOf(book: RuleBook, name: string): Promise<readonly RuleSet[]> {
  if (name === 'published') return (await book.published()) ?? []
  if (name === 'rollout') {
    const number = (await book.current()).rollout?.number
    return (number === undefined ? null : await book.version(number)) ?? missing('Nothing is being rolled out.')
  }
  if (name === 'draft') return (await book.draft()) ?? missing('There is no draft.')
  const number = NUMBER.exec(name)?.[1]
  if (number === undefined) throw new UsageError(`${name} is none of ${SIDES}.`)
  return (await book.version(Number(number))) ?? missing(`There is no version ${number}.`)
}

/** What files say; only those that could be read. */
export async function sideOfFiles(paths: readonly string[]): Promise<readonly RuleSet[]> {
  const { files, findings } = await checkedFiles(paths, { isQuick: true })
  const error = findings.find(({ severity }) => severity === 'error')
  if (error !== undefined)
    throw new UsageError(`${error.file}:${error.line}: ${error.message} \`caseline check\` tells all.`)
  return files.flatMap(({ value }) => (isRuleSet(value) ? [value] : []))
}

/** The check has found no error. */
function isRuleSet(value: unknown): value is RuleSet {
  return typeof value === 'object' && value !== null
}

function missing(text: string): never {
  throw new UsageError(text)
}
