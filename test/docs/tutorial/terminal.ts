// A folder and a shell in which `npx caseline` is this checkout's command and `npm install` installs what the checkout has.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { PROGRAM, ROOT } from '../../cli/program.js'
import { templateFile } from '../../store/sql/pglite-place.js'

export interface Ran {
  readonly code: number
  /** Both streams. */
  readonly output: string
}

export interface Terminal {
  readonly save: (name: string, text: string) => void
  /** The next ones begin in the folder where these end. */
  readonly run: (commands: string) => Promise<Ran>
  /** Resolves with the address that it prints. */
  readonly serve: (commands: string) => Promise<string>
  readonly close: () => Promise<void>
}

const LONGEST_MS = 90_000

export function openTerminal(env: NodeJS.ProcessEnv = {}): Terminal {
  const place = realpathSync(mkdtempSync(join(tmpdir(), 'caseline tutorial ')))
  const bin = join(place, 'bin')
  mkdirSync(bin)
  const program = (name: string, text: string): void => {
    writeFileSync(join(bin, name), `#!/bin/bash\n${text}\n`)
    chmodSync(join(bin, name), 0o755)
  }
  program('caseline', `exec ${[process.execPath, ...PROGRAM].map(quoted).join(' ')} "$@"`)
  program('npx', 'shift; exec caseline "$@"')
  program(
    'npm',
    `if [ "$1" = install ]; then [ -e node_modules ] || ln -s ${quoted(join(ROOT, 'node_modules'))} node_modules; exit; fi
npm=$(PATH="\${PATH#*:}" command -v npm); exec "$npm" "$@"`,
  )
  const remembered = join(place, 'where')
  // `npm test` tells what it runs of its own project and its options, which would hold here too.
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:npm_.*|NO_COLOR|FORCE_COLOR|NODE_OPTIONS)$/iu.test(name)),
  )
  const shell: NodeJS.ProcessEnv = {
    ...clean,
    PATH: `${bin}${delimiter}${process.env.PATH}`,
    CASELINE_STORE_TEMPLATE: templateFile(),
    CASELINE_SERVER_PORT: '0',
    TUTORIAL_WHERE: remembered,
    ...env,
  }
  const here = (): string => (existsSync(remembered) ? readFileSync(remembered, 'utf8').trim() : place)
  const running: ChildProcess[] = []

  return {
    save: (name, text) => {
      const path = join(here(), name)
      mkdirSync(join(path, '..'), { recursive: true })
      writeFileSync(path, text)
    },
    run: (commands) =>
      new Promise((done) => {
        const script = `set -e\nexec 2>&1\ntrap 'pwd > "$TUTORIAL_WHERE"' EXIT\n${commands}`
        const options = { cwd: here(), env: shell, timeout: LONGEST_MS, maxBuffer: 1e7 }
        execFile('bash', ['-c', script], options, (error, output) =>
          done({ code: error === null ? 0 : Number(error.code ?? 1), output }),
        )
      }),
    serve: (commands) =>
      new Promise((done, fail) => {
        // A group of its own: npm and the shell don't always hand a signal on.
        const child = spawn('bash', ['-c', `exec 2>&1\n${commands}`], { cwd: here(), env: shell, detached: true })
        running.push(child)
        let written = ''
        child.stdout.setEncoding('utf8').on('data', (text: string) => {
          written += text
          const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(written) ?? []
          if (url !== undefined) done(url)
        })
        child.on('close', (code) => fail(new Error(`It ended with ${code}:\n${written}`)))
      }),
    close: async () => {
      for (const child of running) {
        const ended = new Promise((done) => child.on('close', done))
        if (child.exitCode === null && child.pid !== undefined) {
          process.kill(-child.pid, 'SIGTERM')
          await ended
        }
      }
      rmSync(place, { recursive: true, force: true })
    },
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
