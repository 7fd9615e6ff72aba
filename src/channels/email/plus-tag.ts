// `help+c-<reply id>-<proof>@shop.example` as Reply-To: who answers there answers that letter of ours, even if his program
// drops In-Reply-To and References. Lower case only, since mail servers change the case of a mailbox.
import { hmacHex } from '../shared/hmac.js'
import { isSameSecret } from '../shared/same-secret.js'
import type { EmailAccount } from './account.js'

const LONGEST_MAILBOX = 64
const PROOF = 12
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'

/** Null where the address would be longer than mail servers take. */
export function taggedAddress(replyId: string, { address, secret }: EmailAccount): string | null {
  const [mailbox = '', domain = ''] = address.split('@')
  const coded = base32(Buffer.from(replyId, 'utf8'))
  const tagged = `${mailbox}+c-${coded}-${proofOf(coded, secret)}`
  return tagged.length > LONGEST_MAILBOX ? null : `${tagged}@${domain}`
}

/** The `replyId` of the first address that carries a tag of ours. */
export function replyIdOfTag(addresses: readonly string[], { secret }: EmailAccount): string | null {
  for (const address of addresses) {
    const [, coded = '', proof = ''] = /\+c-([a-z2-7]{2,60})-([0-9a-f]{12})@/iu.exec(address.slice(0, 320)) ?? []
    if (coded === '' || !isSameSecret(proof.toLowerCase(), proofOf(coded.toLowerCase(), secret))) continue
    return unbase32(coded.toLowerCase())
  }
  return null
}

function proofOf(coded: string, secret: string): string {
  return hmacHex('sha256', secret, `plus-tag:${coded}`).slice(0, PROOF)
}

function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const groups = bits.match(/.{1,5}/gu) ?? []
  return groups.map((group) => ALPHABET[Number.parseInt(group.padEnd(5, '0'), 2)]).join('')
}

function unbase32(text: string): string {
  const bits = [...text].map((sign) => ALPHABET.indexOf(sign).toString(2).padStart(5, '0')).join('')
  const bytes = bits.match(/.{8}/gu) ?? []
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2))).toString('utf8')
}
