import { statSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

export interface Bundled {
  readonly file: string
  readonly bytes: number
}

/** Everything that an entry imports, installed at `folder`, as one file for Node. */
export async function bundled(folder: string, entry: string): Promise<Bundled> {
  const file = join(folder, 'bundled.mjs')
  await build({
    stdin: { contents: `export * from '${entry}'`, resolveDir: folder },
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    outfile: file,
    // Of dependencies in CommonJS.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  })
  return { file, bytes: statSync(file).size }
}
