import { type CountryCode, isSupportedCountry, isValidPhoneNumber } from 'libphonenumber-js/min'
import { isRecord, own } from '../record.js'
import { type Judgement, notA, type RuleOperator } from './operator.js'

/** RFC 5321: 64 octets before the @, 254 in all. */
const LONGEST_ADDRESS = 254
const LOCAL = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u
const LONGEST_PHONE = 64

/** Whether a value is there at all, and whether a text is an address or a number that can be used. */
export const CONTACT_DATA_OPERATORS: readonly RuleOperator[] = [
  {
    name: 'isBlank',
    help: 'Whether nothing is there: no value, an empty list, a text of white space.',
    facts: 'any',
    valueProblem: yesOrNo,
    judge: (fact, value) => (typeof value === 'boolean' ? isBlank(fact) === value : notA('true or false', value)),
  },
  {
    name: 'isEmail',
    help: 'Whether the text is an e-mail address.',
    facts: ['text'],
    valueProblem: yesOrNo,
    judge(fact, value): Judgement {
      if (typeof value !== 'boolean') return notA('true or false', value)
      if (fact === null || fact === undefined) return !value
      return typeof fact === 'string' ? isEmail(fact) === value : notA('A text', fact)
    },
  },
  {
    name: 'isPhone',
    help: 'Whether the text is a phone number; `{ "country": "RU" }` also takes numbers as they are written there.',
    facts: ['text'],
    valueProblem: (value) => (isRecord(value) ? countryProblem(value) : yesOrNo(value)),
    judge(fact, value): Judgement {
      const wanted = isRecord(value) ? true : value
      if (typeof wanted !== 'boolean') return notA('true, false or a country', value)
      const country = isRecord(value) ? own(value, 'country') : undefined
      if (isRecord(value) && !isCountry(country)) return countryProblem(value) ?? false
      if (fact === null || fact === undefined) return !wanted
      if (typeof fact !== 'string') return notA('A text', fact)
      return isPhone(fact, isCountry(country) ? country : undefined) === wanted
    },
  },
]

export function isBlank(fact: unknown): boolean {
  if (fact === null || fact === undefined) return true
  if (typeof fact === 'string') return fact.trim() === ''
  return Array.isArray(fact) && fact.length === 0
}

/** One address and nothing else; letters of any script, a domain of two labels or more. */
export function isEmail(text: string): boolean {
  const address = text.trim()
  const at = address.lastIndexOf('@')
  if (at < 1 || at > 64 || address.length > LONGEST_ADDRESS) return false
  const labels = address.slice(at + 1).split('.')
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label))) return false
  return LOCAL.test(address.slice(0, at)) && !/^\d+$/.test(labels.at(-1) ?? '')
}

function isPhone(text: string, country: CountryCode | undefined): boolean {
  if (text.length > LONGEST_PHONE) return false
  return country === undefined ? isValidPhoneNumber(text) : isValidPhoneNumber(text, country)
}

function isCountry(value: unknown): value is CountryCode {
  return typeof value === 'string' && isSupportedCountry(value)
}

function yesOrNo(value: unknown): string | undefined {
  return typeof value === 'boolean' ? undefined : notA('true or false', value)
}

function countryProblem(value: unknown): string | undefined {
  const country = isRecord(value) ? own(value, 'country') : undefined
  return isCountry(country) ? undefined : 'The country is not a code of two letters such as "RU"'
}
