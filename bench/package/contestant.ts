/** A package as somebody would install it. */
export interface Contestant {
  readonly name: string
  /** For `npm install` and `npm pack`: a tarball, or name@version. */
  readonly spec: string
  /** What is imported of it. */
  readonly entries: readonly string[]
}
