// The only file of the readers that touches the disk: a file or standard input as bytes, unzipped when the first two
// bytes say gzip (the name says nothing: people rename). A file that is cut off yields what is whole, then is reported.
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { HistoryError, type ReadingEvents } from './problem.js'

const CHUNK_BYTES = 1 << 18

/** `-` is standard input. Throws HistoryError `unreadable` when the file can't be opened. */
export async function* readBytes(
  path: string,
  source: string,
  events: ReadingEvents,
  stdin: Readable = process.stdin,
): AsyncGenerator<Uint8Array> {
  const raw: Readable = path === '-' ? stdin : createReadStream(path, { highWaterMark: CHUNK_BYTES })
  const counted = countBytes(raw, path, source, events)
  const first = await counted.next()
  if (first.done === true) return
  const head: Uint8Array = first.value
  if (head[0] !== 0x1f || head[1] !== 0x8b) {
    yield head
    yield* counted
    return
  }
  yield* gunzip(head, counted, source, events)
}

async function* countBytes(
  raw: Readable,
  path: string,
  source: string,
  events: ReadingEvents,
): AsyncGenerator<Uint8Array> {
  let bytes = 0
  try {
    for await (const chunk of raw) {
      const part: Uint8Array = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
      bytes += part.length
      events.onBytes(bytes)
      yield part
    }
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new HistoryError({ code: 'unreadable', message: `can't read ${path}: ${why}`, source, line: 0 }, { cause })
  }
}

async function* gunzip(
  head: Uint8Array,
  rest: AsyncIterable<Uint8Array>,
  source: string,
  events: ReadingEvents,
): AsyncGenerator<Uint8Array> {
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield head
    yield* rest
  }
  let broken: unknown
  const input = Readable.from(whole(), { objectMode: false })
  const unzipped = createGunzip({ chunkSize: CHUNK_BYTES })
  input.on('error', (error) => unzipped.destroy(error))
  // Not `for await` over the stream itself: an error would drop the chunks that are ready.
  const ready: Uint8Array[] = []
  let wake: () => void = () => {}
  let ended = false
  unzipped.on('data', (chunk: Uint8Array) => {
    ready.push(chunk)
    if (ready.length > 8) unzipped.pause()
    wake()
  })
  unzipped.on('end', () => {
    ended = true
    wake()
  })
  unzipped.on('error', (error) => {
    broken = error
    ended = true
    wake()
  })
  input.pipe(unzipped)
  try {
    for (;;) {
      const chunk = ready.shift()
      if (chunk !== undefined) {
        yield chunk
        continue
      }
      if (ended) break
      unzipped.resume()
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  } finally {
    input.destroy()
    unzipped.destroy()
  }
  if (broken instanceof HistoryError) throw broken
  if (broken !== undefined) {
    const why = broken instanceof Error ? broken.message : String(broken)
    events.onProblem({
      code: 'cut-off',
      message: `the gzip file ends or breaks in the middle: ${why}`,
      source,
      line: 0,
    })
  }
}
