// What node-postgres throws, in our words. A server's refusal has a SQLSTATE; everything else is the line to it.
import { StoreError } from '../../../ports/store-error.js'
import type { UndoneError } from '../driver.js'
import { troubleOf } from '../sql-trouble.js'

/** The connection is of no use any more. */
export function isBroken(error: unknown): boolean {
  const code = codeOf(error)
  // The system's codes begin with E: EPIPE has five letters too.
  return !/^[0-9A-DF-Z][0-9A-Z]{4}$/.test(code) || code.startsWith('57P') || code.startsWith('08')
}

/** Of an error while connecting: nothing was sent. */
export function connectTrouble(error: unknown): StoreError {
  const code = codeOf(error)
  const said = error instanceof Error && error.message !== '' ? error.message : code
  const isRefused = code.startsWith('28') || code === '3D000'
  return isRefused
    ? new StoreError('permission', `The database doesn't let us in: ${said}`, { cause: error })
    : new StoreError('unavailable', `The database can't be reached: ${said}`, { cause: error, isRetryable: true })
}

/** Of an error while a statement ran. */
export function statementTrouble(error: unknown, isWrite: boolean): StoreError | UndoneError {
  if (!isBroken(error)) return troubleOf(codeOf(error), error)
  const said = error instanceof Error ? error.message : String(error)
  return new StoreError('unavailable', `The connection to the database was lost: ${said}`, {
    cause: error,
    isRetryable: true,
    isOutcomeUnknown: isWrite,
  })
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
