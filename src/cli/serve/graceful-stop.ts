// How a running desk ends: the steps one after the other, within a time limit. A second signal doesn't wait.
export interface StopStep {
  /** For the sentence about what hung: `requests under way`. */
  readonly name: string
  readonly run: () => Promise<unknown>
}

export interface Stopped {
  /** The step that didn't end in time; `null`: all did. */
  readonly hung: string | null
  readonly errors: readonly { readonly step: string; readonly error: unknown }[]
}

/** A step that fails doesn't keep the others from being done. */
export async function stopInOrder(steps: readonly StopStep[], withinMs: number): Promise<Stopped> {
  const errors: { readonly step: string; readonly error: unknown }[] = []
  let current = ''
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), withinMs)
  })
  const all = async (): Promise<'done'> => {
    for (const { name, run } of steps) {
      current = name
      try {
        await run()
      } catch (error) {
        errors.push({ step: name, error })
      }
    }
    return 'done'
  }
  const ended = await Promise.race([all(), late])
  clearTimeout(timer)
  return { hung: ended === 'late' ? current : null, errors }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** One Ctrl+C can come several times: from the terminal, and from npm and its kind, which pass it on. */
const SAME_WITHIN_MS = 500

/** Resolves with the first signal; the next one ends the process at once. */
export function firstSignal(process: NodeJS.Process, onSecond: () => void): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let firstAt: number | null = null
    const heard = (signal: NodeJS.Signals): void => {
      if (firstAt === null) {
        firstAt = Date.now()
        resolve(signal)
        return
      }
      if (Date.now() - firstAt < SAME_WITHIN_MS) return
      onSecond()
      process.exit(1)
    }
    for (const signal of SIGNALS) process.on(signal, heard)
  })
}
