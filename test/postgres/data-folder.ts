// Makes a server's data folder. Not synced to the disk: it has to survive kill -9, not a power cut in its first second.
import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { environment, runFolder } from './run-folder.js'

/** Letters beyond ASCII must have an upper case, as on the servers our users run; texts sort by bytes everywhere. */
const characters = ['C.UTF-8', 'en_US.UTF-8', 'C']

/** `folder` may be absent, or empty (a mounted disk). The superuser is `postgres`. */
export async function makeDataFolder(folder: string, password: string): Promise<void> {
  const { path, user, programs } = runFolder()
  mkdirSync(folder, { recursive: true })
  // Not the mount point or a given folder itself: initdb wants to own it and finds `lost+found` in some.
  if (user) chownSync(folder, user.uid, user.gid)
  const secret = join(path, `secret-${process.hrtime.bigint()}`)
  writeFileSync(secret, `${password}\n`, { mode: 0o600 })
  if (user) chownSync(secret, user.uid, user.gid)
  const told: string[] = []
  try {
    for (const ctype of characters) {
      const locale = ['--encoding=UTF8', '--locale=C', `--lc-ctype=${ctype}`]
      const rights = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${secret}`]
      const { code, output } = await run(join(programs, 'initdb'), ['-D', folder, ...locale, ...rights, '--no-sync'])
      if (code === 0) return
      told.push(output)
      if (!output.includes('invalid locale')) break
    }
  } finally {
    rmSync(secret, { force: true })
  }
  throw new Error(
    `initdb could not make ${folder}:\n${told.join('\n')}${existsSync(folder) ? '' : '\n(the folder is gone)'}`,
  )
}

function run(program: string, args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((done, failed) => {
    const child = spawn(program, args, {
      ...runFolder().user,
      cwd: '/',
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    child.stdout.on('data', (chunk) => (output += String(chunk)))
    child.stderr.on('data', (chunk) => (output += String(chunk)))
    child.on('error', failed)
    child.on('close', (code) => done({ code: code ?? 1, output }))
  })
}
