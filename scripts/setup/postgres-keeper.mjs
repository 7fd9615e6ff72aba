// Stops the Postgres servers of a test run when the run is over, however it ended. Its stdin is a pipe from the run: the
// system closes it even when the run was killed with -9. First it clears what runs left whose keeper was killed as well.
//   node postgres-keeper.mjs <folder of the run>      The folder holds `owner` (a pid) and a `<n>.server` per server:
//   the pid, a line break, the data folder.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const [folder] = process.argv.slice(2)
if (folder) keep(folder)

function keep(mine) {
  const over = () => {
    clear(mine)
    process.exit(0)
  }
  process.stdin.on('end', over).on('error', over).resume()
  process.on('SIGTERM', over)
  const prefix = basename(mine).replace(/[^-]*$/, '')
  for (const name of readdirSync(dirname(mine)).filter((name) => name.startsWith(prefix))) {
    const other = join(dirname(mine), name)
    if (other !== mine && ownerGone(other)) clear(other)
  }
}

function clear(run) {
  try {
    for (const name of readdirSync(run).filter((name) => name.endsWith('.server'))) stop(join(run, name))
    rmSync(run, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  } catch (error) {
    // Another user's, or another keeper was quicker: nothing of ours is lost, and the next run tries again.
    if (existsSync(run)) console.error(error.message)
  }
}

/** Immediate shutdown: nobody wants this data again. */
function stop(record) {
  const [pid, data] = readFileSync(record, 'utf8').split('\n')
  for (const [signal, patience] of [
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ]) {
    // The number may be another process's by now: only one that was started on this data folder is meant.
    if (!commandOf(pid).includes(data)) return
    process.kill(Number(pid), signal)
    for (let waited = 0; waited < patience && commandOf(pid).includes(data); waited += 10)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10)
  }
}

function commandOf(pid) {
  const file = `/proc/${pid}/cmdline`
  if (existsSync('/proc/self')) return existsSync(file) ? readFileSync(file, 'utf8') : ''
  return spawnSync('ps', ['-o', 'command=', '-p', pid], { encoding: 'utf8' }).stdout ?? ''
}

function ownerGone(run) {
  const owner = join(run, 'owner')
  if (!existsSync(owner)) return false
  try {
    process.kill(Number(readFileSync(owner, 'utf8')), 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}
