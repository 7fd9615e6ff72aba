import { type CountryCode, findPhoneNumbersInText, isSupportedCountry } from 'libphonenumber-js/min'
import type { Attachment } from '../../thread/message.js'

/** Where numbers are written without their prefix, by the customer's language; elsewhere the workflow names the country. */
const COUNTRY_OF: { readonly [language: string]: CountryCode } = { ru: 'RU', uk: 'UA', be: 'BY', kk: 'KZ', uz: 'UZ' }

export interface PhonePlace {
  /** ISO 3166, two letters. */
  readonly country: string | undefined
  readonly language: string | null
}

/** The first phone number in a text, or that of a shared contact, as `+79123456789`; `null`: there is none that exists. */
export function phoneIn(text: string, attachments: readonly Attachment[], place: PhonePlace): string | null {
  const shared = attachments.find((one) => one.kind === 'contact' && one.phone !== undefined)?.phone
  const country =
    place.country ?? COUNTRY_OF[primary(place.language)] ?? (/\p{Script=Cyrillic}/u.test(text) ? 'RU' : '')
  if (shared !== undefined) {
    // Telegram leaves the plus out.
    const number = firstOf(`+${shared.replace(/\D/gu, '')}`, country) ?? firstOf(shared, country)
    if (number !== null) return number
  }
  // `7 912 …` without its plus is how many write it.
  return firstOf(text, country) ?? firstOf(text.replace(/(?<![\d+])(?=\d(?:[\s().-]?\d){9,14}(?!\d))/u, '+'), country)
}

function firstOf(text: string, country: string): string | null {
  const options = isSupportedCountry(country) ? { defaultCountry: country, v2: true as const } : { v2: true as const }
  return findPhoneNumbersInText(text, options)[0]?.number.number ?? null
}

function primary(language: string | null): string {
  return language?.toLowerCase().split(/[-_]/u)[0] ?? ''
}
