// Where output goes: data to standard output, everything else to standard error. A reader that hangs up (`| head`) ends
// the program quietly.
import pc from 'picocolors'

export type Colours = ReturnType<typeof pc.createColors>

export interface Terminal {
  /** Data. */
  readonly out: (text: string) => void
  /** Errors, warnings, progress. */
  readonly err: (text: string) => void
  readonly colours: Colours
  readonly errColours: Colours
  /** Columns of standard output; 100 when it isn't a terminal. */
  readonly columns: number
  /** Whether someone watches standard error: only then is progress drawn. */
  readonly isWatched: boolean
}

const WIDTH_OF_A_FILE = 100

export function terminalOf(process: NodeJS.Process): Terminal {
  const { stdout, stderr, env } = process
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
      process.exit(0)
    })
  }
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    colours: pc.createColors(wantsColour(stdout, env)),
    errColours: pc.createColors(wantsColour(stderr, env)),
    columns: stdout.columns ?? WIDTH_OF_A_FILE,
    isWatched: stderr.isTTY === true && env.TERM !== 'dumb' && env.CI === undefined,
  }
}

/** https://no-color.org: any value but the empty one switches colour off; FORCE_COLOR switches it on without a terminal. */
function wantsColour(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): boolean {
  if ((env.NO_COLOR ?? '') !== '') return false
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0') return true
  return stream.isTTY === true && env.TERM !== 'dumb'
}
