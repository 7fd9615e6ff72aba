// How we sign what we send to other systems, and how they find out that it was us: HMAC-SHA256 over time and body, so
// that nobody can change a body or send an old one again. WebCrypto: the same code in Node, browsers and at the edge.

/** Seconds that a signature's time may lie in the past or the future. */
const TOLERANCE_S = 300
const MAX_SIGNATURES = 5

/** `t=<seconds>,v1=<hex HMAC-SHA256 of "<seconds>.<body>">`; `now` is ISO 8601. */
export async function signatureOf(secret: string, body: string, now: string): Promise<string> {
  const seconds = Math.floor(Date.parse(now) / 1000)
  const signed = await crypto.subtle.sign('HMAC', await keyOf(secret, 'sign'), bytesOf(`${seconds}.${body}`))
  return `t=${seconds},v1=${Array.from(new Uint8Array(signed), (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

export interface VerifyOptions {
  /** Seconds that the sender's clock may differ and the request may have been on its way. Default 300. */
  readonly tolerance?: number
  /** ISO 8601. Default: the machine's time. */
  readonly now?: string
}

/**
 * Whether a request is one of ours: `header` is its `X-Caseline-Signature`, `body` exactly what came (not parsed and
 * written again). Compares in constant time. Never throws for what a stranger may send.
 */
export async function verifySignature(
  body: string | Uint8Array<ArrayBuffer>,
  header: string | undefined,
  secret: string,
  { tolerance = TOLERANCE_S, now = new Date().toISOString() }: VerifyOptions = {},
): Promise<boolean> {
  const parts = (header ?? '').split(',').map((part) => part.trim())
  const time = /^t=(\d{1,12})$/u.exec(parts[0] ?? '')?.[1]
  if (time === undefined) return false
  const away = Math.abs(Date.parse(now) / 1000 - Number(time))
  // Also when `now` is no moment: a comparison with NaN is never true.
  if (!(away <= tolerance)) return false
  const signed = joined(`${time}.`, body)
  const key = await keyOf(secret, 'verify')
  for (const part of parts.slice(1, 1 + MAX_SIGNATURES)) {
    const hex = /^v1=([0-9a-f]{64})$/u.exec(part)?.[1]
    if (hex !== undefined && (await crypto.subtle.verify('HMAC', key, unhex(hex), signed))) return true
  }
  return false
}

function keyOf(secret: string, use: 'sign' | 'verify') {
  return crypto.subtle.importKey('raw', bytesOf(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [use])
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

function joined(start: string, body: string | Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const [head, rest] = [bytesOf(start), typeof body === 'string' ? bytesOf(body) : body]
  const all = new Uint8Array(head.length + rest.length)
  all.set(head)
  all.set(rest, head.length)
  return all
}

function unhex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../gu) ?? [], (pair) => Number.parseInt(pair, 16))
}
