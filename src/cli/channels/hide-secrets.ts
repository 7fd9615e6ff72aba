// What a provider says may quote what it was given. Adapters leave that out; this holds even where one forgets.
import { isRecord } from '../../core/rules/record.js'
import { withoutSecrets } from '../../desk/account-secrets.js'

/** Shorter ones stand in every text. */
const SHORTEST = 4

/** Of an account with its secrets in place. */
export function secretHider(account: unknown): (text: string) => string {
  const secrets = isRecord(account) ? secretTexts(account, withoutSecrets(account)) : []
  const written = secrets
    .filter(({ length }) => length >= SHORTEST)
    .flatMap((one) => [one, encodeURIComponent(one)])
    // The longer first: one may be a part of another.
    .sort((one, other) => other.length - one.length)
  return (text) => written.reduce((left, one) => left.replaceAll(one, '(hidden)'), text)
}

type Fields = { readonly [name: string]: unknown }

function secretTexts(account: Fields, shown: Fields): readonly string[] {
  return Object.entries(account).flatMap(([name, value]) => {
    const seen = shown[name]
    if (isRecord(value)) return isRecord(seen) ? secretTexts(value, seen) : []
    return typeof value === 'string' && value !== seen ? [value] : []
  })
}
