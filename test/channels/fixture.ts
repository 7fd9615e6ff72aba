import { readdirSync, readFileSync } from 'node:fs'

export interface Fixture {
  readonly name: string
  /** Where its shape was taken from. */
  readonly source: string
  /** As the provider sends it. */
  readonly body: unknown
}

/** All payloads of a kind, by name. Each file says its source first. */
export function fixturesOf(kind: string): ReadonlyMap<string, Fixture> {
  const folder = new URL(`${kind}/fixtures/`, import.meta.url)
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return new Map(
    files.map((file) => {
      const { source, body } = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
      const name = file.slice(0, -'.json'.length)
      if (typeof source !== 'string' || body === undefined) throw new Error(`${file} lacks its source or body`)
      return [name, { name, source, body }]
    }),
  )
}
