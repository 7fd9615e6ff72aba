import type { FactPath } from '../fact-path.js'
import type { FactParams } from '../fact-source.js'

/** A fact as one set of parameters asks for it. */
export interface AskedFact {
  readonly id: number
  readonly fact: string
  readonly params: FactParams
}

/** A place in a fact that some comparison reads; `steps` is `null` for the whole of it. */
export interface Slot {
  readonly id: number
  readonly of: AskedFact
  readonly steps: FactPath | null
}
