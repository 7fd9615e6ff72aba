// Programs of tests, each in one file: they start in a quarter of the time that the sources take.
import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../..', import.meta.url))

let count = 0

export interface NodeProgram {
  readonly file: string
  readonly remove: () => void
}

/** `entry` from the root. Inside the checkout, so that the drivers, which stay outside, are found. */
export async function bundleNode(entry: string): Promise<NodeProgram> {
  count += 1
  const folder = join(root, '.cache', `program-${process.pid}-${count}`)
  const file = join(folder, 'program.mjs')
  mkdirSync(folder, { recursive: true })
  await build({
    entryPoints: [join(root, entry)],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['caseline-source'],
    external: ['pg', '@electric-sql/pglite'],
    banner: { js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)` },
    logLevel: 'error',
  })
  // Looked for beside the file that starts it.
  copyFileSync(join(root, 'src/store/sql/pglite/worker.js'), join(folder, 'worker.js'))
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
