/** `reached`: whether the request may have arrived and been carried out. `maybe` is never repeated where repeating doubles. */
export type HttpReach = 'no' | 'maybe'

export type HttpTrouble = 'unreachable' | 'tls' | 'timeout' | 'aborted' | 'broken' | 'too-large' | 'malformed'

/** A call that got no whole answer. Its message names no address: a provider's token may stand in one. */
export class HttpFailure extends Error {
  override readonly name = 'HttpFailure'
  readonly reached: HttpReach
  readonly trouble: HttpTrouble

  constructor(trouble: HttpTrouble, reached: HttpReach, message: string) {
    super(message)
    this.trouble = trouble
    this.reached = reached
  }
}
