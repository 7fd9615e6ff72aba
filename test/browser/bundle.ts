// One file for a page, made as an embedder's bundler would: platform browser, nothing left to import.
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { root } from '../architecture/module-graph.js'

export interface Bundle {
  readonly code: string
  /** What the code would still import when it runs: nothing, or it can't run in a page. */
  readonly leftover: readonly string[]
  /** Every file that went in, from the repository's root. */
  readonly inputs: readonly string[]
  readonly warnings: readonly string[]
}

/** Bundles an entry module given as text. Throws when something can't be resolved for a browser (`node:fs`). */
export async function bundle(entry: string, minify = false): Promise<Bundle> {
  const { outputFiles, metafile, warnings } = await build({
    stdin: { contents: entry, resolveDir: `${root}/test/browser`, loader: 'ts' },
    bundle: true,
    write: false,
    metafile: true,
    minify,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['caseline-source'],
    logLevel: 'silent',
    absWorkingDir: root,
  })
  const leftover = Object.values(metafile.outputs).flatMap((output) => output.imports.map((one) => one.path))
  return {
    code: outputFiles[0]?.text ?? '',
    leftover,
    inputs: Object.keys(metafile.inputs),
    warnings: warnings.map((warning) => warning.text),
  }
}

export interface Size {
  readonly minified: number
  readonly gzipped: number
}

/** Bytes of everything the entry exports, minified, and the same gzipped. */
export async function sizeOf(specifier: string): Promise<Size> {
  const { code } = await bundle(`export * from '${specifier}'`, true)
  return { minified: Buffer.byteLength(code), gzipped: gzipSync(code, { level: 9 }).length }
}
