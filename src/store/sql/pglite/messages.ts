// What the store and the worker thread that runs PGlite say to each other.
export type Request =
  | {
      readonly id: number
      readonly do: 'call'
      readonly name: string
      readonly text: string
      readonly params: readonly string[]
    }
  | { readonly id: number; readonly do: 'run'; readonly sql: string; readonly params: readonly unknown[] }
  | { readonly id: number; readonly do: 'dump' }
  | { readonly id: number; readonly do: 'close' }

export type Reply =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly message: string; readonly sqlState: string | null }

/** How the worker begins. */
export interface Beginning {
  /** Where the database lies; `null`: in memory. */
  readonly folder: string | null
  /** A dump to begin with, when the database is new. */
  readonly dump: Uint8Array | null
}
