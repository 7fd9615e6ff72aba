// A provider's body as JSON. Whole numbers beyond 2^53 become text: JSON.parse would round Viber's message tokens, and two
// neighbours would pass for one message. Node 20 has no `context.source` for revivers, so such numbers are put in quotes
// before the parser sees them.

export interface BodyLimits {
  /** Bytes. Default 1 MiB: Messenger sends over 300 KB at once. */
  readonly maxBytes?: number
  /** Levels of lists and objects. Default 100. */
  readonly maxDepth?: number
}

const MAX_BYTES = 1024 * 1024
const MAX_DEPTH = 100

/** `null` for what isn't JSON in UTF-8, is too large, or too deep; `null` itself is no body that a provider sends. */
export function jsonBody(bytes: Uint8Array, limits: BodyLimits = {}): unknown {
  if (bytes.byteLength > (limits.maxBytes ?? MAX_BYTES)) return null
  try {
    // A byte order mark is dropped, other encodings than UTF-8 throw.
    return parsed(new TextDecoder('utf-8', { fatal: true }).decode(bytes), limits.maxDepth ?? MAX_DEPTH)
  } catch {
    return null
  }
}

/** The same for an answer's text. */
export function jsonText(text: string, limits: BodyLimits = {}): unknown {
  if (text.length > (limits.maxBytes ?? MAX_BYTES)) return null
  try {
    return parsed(text, limits.maxDepth ?? MAX_DEPTH)
  } catch {
    return null
  }
}

function parsed(text: string, maxDepth: number): unknown {
  const { depth, unsafe } = scanned(text)
  if (depth > maxDepth) return null
  // Parsed as it came first, so that quotes of ours never make JSON of what was none.
  const plain: unknown = JSON.parse(text)
  return unsafe.length === 0 ? plain : JSON.parse(quoted(text, unsafe))
}

interface Scan {
  readonly depth: number
  /** Where whole numbers stand that a double can't hold, as [start, end). */
  readonly unsafe: readonly (readonly [number, number])[]
}

const QUOTE = 34
const BACKSLASH = 92
const OPENS = new Set([91, 123])
const CLOSES = new Set([93, 125])
const SHORTEST_UNSAFE = 16
const NUMBER = /-?[\d.eE+-]+/uy

/** One pass without recursion. Right for valid JSON; what it says of other texts isn't used. */
function scanned(text: string): Scan {
  const unsafe: [number, number][] = []
  let [depth, level] = [0, 0]
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === QUOTE) at = endOfString(text, at)
    else if (OPENS.has(unit)) depth = Math.max(depth, ++level)
    else if (CLOSES.has(unit)) level--
    else if (unit === 45 || (unit >= 48 && unit <= 57)) {
      NUMBER.lastIndex = at
      const found = NUMBER.exec(text)?.[0] ?? '-'
      if (isUnsafe(found)) unsafe.push([at, at + found.length])
      at += found.length - 1
    }
  }
  return { depth, unsafe }
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === BACKSLASH) at++
    else if (unit === QUOTE) return at
  }
  return text.length
}

function isUnsafe(number: string): boolean {
  return number.length >= SHORTEST_UNSAFE && /^-?\d+$/u.test(number) && !Number.isSafeInteger(Number(number))
}

function quoted(text: string, numbers: Scan['unsafe']): string {
  const pieces: string[] = []
  let done = 0
  for (const [start, end] of numbers) {
    pieces.push(text.slice(done, start), '"', text.slice(start, end), '"')
    done = end
  }
  return [...pieces, text.slice(done)].join('')
}
