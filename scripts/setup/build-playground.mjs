// playground → playground/dist → dist/playground, when a text that went into the last good build has changed. Of the library
// only the files that the page is made of are looked at, so work on the stores or the service costs nothing here.
import { createHash } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { cache, inRoot, root, say } from './place.mjs'
import { succeeds } from './process.mjs'

const own = ['package.json', 'tsconfig.json', 'vite.config.mjs', 'index.html', 'src', 'public'].map(
  (name) => `playground/${name}`,
)

/** False when the types or the bundler report errors; dist/playground is then what it was. */
export async function buildPlayground() {
  const made = inRoot('playground/dist')
  const stamp = cache('playground-built.json')
  if (!isFresh(stamp) || !existsSync(join(made, 'index.html'))) {
    rmSync(stamp, { force: true })
    say('building the playground (tsc, vite)')
    if (
      !succeeds(process.execPath, [inRoot('node_modules/typescript/bin/tsc'), '-p', inRoot('playground/tsconfig.json')])
    )
      return false
    const { build } = await import('vite')
    const library = new Set()
    const seen = { name: 'seen', moduleParsed: ({ id }) => library.add(id.split('?')[0]) }
    try {
      await build({ configFile: inRoot('playground/vite.config.mjs'), logLevel: 'error', plugins: [seen] })
    } catch (error) {
      console.error(error.message)
      return false
    }
    const files = [...library].map((path) => relative(root, path)).filter((path) => /^(src|rules|schemas)\//.test(path))
    writeFileSync(stamp, JSON.stringify({ files: files.sort(), hash: hashOf(files) }))
  }
  place(made, inRoot('dist/playground'))
  return true
}

function isFresh(stamp) {
  try {
    const { files, hash } = JSON.parse(readFileSync(stamp, 'utf8'))
    return hash === hashOf(files)
  } catch {
    return false
  }
}

function hashOf(files) {
  const hash = createHash('sha256')
  const inside = own.flatMap((path) => filesIn(inRoot(path)))
  const library = [...files, 'package-lock.json', 'tsconfig.base.json'].map((path) => inRoot(path))
  for (const file of [...inside, ...library].sort()) {
    hash.update(relative(root, file)).update('\0')
    hash.update(existsSync(file) ? readFileSync(file) : 'gone').update('\0')
  }
  return hash.digest('hex')
}

function filesIn(path) {
  if (!existsSync(path)) return []
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  } catch {
    return [path]
  }
}

/** Beside, then swapped: a server that runs never meets half a page. */
function place(from, to) {
  const mark = 'index.html'
  const isSame = existsSync(join(to, mark)) && readFileSync(join(to, mark)).equals(readFileSync(join(from, mark)))
  if (isSame) return
  const next = `${to}.next`
  rmSync(next, { recursive: true, force: true })
  cpSync(from, next, { recursive: true })
  rmSync(to, { recursive: true, force: true })
  renameSync(next, to)
}
