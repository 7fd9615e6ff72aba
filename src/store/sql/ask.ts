// One statement asked alone, what it answered as a value.
import { StoreError } from '../../ports/store-error.js'
import { type Driver, UndoneError } from './driver.js'
import { encode, storable } from './encode.js'
import { alone } from './sql-trouble.js'
import type { Statement } from './statements/statement.js'

export interface Ask {
  /** Texts go as they are, everything else as JSON. */
  readonly text: (workspace: string, statement: Statement, ...params: readonly unknown[]) => Promise<string | null>
  readonly value: <T>(workspace: string, statement: Statement, ...params: readonly unknown[]) => Promise<T | null>
  readonly list: <T>(workspace: string, statement: Statement, ...params: readonly unknown[]) => Promise<readonly T[]>
  /** Whether it did or found something. */
  readonly did: (workspace: string, statement: Statement, ...params: readonly unknown[]) => Promise<boolean>
}

export function asking(driver: Driver): Ask {
  const text: Ask['text'] = async (workspace, statement, ...params) => {
    try {
      return await driver.call(
        workspace,
        statement,
        params.map((one) => (typeof one === 'string' ? storable(one) : encode(one))),
      )
    } catch (error) {
      throw error instanceof UndoneError ? alone(error) : error
    }
  }
  return {
    text,
    value: async (...asked) => decode(await text(...asked)),
    list: async <T>(...asked: Parameters<Ask['text']>) => decode<readonly T[]>(await text(...asked)) ?? [],
    did: async (...asked) => (await text(...asked)) === 'true',
  }
}

export function decode<T>(text: string | null): T | null {
  return text === null ? null : (JSON.parse(text) as T)
}

/** Of a statement that always answers. */
export function present<T>(answer: T | null): T {
  if (answer === null) throw new StoreError('failed', 'The database answered nothing where it always answers')
  return answer
}
