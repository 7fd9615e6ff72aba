// Bytes → lines with their numbers. Works on bytes so that a bad UTF-8 sequence is found in its line and a line
// that is too long is passed over without being kept.
import type { ReadingEvents } from './problem.js'

export interface Line {
  /** From 1. */
  readonly number: number
  readonly text: string
}

/** No message of a messenger is longer; a longer line is a file that isn't a history, and would fill the memory. */
export const MAX_LINE_BYTES = 4 * 1024 * 1024

const LF = 10
const CR = 13

/** Splits at LF and CRLF; takes a BOM off; reports `bad-utf8` and `too-long` lines and leaves them out. */
export async function* readLines(
  bytes: AsyncIterable<Uint8Array>,
  source: string,
  events: ReadingEvents,
): AsyncGenerator<Line> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let kept: Uint8Array[] = []
  let size = 0
  let number = 0

  const finishLine = (): Line | null => {
    number++
    const length = size
    const parts = kept
    kept = []
    size = 0
    if (length > MAX_LINE_BYTES) {
      const message = `the line has ${length} bytes, more than ${MAX_LINE_BYTES}`
      events.onProblem({ code: 'too-long', message, source, line: number })
      return null
    }
    const only = parts[0]
    const whole = parts.length === 1 && only !== undefined ? only : concat(parts, length)
    const end = whole.at(-1) === CR ? whole.length - 1 : whole.length
    const start = number === 1 && whole[0] === 0xef && whole[1] === 0xbb && whole[2] === 0xbf ? 3 : 0
    try {
      return { number, text: decoder.decode(whole.subarray(start, end)) }
    } catch {
      events.onProblem({ code: 'bad-utf8', message: 'the line is not UTF-8', source, line: number })
      return null
    }
  }

  for await (const chunk of bytes) {
    let from = 0
    for (let at = chunk.indexOf(LF, from); at !== -1; at = chunk.indexOf(LF, from)) {
      keep(chunk.subarray(from, at))
      from = at + 1
      const line = finishLine()
      if (line !== null) yield line
    }
    keep(chunk.subarray(from))
  }
  if (size > 0) {
    const line = finishLine()
    if (line !== null) yield line
  }

  function keep(part: Uint8Array): void {
    if (part.length === 0) return
    size += part.length
    if (size > MAX_LINE_BYTES) kept = []
    else kept.push(part)
  }
}

function concat(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
