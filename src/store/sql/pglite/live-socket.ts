// A socket that tells by itself whether its process lives. The kernel closes it when the process ends, however it ends,
// and accepts for one that is busy or stopped. It is found by its file, so it is seen from other PID namespaces and
// containers of the same kernel too, where process numbers mean nothing.
import { once } from 'node:events'
import { closeSync, constants, fstatSync, openSync, statSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'

/** Bytes of a socket's path: 107 on Linux, 103 on macOS and BSD. */
const PATH_LIMIT = 103

export interface LiveSocket {
  /** Takes the file away too. */
  readonly close: () => Promise<void>
}

/** `null` where none can be made: a file system without sockets, a long path outside Linux. Keeps no process from ending. */
export async function openLiveSocket(folder: string, name: string): Promise<LiveSocket | null> {
  const way = wayTo(folder, name)
  if (way === null) return null
  const server = createServer((visitor) => visitor.on('error', () => undefined).destroy())
  try {
    // `exclusive`: in a worker of a cluster the primary would make it, and outlive us. `writableAll`: whoever can enter
    // the folder may ask.
    server.listen({ path: way.path, exclusive: true, writableAll: true })
    await once(server, 'listening')
  } catch {
    server.close()
    way.end()
    return null
  }
  server.unref()
  server.on('error', () => undefined)
  let closing: Promise<void> | null = null
  const close = async (): Promise<void> => {
    const closed = once(server, 'close')
    server.close()
    await closed
    // Not earlier: closing takes the file away by the path.
    way.end()
  }
  return {
    close: () => {
      closing ??= close()
      return closing
    },
  }
}

/** Whether the process that made a socket lives. `unknown`: it can't be asked from here. */
export async function askLiveSocket(folder: string, name: string): Promise<'alive' | 'dead' | 'unknown'> {
  const way = wayTo(folder, name)
  if (way === null) return 'unknown'
  const socket = connect({ path: way.path })
  try {
    await once(socket, 'connect')
    return 'alive'
  } catch (error) {
    switch (error instanceof Error && 'code' in error ? error.code : '') {
      case 'ECONNREFUSED':
      case 'ENOENT':
        return 'dead'
      // So many ask that they have to wait: of a process that is stopped, say.
      case 'EAGAIN':
        return 'alive'
      default:
        return 'unknown'
    }
  } finally {
    socket.on('error', () => undefined).destroy()
    way.end()
  }
}

interface Way {
  readonly path: string
  readonly end: () => void
}

/** A path to a file of the folder that is short enough for a socket. */
function wayTo(folder: string, name: string): Way | null {
  const path = join(folder, name)
  if (process.platform === 'win32') return null
  if (Buffer.byteLength(path) <= PATH_LIMIT) return { path, end: () => undefined }
  if (process.platform !== 'linux') return null
  const open = openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY)
  const short = `/proc/self/fd/${open}`
  if (isSame(short, open)) return { path: `${short}/${name}`, end: () => closeSync(open) }
  closeSync(open)
  return null
}

/** Without a /proc, or with that of another PID namespace, the path leads elsewhere. */
function isSame(path: string, open: number): boolean {
  const [there, here] = [statSync(path, { throwIfNoEntry: false }), fstatSync(open)]
  return there?.ino === here.ino && there.dev === here.dev
}
