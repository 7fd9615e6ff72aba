// Which module imports which, by esbuild's parser with every import left external. Tools on TypeScript's API see no
// modules under TypeScript 7 and pass without a word, so the test that uses this counts what was seen.
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Path from src with `/` (`core/thread/thread.ts`) → text. */
export type Sources = ReadonlyMap<string, string>

export interface ModuleImport {
  readonly from: string
  /** As written: `./thread.js`, `luxon`, `#files`. */
  readonly written: string
  /** The module of ours it means, or the package's name. */
  readonly target: string
  readonly ours: boolean
  readonly typeOnly: boolean
}

export function readSources(): Sources {
  const src = join(root, 'src')
  const paths = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !path.includes('generated/'))
    .sort()
  return new Map(paths.map((path) => [path, readFileSync(join(src, path), 'utf8')]))
}

export async function importsOf(sources: Sources): Promise<ModuleImport[]> {
  const values = await parse(sources)
  // esbuild drops `import type` and `export type … from`; without the word they are imports like any other.
  const bare = (text: string) => text.replace(/^(\s*)(import type (?=[\w{*])|export type (?=[{*]))/gm, dropType)
  const all = await parse(new Map([...sources].map(([path, text]) => [path, bare(text)])))
  return [...all].flatMap(([from, written]) =>
    [...written].map((name) => ({
      from,
      written: name,
      ...targetOf(from, name),
      typeOnly: !values.get(from)?.has(name),
    })),
  )
}

const dropType = (statement: string): string => statement.replace('type ', '')

async function parse(sources: Sources): Promise<Map<string, Set<string>>> {
  const { metafile } = await build({
    entryPoints: [...sources.keys()],
    bundle: true,
    write: false,
    metafile: true,
    outdir: 'nowhere',
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
    plugins: [
      {
        name: 'sources',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /.*/ }, ({ path, kind }) =>
            kind === 'entry-point' ? { path, namespace: 'src' } : { path, external: true },
          )
          onLoad({ filter: /.*/, namespace: 'src' }, ({ path }) => ({
            contents: sources.get(path) ?? '',
            loader: 'ts',
          }))
        },
      },
    ],
  })
  return new Map(
    Object.entries(metafile.inputs).map(([input, { imports }]) => [
      input.replace(/^src:/, ''),
      new Set(imports.map((one) => one.path)),
    ]),
  )
}

function targetOf(from: string, written: string): { target: string; ours: boolean } {
  if (written.startsWith('.'))
    return { target: posix.join(posix.dirname(from), written).replace(/\.js$/, '.ts'), ours: true }
  // `#files` is the node file or the browser file beside it: the same folder, so judged as the node one.
  if (written.startsWith('#')) return { target: `desk/${written.slice(1)}.node.ts`, ours: true }
  const parts = written.split('/')
  const name = written.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? written)
  return name === 'caseline' ? { target: 'index.ts', ours: true } : { target: name, ours: false }
}
