// What a SQLSTATE means to us. https://www.postgresql.org/docs/15/errcodes-appendix.html
import { StoreError } from '../../ports/store-error.js'
import { UndoneError } from './driver.js'

/** Of a failed statement that the database answered: nothing of it was done. */
export function troubleOf(sqlState: string, cause: unknown): StoreError | UndoneError {
  const said = cause instanceof Error ? cause.message : String(cause)
  const trouble = (code: StoreError['code'], message: string, isRetryable: boolean): StoreError =>
    new StoreError(code, message, { cause, isRetryable })
  switch (sqlState.slice(0, 2)) {
    case '53':
      return sqlState === '53100'
        ? trouble('full', `The database's disk is full: ${said}`, true)
        : trouble('unavailable', `The database is short of resources: ${said}`, true)
    case '55':
      if (sqlState !== '55P03') return new UndoneError(sqlState, cause)
      return trouble('timeout', `A row is held by somebody else: ${said}`, true)
    case '57':
      return sqlState === '57014'
        ? trouble('timeout', `The database took too long: ${said}`, true)
        : trouble('unavailable', `The database is shutting down or starting: ${said}`, true)
    case '58':
      return trouble('unavailable', `The database's machine has trouble: ${said}`, true)
    case '25':
      return trouble(
        'unavailable',
        `The database takes no writes (a replica, or one that is being switched): ${said}`,
        true,
      )
    case '28':
    case '3D':
      return trouble('permission', `The database doesn't let us in: ${said}`, false)
    case '42':
      if (sqlState === '42501') return trouble('permission', `The database role may not do this: ${said}`, false)
      if (sqlState === '42P01' || sqlState === '42883') {
        return trouble('schema-missing', `The database lacks our tables; run \`caseline migrate\`: ${said}`, false)
      }
      return trouble('failed', said, false)
    default:
      // Data, constraints, deadlocks, ours: one command of several may be to blame.
      return new UndoneError(sqlState, cause)
  }
}

/** A command that fails alone too. */
export function alone(error: UndoneError): StoreError {
  const { sqlState, cause } = error
  const isData = sqlState.startsWith('22') || sqlState.startsWith('54')
  return isData
    ? new StoreError('invalid-data', `The database can't hold this: ${error.message}`, { cause })
    : new StoreError('failed', error.message, { cause, isRetryable: sqlState.startsWith('40') })
}
