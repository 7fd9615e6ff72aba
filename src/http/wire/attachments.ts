export interface AttachmentPath {
  /** Id of the message. */
  readonly id: string
  /**
   * 0 for the first.
   * @minimum 0
   * @maximum 99
   * @TJS-type integer
   */
  readonly n: number
}

/** As the provider has it. */
export type FileBytes = string
