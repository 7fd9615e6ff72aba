import type { Refusal, RefusalCode } from '../core/thread/refusal.js'
import type { Trace } from '../core/trace.js'

/** A command that changed nothing. `code` is one of docs/reference/refusals.md. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
  readonly code: RefusalCode
  /** JSON pointer to the field that is to blame. */
  readonly pointer?: string
  /** The chat to look at instead. */
  readonly number?: number

  /** What the command met: the chat, the transition refused with the guards that were asked. */
  readonly trace?: Trace

  constructor(refusal: Refusal, trace: Trace | null = null, cause?: unknown) {
    super(refusal.message, cause === undefined ? undefined : { cause })
    this.code = refusal.code
    if (refusal.pointer !== undefined) this.pointer = refusal.pointer
    if (refusal.number !== undefined) this.number = refusal.number
    if (trace !== null) this.trace = trace
  }
}

export function refuse(code: RefusalCode, message: string, more: Pick<Refusal, 'pointer' | 'number'> = {}): never {
  throw new RefusedError({ code, message, ...more })
}
