// kill -9 for a whole server. Killing the postmaster alone lets its backends go on for a moment: a statement may still
// commit after "the crash", and the next start is refused while they hold the shared memory.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/** Resolves when none of them runs any more. */
export async function killFamily(postmaster: number): Promise<void> {
  // Stopped first, it can't fork a child that the list misses, nor mend anything when a child dies.
  signal(postmaster, 'SIGSTOP')
  const all = [postmaster, ...childrenOf(postmaster)]
  for (const pid of all) signal(pid, 'SIGKILL')
  while (all.some(runs)) await pause(5)
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

function childrenOf(parent: number): number[] {
  if (existsSync('/proc/self'))
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && stat(name)?.parent === parent)
      .map(Number)
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  return stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([pid, ppid]) => (pid !== undefined && ppid === parent ? [pid] : []))
}

/** A dead process whose parent hasn't asked for it (containers without an init) still has a number, but holds nothing. */
function runs(pid: number): boolean {
  if (existsSync('/proc/self')) return !['Z', 'X', undefined].includes(stat(String(pid))?.state)
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z')
}

function stat(pid: string): { readonly state: string | undefined; readonly parent: number } | undefined {
  try {
    // The name in parentheses may hold anything, so read behind its end.
    const [state, parent] = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ')
    return { state, parent: Number(parent) }
  } catch {
    return undefined
  }
}
