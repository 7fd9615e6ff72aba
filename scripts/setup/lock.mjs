// Two terminals that start at once must not install into one node_modules. The lock is a file with a process id;
// a lock whose process is gone is taken over.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cache, say } from './place.mjs'

export function lock() {
  const file = cache('setup.lock')
  const mine = String(process.pid)
  for (let told = false; ; ) {
    try {
      writeFileSync(file, mine, { flag: 'wx' })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    const holder = holderOf(file)
    if (holder && alive(holder)) {
      if (!told) say(`waiting for process ${holder}, which is setting up this folder`)
      told = true
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
    } else {
      rmSync(file, { force: true })
    }
  }
}

function holderOf(file) {
  try {
    return Number(readFileSync(file, 'utf8'))
  } catch {
    return 0
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
