// Anybody may write any From. The one judgement that counts is our own mail server's, in the topmost
// Authentication-Results, under the name that the account knows it by (RFC 8601).
import type { EmailAccount } from './account.js'
import type { Letter } from './payload.js'

/** `unknown`: nobody of ours checked it. */
export function senderTrust(letter: Letter, { authserv }: EmailAccount): 'pass' | 'fail' | 'unknown' {
  const [top = ''] = letter.header('authentication-results')
  const [id = '', ...results] = withoutComments(top.slice(0, 10_000)).toLowerCase().split(';')
  if (authserv === undefined || id.trim().split(/\s/u)[0] !== authserv) return 'unknown'
  const dmarc = results.map((one) => /^\s*dmarc\s*=\s*(\w+)/u.exec(one)?.[1]).find((one) => one !== undefined)
  return dmarc === 'pass' || dmarc === 'fail' ? dmarc : 'unknown'
}

function withoutComments(text: string): string {
  return text.replace(/\([^()]{0,1000}\)/gu, ' ').replace(/"[^"]{0,1000}"/gu, ' ')
}
