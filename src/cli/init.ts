import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import type { Command } from 'commander'
import { EXIT, UsageError } from './exit.js'
import { inPackage } from './package-root.js'
import type { Terminal } from './terminal.js'

interface InitFlags {
  readonly force?: boolean
  readonly json?: boolean
}

interface Manifest {
  readonly version: string
  readonly peerDependencies: { readonly [name: string]: string }
}

/** Optional packages that the starter's desk needs: HTTP on an embedded database, with figures. */
const PACKAGES = /^(?:fastify|@fastify\/.*|@electric-sql\/pglite|prom-client)$/u

export function addInit(program: Command, terminal: Terminal): void {
  program
    .command('init')
    .description('write a starter project: a configuration, rules, a scenario, an example')
    .argument('[folder]', 'where to', '.')
    .option('--force', 'overwrite files that are there')
    .option('--json', 'for programs')
    .action(async (folder: string, flags: InitFlags) => {
      process.exitCode = await init(folder, flags, terminal)
    })
}

async function init(folder: string, { force, json }: InitFlags, terminal: Terminal): Promise<number> {
  const target = resolve(folder)
  await mkdir(target, { recursive: true })
  const template = inPackage('src', 'cli', 'starter')
  const files = (await readdir(template, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(template, join(entry.parentPath, entry.name)))
    .sort()
  // Not by a list of the folder: its node_modules may be large, and link to itself.
  const clashes = files.filter((name) => existsSync(join(target, nameIn(name))))
  if (clashes.length > 0 && force !== true) {
    throw new UsageError(`${folder} already has ${clashes.map(nameIn).join(', ')}; --force overwrites.`)
  }
  const manifest: Manifest = JSON.parse(await readFile(inPackage('package.json'), 'utf8'))
  for (const name of files) {
    const to = join(target, nameIn(name))
    await mkdir(join(to, '..'), { recursive: true })
    if (name === 'package.template.json') {
      await writeFile(to, withDependencies(await readFile(join(template, name), 'utf8'), manifest))
    } else await cp(join(template, name), to)
    if (json !== true) terminal.out(`${terminal.colours.green('+')} ${join(folder, nameIn(name))}\n`)
  }
  const go = folder === '.' ? '' : `cd ${folder} && `
  if (json === true) terminal.out(`${JSON.stringify({ folder: target, files: files.map(nameIn) }, null, 2)}\n`)
  else terminal.out(`\n${terminal.colours.cyan(`${go}npm install && npm test && npm start`)}\n`)
  return EXIT.fine
}

/** The versions that this version of ours was made with. */
function withDependencies(template: string, { version, peerDependencies }: Manifest): string {
  const packages = Object.entries(peerDependencies).filter(([name]) => PACKAGES.test(name))
  const dependencies = Object.fromEntries([...packages, ['caseline', `^${version}`] as const].sort())
  return `${JSON.stringify({ ...JSON.parse(template), dependencies }, null, 2)}\n`
}

/** npm leaves out or rewrites some names inside packages. */
function nameIn(name: string): string {
  if (name === 'package.template.json') return 'package.json'
  if (name === 'gitignore') return '.gitignore'
  return name.replace(/^vscode(?=[\\/])/u, '.vscode')
}
