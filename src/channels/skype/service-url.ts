// Our token goes where `serviceUrl` says, so an address counts only if the activity's token named it and its host is listed.
import { isLoopback } from '../shared/account-reader.js'
import type { SkypeAccount } from './account.js'

/** With or without a slash at the end, host in any case: one service. */
export function isSameService(one: unknown, other: unknown): boolean {
  const [a, b] = [normal(one), normal(other)]
  return a !== null && a === b
}

/** Where a token may be sent: https, a listed host; http to this machine only, and only if that is listed. */
export function isTrustedAddress(address: string, { serviceHosts }: Pick<SkypeAccount, 'serviceHosts'>): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, username, password } = new URL(address)
  if (username !== '' || password !== '') return false
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(hostname))) return false
  return serviceHosts.some((host) => {
    const name = host.toLowerCase()
    return name.startsWith('*.') ? hostname.endsWith(name.slice(1)) : hostname === name
  })
}

function normal(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 2_000 || !URL.canParse(value)) return null
  const { protocol, host, pathname, search, hash, username, password } = new URL(value)
  if (search !== '' || hash !== '' || username !== '' || password !== '') return null
  return `${protocol}//${host}${pathname.replace(/\/+$/u, '')}`
}
