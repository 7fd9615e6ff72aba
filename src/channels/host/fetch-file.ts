// A file that came with a message, fetched when somebody wants to see it. Its address was written by a stranger: no private
// addresses, few redirects, each looked at, and the account's token only where the adapter says so, never further.
import type { Attachment } from '../../core/thread/message.js'
import { type Got, get } from '../../desk/addresses.node.js'
import type { FileAnswer } from '../../desk/channel-host.js'
import type { Line } from './line.js'

const LIMITS = { maxBytes: 50 * 1024 * 1024, timeoutMs: 30_000 }
const MOST_REDIRECTS = 3

export async function fetchFile(line: Line, attachment: Attachment): Promise<FileAnswer> {
  const { connection, ports } = line
  const { http, tokens, archive } = ports
  if (connection.fileBytes !== undefined && attachment.url === undefined) {
    const bytes = archive === undefined ? null : await connection.fileBytes(attachment, { archive })
    return bytes === null ? { trouble: 'gone' } : { file: { body: once(bytes), size: bytes.byteLength } }
  }
  const address = await addressOf(line, attachment, { http, tokens })
  if (address === null) return { trouble: attachment.providerFileId === undefined ? 'not-fetchable' : 'gone' }
  return fetched(address.url, address.headers ?? {}, ports)
}

interface Address {
  readonly url: string
  readonly headers?: { readonly [name: string]: string }
}

async function addressOf(
  { connection }: Line,
  attachment: Attachment,
  ports: Parameters<NonNullable<Line['connection']['fileUrl']>>[1],
): Promise<Address | null> {
  const { url, providerFileId, auth } = attachment
  const isPlain = url !== undefined && providerFileId === undefined && auth !== 'bearer'
  if (!isPlain && connection.fileUrl !== undefined) return connection.fileUrl(attachment, ports)
  return url === undefined ? null : { url }
}

async function fetched(
  first: string,
  headers: { readonly [name: string]: string },
  { allowPrivateAddresses, fileLimits = LIMITS }: Line['ports'],
): Promise<FileAnswer> {
  let url = first
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    let got: Got
    try {
      got = await get({
        url,
        // Wherever it leads, the token stays behind.
        headers: redirects === 0 ? headers : {},
        ...fileLimits,
        allowPrivateAddresses,
      })
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null
      if (code === 'private-address' || code === 'bad-address' || code === 'ERR_INVALID_URL')
        return { trouble: 'refused-address' }
      return { trouble: code === 'too-large' ? 'too-large' : 'unreachable' }
    }
    if (got.location !== null) {
      got.drop()
      if (!URL.canParse(got.location, url)) return { trouble: 'unreachable' }
      url = new URL(got.location, url).href
      continue
    }
    if (got.status === 200) return { file: { body: got.body, size: got.size } }
    got.drop()
    // Signed addresses that ended answer 400, 403, 404 or 410, whoever made them.
    return { trouble: got.status >= 400 && got.status < 500 && got.status !== 429 ? 'gone' : 'unreachable' }
  }
  return { trouble: 'unreachable' }
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}
