import { spawn, spawnSync } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { root } from './place.mjs'

/** Runs Node on `args` with this terminal, or writes to the file `log`; resolves to its exit code. Ctrl+C and `kill` reach it. */
export function node(args, env = {}, log = undefined) {
  return new Promise((done) => {
    const file = log === undefined ? 'inherit' : openSync(log, 'w')
    const stdio = log === undefined ? 'inherit' : ['ignore', file, file]
    const child = spawn(process.execPath, args, { cwd: root, stdio, env: { ...process.env, ...env } })
    if (log !== undefined) closeSync(file)
    const pass = (signal) => child.kill(signal)
    process.on('SIGTERM', pass)
    process.on('SIGINT', () => {}) // The terminal sends it to the child as well: wait for its end.
    child.on('error', (error) => {
      console.error(error.message)
      done(1)
    })
    child.on('exit', (code, signal) => done(code ?? (signal === 'SIGINT' ? 130 : 1)))
  })
}

/** True when the command ended well. Its output goes to stderr: stdout belongs to the task. */
export function succeeds(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options })
  return done.status === 0
}

/** npm as this Node has it: without a shell, so a path with spaces is safe. */
export function npm(args) {
  const cli = process.env.npm_execpath
  if (cli && /\.c?js$/.test(cli)) return succeeds(process.execPath, [cli, ...args])
  return succeeds('npm', args, { shell: process.platform === 'win32' })
}
