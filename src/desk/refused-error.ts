import type { Refusal, RefusalCode } from '../core/thread/refusal.js'

/** A command that changed nothing. `code` is one of docs/reference/refusals.md. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
  readonly code: RefusalCode
  /** JSON pointer to the field that is to blame. */
  readonly pointer?: string
  /** The chat to look at instead. */
  readonly number?: number

  constructor(refusal: Refusal) {
    super(refusal.message)
    this.code = refusal.code
    if (refusal.pointer !== undefined) this.pointer = refusal.pointer
    if (refusal.number !== undefined) this.number = refusal.number
  }
}

export function refuse(code: RefusalCode, message: string, more: Pick<Refusal, 'pointer' | 'number'> = {}): never {
  throw new RefusedError({ code, message, ...more })
}
