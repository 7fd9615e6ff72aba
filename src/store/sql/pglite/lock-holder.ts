// Who holds a folder, as its lock file tells it, and whether that process may still live.
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { askLiveSocket } from './live-socket.js'

export interface LockHolder {
  readonly pid: number
  /** When the process began, in the kernel's own count: process numbers are used again. */
  readonly started: string
  readonly host: string
  /** The kernel's start. Empty where it isn't told. */
  readonly boot: string
  /** The PID namespace, in which alone `pid` means something. Empty where there are none. */
  readonly pidSpace: string
  /** The socket beside the lock file that is open as long as the process lives; `null`: none could be made. */
  readonly live: string | null
  readonly since: string
}

export function thisProcess(live: string | null): LockHolder {
  return {
    pid: process.pid,
    started: statOf(process.pid)?.started ?? '',
    host: hostname(),
    boot: thisBoot(),
    pidSpace: thisPidSpace(),
    live,
    since: new Date().toISOString(),
  }
}

/** `null`: that's no lock of ours. */
export function holderOf(text: string): LockHolder | null {
  try {
    const read = JSON.parse(text)
    return typeof read?.pid === 'number' && typeof read.host === 'string' ? read : null
  } catch {
    return null
  }
}

/**
 * Of a process that can't be seen from here, the answer is yes: another machine's, and without a socket one of another PID
 * namespace. A machine is known by its name.
 */
export async function mayLive(folder: string, holder: LockHolder): Promise<boolean> {
  const { host, live, boot, pidSpace } = holder
  if (host !== hostname()) return true
  const answer = live ? await askLiveSocket(folder, live) : 'unknown'
  if (answer !== 'unknown') return answer === 'alive'
  if (differ(boot, thisBoot())) return false
  return differ(pidSpace, thisPidSpace()) || runs(holder)
}

function runs({ pid, started }: LockHolder): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  const now = statOf(pid)
  // Dead, only nobody has asked for its exit code: in containers without an init that lasts for ever.
  if (now !== null && (now.state === 'Z' || now.state === 'X')) return false
  return now === null || started === '' || now.started === started
}

/** Fields 3 and 22 of /proc/PID/stat; the name before them may hold blanks and brackets. `null` where there is no /proc. */
function statOf(pid: number): { readonly state: string; readonly started: string } | null {
  const stat = told(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  if (stat === '') return null
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return { state: fields[0] ?? '', started: fields[19] ?? '' }
}

const thisBoot = (): string => told(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim())
const thisPidSpace = (): string => told(() => readlinkSync('/proc/self/ns/pid'))

function told(read: () => string): string {
  try {
    return read()
  } catch {
    return ''
  }
}

/** What isn't told makes no difference. */
function differ(one: string | undefined, other: string): boolean {
  return one !== undefined && one !== '' && other !== '' && one !== other
}
