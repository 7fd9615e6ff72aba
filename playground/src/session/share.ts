// A whole session in the part of an address behind `#`, which browsers send to nobody: JSON, deflated with a
// checksum (without one a bent letter of a text is another session), base64url, and the digest of what it ended in, so
// that whoever opens it sees whether it came to the same.
import { type ReadSession, readSession } from './read-session.js'
import type { Session } from './session.js'

/** Longer addresses are cut by messengers and mail programs: then a file is better. */
export const LONGEST_LINK = 30_000
/** Characters of JSON that are taken from a link; more is no session that anybody shared. */
const MOST_CHARACTERS = 20_000_000

export interface Shared {
  readonly session: Session
  readonly digest: string
}

/** `#s=…&d=…` */
export async function toFragment({ session, digest }: Shared): Promise<string> {
  const packed = await through(new Blob([JSON.stringify(session)]), new CompressionStream('deflate'))
  return `#s=${toBase64(packed)}&d=${digest}`
}

export type SharedFault = 'not-whole' | 'not-a-session' | 'too-large'

/** `null`: the fragment isn't about a session. */
export async function fromFragment(
  fragment: string,
): Promise<
  { readonly ok: true; readonly shared: Shared } | { readonly ok: false; readonly fault: SharedFault } | null
> {
  const given = new URLSearchParams(fragment.replace(/^#/u, ''))
  const [packed, digest] = [given.get('s'), given.get('d') ?? '']
  if (packed === null) return null
  let read: ReadSession
  try {
    const text = await unpacked(fromBase64(packed))
    if (text === null) return { ok: false, fault: 'too-large' }
    read = readSession(JSON.parse(text))
  } catch {
    return { ok: false, fault: 'not-whole' }
  }
  return read.ok ? { ok: true, shared: { session: read.session, digest } } : { ok: false, fault: 'not-a-session' }
}

async function through(blob: Blob, stream: CompressionStream): Promise<Uint8Array> {
  return new Uint8Array(await new Response(blob.stream().pipeThrough(stream)).arrayBuffer())
}

/** `null` when it grows beyond what a session may be: a few bytes can unpack to gigabytes. */
async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const reader = new Blob([bytes])
    .stream()
    .pipeThrough(new DecompressionStream('deflate'))
    .pipeThrough(new TextDecoderStream('utf-8', { fatal: true }))
    .getReader()
  let text = ''
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += part.value
    if (text.length > MOST_CHARACTERS) {
      await reader.cancel()
      return null
    }
  }
  return text
}

function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/u, '')
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0))
}
