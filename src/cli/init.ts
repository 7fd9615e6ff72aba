import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import type { Command } from 'commander'
import { EXIT, UsageError } from './exit.js'
import { inPackage } from './package-root.js'
import type { Terminal } from './terminal.js'

export function addInit(program: Command, terminal: Terminal): void {
  program
    .command('init')
    .description('write a starter project: rules, a scenario, an example')
    .argument('[folder]', 'where to', '.')
    .option('--force', 'overwrite files that are there')
    .action(async (folder: string, { force }: { readonly force?: boolean }) => {
      process.exitCode = await init(folder, force === true, terminal)
    })
}

async function init(folder: string, isForced: boolean, terminal: Terminal): Promise<number> {
  const target = resolve(folder)
  await mkdir(target, { recursive: true })
  const template = inPackage('src', 'cli', 'starter')
  const files = (await readdir(template, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(template, join(entry.parentPath, entry.name)))
    .sort()
  const there = new Set(await readdir(target, { recursive: true }))
  const clashes = files.filter((name) => there.has(nameIn(name)))
  if (clashes.length > 0 && !isForced) {
    throw new UsageError(`${folder} already has ${clashes.map(nameIn).join(', ')}; --force overwrites.`)
  }
  const { version }: { version: string } = JSON.parse(await readFile(inPackage('package.json'), 'utf8'))
  for (const name of files) {
    const to = join(target, nameIn(name))
    await mkdir(join(to, '..'), { recursive: true })
    await cp(join(template, name), to)
    if (name === 'package.template.json') {
      await writeFile(to, (await readFile(to, 'utf8')).replace('{version}', version))
    }
    terminal.out(`${terminal.colours.green('+')} ${join(folder, nameIn(name))}\n`)
  }
  const go = folder === '.' ? '' : `cd ${folder} && `
  terminal.out(`\n${terminal.colours.cyan(`${go}npm install && npm test && npm start`)}\n`)
  return EXIT.fine
}

/** npm leaves out or rewrites some names inside packages. */
function nameIn(name: string): string {
  return name === 'package.template.json' ? 'package.json' : name === 'gitignore' ? '.gitignore' : name
}
