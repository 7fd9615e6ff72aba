import { RuleSetError } from '../desk/rule-files.js'
import { HistoryError } from '../history/problem.js'
import { isRefused } from '../history/replay.js'
import { StoreError } from '../ports/store-error.js'
import { ApiError } from './api-client.js'
import { ConfigError, findingLine } from './config/config-error.js'
import { EXIT, UsageError } from './exit.js'
import type { Terminal } from './terminal.js'

/** Says what went wrong, to people or as JSON, and tells the exit code. */
export function exitCodeOf(error: unknown, terminal: Terminal, asJson: boolean): number {
  const { errColours } = terminal
  const say = (code: string, message: string) =>
    terminal.err(
      asJson ? `${JSON.stringify({ error: { code, message } })}\n` : `${errColours.red('error')} ${message}\n`,
    )
  if (error instanceof ConfigError) {
    if (asJson) say(error.code, error.message)
    else for (const finding of error.findings) terminal.err(`${errColours.red('error')} ${findingLine(finding)}\n`)
    return EXIT.usage
  }
  if (error instanceof UsageError) {
    say(error.code, error.message)
    return EXIT.usage
  }
  const missing = missingPackage(error)
  if (missing !== null) {
    say('missing-package', `This needs a package that isn't here: npm install ${missing}`)
    return EXIT.usage
  }
  if (
    error instanceof RuleSetError ||
    error instanceof HistoryError ||
    error instanceof StoreError ||
    error instanceof ApiError ||
    isRefused(error)
  ) {
    say(error.code, error.message)
    return EXIT.findings
  }
  if (isSystemError(error)) {
    say(error.code, error.message)
    return EXIT.findings
  }
  say('internal', error instanceof Error ? (error.stack ?? error.message) : String(error))
  return EXIT.findings
}

/** An optional package that was to be loaded; not one of our own files. */
function missingPackage(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'ERR_MODULE_NOT_FOUND') return null
  return /^Cannot find package '([^']+)'/u.exec(error.message)?.[1] ?? null
}

/** A file that isn't there, may not be read, a full disk. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException & { readonly code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string'
}
