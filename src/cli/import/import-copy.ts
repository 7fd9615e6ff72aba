import { basename } from 'node:path'
import type { CopiedThread } from '../../desk/copy/copied-thread.js'
import { copyIn } from '../../desk/copy/copy-in.js'
import { type CopyFault, readCopy } from '../../desk/copy/read-copy.js'
import { systemClock } from '../../desk/system-clock.js'
import { readBytes } from '../../history/bytes.js'
import { readLines } from '../../history/lines.js'
import { strictly } from '../../history/problem.js'
import type { ServedStore } from '../../ports/service-store.js'
import { progressBar, progressCount, sizeOf } from '../progress.js'
import type { Terminal } from '../terminal.js'

export interface ImportedCopy {
  readonly threads: number
  readonly chats: number
  readonly messages: number
}

export interface CheckedCopy extends ImportedCopy {
  readonly highest: number
  readonly faults: readonly CopyFault[]
}

/** More than anybody reads; the rest is counted by the next try. */
const MOST_FAULTS = 100

/** Looks at the whole file, and writes nothing. */
export async function checkCopy(path: string, terminal: Terminal): Promise<CheckedCopy> {
  const bar = progressBar(terminal, 'looking', sizeOf([path]))
  const faults: CopyFault[] = []
  let [threads, chats, messages, highest] = [0, 0, 0, 0]
  try {
    for await (const part of readCopy(linesOf(path, (bytes) => bar.at(bytes, `${threads} threads`)))) {
      if ('fault' in part) faults.push({ line: part.line, message: part.fault })
      if (faults.length === MOST_FAULTS) break
      if (!('copied' in part)) continue
      const { thread, messages: own } = part.copied
      threads += 1
      chats += thread.chats.length
      messages += own.length
      for (const { number } of thread.chats) highest = Math.max(highest, number)
    }
  } finally {
    bar.stop()
  }
  return { threads, chats, messages, highest, faults }
}

/** What was looked at, into an empty desk. */
export async function importCopy(
  path: string,
  { highest }: Pick<CheckedCopy, 'highest'>,
  store: ServedStore,
  workspace: string,
  terminal: Terminal,
): Promise<void> {
  async function* copied(): AsyncGenerator<CopiedThread> {
    for await (const part of readCopy(linesOf(path, () => {}))) if ('copied' in part) yield part.copied
  }
  const progress = progressCount(terminal, 'threads')
  try {
    await copyIn({ store, workspace }, copied(), { highest, now: systemClock().now() }, { onProgress: progress.at })
  } finally {
    progress.stop()
  }
}

function linesOf(path: string, onBytes: (bytes: number) => void) {
  const source = basename(path)
  const events = { onProblem: strictly, onSkip: () => {}, onBytes }
  return readLines(readBytes(path, source, events), source, events)
}
