// Real processes that lock one folder, ended for real.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { bundleNode } from '../../flow/bundle-node.js'

export interface Told {
  readonly got: boolean
  readonly said: string
}

export interface Lockers {
  /** Ready to be told. `apart`: in a PID namespace of its own. */
  readonly start: (folder: string, how?: { readonly apart?: boolean }) => Promise<ChildProcess>
  readonly ask: <T = Told>(one: ChildProcess, what?: object) => Promise<T>
  readonly kill: (one: ChildProcess) => Promise<void>
  readonly killAll: () => Promise<void>
  readonly remove: () => void
}

const APART = ['--pid', '--fork', '--kill-child', '--mount-proc']

export async function lockers(): Promise<Lockers> {
  const program = await bundleNode('test/store/sql/lock-child.ts')
  const children: ChildProcess[] = []
  const kill = async (one: ChildProcess): Promise<void> => {
    if (one.exitCode !== null || one.signalCode !== null) return
    one.kill('SIGKILL')
    await once(one, 'exit')
  }
  return {
    start: async (folder, { apart = false } = {}) => {
      const command = [...(apart ? ['unshare', ...APART] : []), process.execPath, program.file, folder]
      const made = spawn(command[0] ?? '', command.slice(1), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
      children.push(made)
      await once(made, 'message')
      return made
    },
    ask: async (one, what = {}) => {
      one.send(what)
      const [told] = await once(one, 'message')
      return told
    },
    kill,
    killAll: async () => {
      await Promise.all(children.splice(0).map(kill))
    },
    remove: program.remove,
  }
}

/** Why no process can be put apart here; `null` where one can. */
export function notApartBecause(): string | null {
  if (process.platform !== 'linux') return 'needs Linux'
  if (process.getuid?.() !== 0) return 'needs root'
  const { status, error } = spawnSync('unshare', [...APART, 'true'])
  if (error !== undefined) return 'needs unshare of util-linux'
  return status === 0 ? null : 'PID namespaces are not allowed here'
}
