import { readdirSync, readFileSync } from 'node:fs'

/** Letters as they came over the wire, by name; each says in its first header line what it shows and where that is from. */
export function letters(): ReadonlyMap<string, Buffer> {
  const folder = new URL('fixtures/', import.meta.url)
  const files = readdirSync(folder).filter((name) => name.endsWith('.eml'))
  return new Map(
    files.map((file) => {
      const bytes = readFileSync(new URL(file, folder))
      if (!bytes.toString('latin1').startsWith('X-Fixture-Source: ')) throw new Error(`${file} lacks its source`)
      return [file.slice(0, -'.eml'.length), bytes]
    }),
  )
}
