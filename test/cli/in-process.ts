// The command within this process, where starting one each time would take most of the time. Real files and sockets all the
// same; only the streams are ours.
import { Writable } from 'node:stream'
import type { Ran } from './command-line.js'

/** `env`: beside what is there. Where it is typed can't be changed: name files and folders wholly. */
export async function caselineHere(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  // Under tsx a static import would make other modules of it than the command's own `import()`, with other classes of errors.
  const { runCli } = await import('../../src/cli/run-cli.js')
  const texts = { out: '', err: '' }
  const into = (name: keyof typeof texts): Writable =>
    new Writable({
      write: (chunk, _encoding, done) => {
        texts[name] += String(chunk)
        done()
      },
    })
  const here: NodeJS.Process = Object.create(process, {
    stdout: { value: into('out') },
    stderr: { value: into('err') },
  })
  const before = { ...process.env }
  const { exitCode } = process
  Object.assign(process.env, env)
  try {
    const code = await runCli(args, here)
    return { code, ...texts }
  } finally {
    for (const name of Object.keys(env)) delete process.env[name]
    Object.assign(process.env, before)
    process.exitCode = exitCode
  }
}
