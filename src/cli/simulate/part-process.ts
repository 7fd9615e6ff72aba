// A process that simulates parts, one at a time, for the command that started it; it ends with it. A process and no thread:
// it starts from the sources as from the package (Node 20 has no loader in workers), and has a heap of its own.
import type { PartSetup, SimulatedPart } from './simulate-part.js'
import { simulatePart } from './simulate-part.js'

/** What it is asked, and answers. */
export interface PartTask {
  readonly paths: readonly string[]
  readonly setup: PartSetup
}
export type PartReply =
  | { readonly kind: 'played'; readonly count: number }
  | { readonly kind: 'done'; readonly part: SimulatedPart }
  | { readonly kind: 'failed'; readonly message: string }

const TELL_EVERY = 200

const tell = (reply: PartReply): void => void process.send?.(reply)

async function run({ paths, setup }: PartTask): Promise<void> {
  let played = 0
  try {
    const part = await simulatePart(paths, setup, () => {
      played += 1
      if (played % TELL_EVERY === 0) tell({ kind: 'played', count: TELL_EVERY })
    })
    tell({ kind: 'played', count: played % TELL_EVERY })
    tell({ kind: 'done', part })
  } catch (error) {
    tell({ kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}

process.on('message', (task: PartTask) => void run(task))
process.on('disconnect', () => process.exit())
// Ctrl-C reaches the whole group: the command decides.
process.on('SIGINT', () => undefined)
