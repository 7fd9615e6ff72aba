// Postgres refuses to run as root, so root's tests run it as a system user. Nothing to do for anybody else.
import { spawnSync } from 'node:child_process'

export interface ServerUser {
  readonly uid: number
  readonly gid: number
}

/** Undefined: this process's own user will do. */
export function serverUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  for (const name of ['postgres', 'nobody', 'caseline-postgres']) {
    const user = lookUp(name) ?? (name.startsWith('caseline') ? created(name) : undefined)
    // In a container whose users aren't mapped a name may exist that nobody can become.
    if (user && allows(user, 'true')) return user
  }
  throw new Error(
    'Postgres refuses to run as root, and no user `postgres` or `nobody` can be used: run the tests as another user',
  )
}

/** Whether the user can enter the folder: all its parents must let it through. */
export function canEnter(user: ServerUser | undefined, folder: string): boolean {
  return user === undefined || allows(user, 'cd "$1"', folder)
}

/** Whether the user can run the program, its libraries included. */
export function canRun(user: ServerUser | undefined, program: string): boolean {
  return spawnSync(program, ['--version'], { ...user, cwd: '/', stdio: 'ignore' }).status === 0
}

function allows(user: ServerUser, script: string, ...args: string[]): boolean {
  return spawnSync('/bin/sh', ['-c', script, 'sh', ...args], { ...user, cwd: '/', stdio: 'ignore' }).status === 0
}

function lookUp(name: string): ServerUser | undefined {
  const ask = (flag: string) => {
    const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' })
    return status === 0 ? Number(stdout) : undefined
  }
  const [uid, gid] = [ask('-u'), ask('-g')]
  return uid === undefined || gid === undefined ? undefined : { uid, gid }
}

function created(name: string): ServerUser | undefined {
  spawnSync('useradd', ['--system', '--no-create-home', name], { stdio: 'ignore' })
  return lookUp(name)
}
