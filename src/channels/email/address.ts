import type { EmailAccount } from './account.js'
import type { Mailbox } from './payload.js'

/** RFC 5321's 254 octets and some room for odd ones. */
const LONGEST = 320

/** Who a customer is: the address in lower case, as nobody's server tells `Anna@` from `anna@`. Null for what is none. */
export function addressId(address: string | undefined): string | null {
  const text = (address ?? '').trim().normalize('NFC')
  const isAddress = text.length <= LONGEST && /^[^\s@<>\p{Cc}\p{Surrogate}]+@[^\s@<>\p{Cc}\p{Surrogate}]+$/u.test(text)
  return isAddress ? text.toLowerCase() : null
}

/** One of ours, also with a plus tag behind the mailbox. */
export function isOwnAddress(address: string, { address: own, aliases }: EmailAccount): boolean {
  const id = addressId(address)
  return id !== null && [own, ...aliases].includes(withoutTag(id))
}

export function withoutTag(address: string): string {
  return address.replace(/^([^+@]+)\+[^@]*@/u, '$1@')
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}

/** A name that doesn't pose as an address, without signs that change how the rest reads. */
export function shownName({ name, address }: Mailbox): string | null {
  const text = (name ?? '')
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, 200)
  return text === '' || text.toLowerCase() === address.toLowerCase() ? null : text.replace(/[\uD800-\uDBFF]$/u, '')
}
