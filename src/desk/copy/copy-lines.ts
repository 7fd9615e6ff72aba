import { COPY_FORMAT, type CopiedThread, type CopyLine } from './copied-thread.js'

/** A desk's file: text for each thread. */
export async function* copyLines(all: AsyncIterable<CopiedThread>): AsyncGenerator<string> {
  let head = textOf({ desk: { format: COPY_FORMAT } })
  let threads = 0
  for await (const { thread, contact, messages, journal } of all) {
    threads += 1
    const lines: readonly CopyLine[] = [
      { thread, contact },
      ...messages.map((message) => ({ message })),
      ...journal.map((entry) => ({ entry })),
    ]
    yield head + lines.map(textOf).join('')
    head = ''
  }
  yield head + textOf({ end: { threads } })
}

function textOf(line: CopyLine): string {
  return `${JSON.stringify(line)}\n`
}
