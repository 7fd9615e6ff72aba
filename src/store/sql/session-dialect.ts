// Kysely's migrator on one open session, a server's or PGlite's. Nothing else of Kysely is used.
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import type { Session } from './session.js'

export function sessionDialect(session: Session): Dialect {
  const connection: DatabaseConnection = {
    executeQuery: async <R>({ sql, parameters }: CompiledQuery) => ({
      rows: (await session.run(sql, parameters)) as R[],
    }),
    // biome-ignore lint/correctness/useYield: migrations stream nothing
    streamQuery: async function* () {
      throw new Error('Migrations stream nothing')
    },
  }
  return {
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createDriver: () => ({
      init: async () => {},
      acquireConnection: async () => connection,
      beginTransaction: async (one) => void (await one.executeQuery(CompiledQuery.raw('begin'))),
      commitTransaction: async (one) => void (await one.executeQuery(CompiledQuery.raw('commit'))),
      rollbackTransaction: async (one) => void (await one.executeQuery(CompiledQuery.raw('rollback'))),
      releaseConnection: async () => {},
      destroy: async () => {},
    }),
  }
}
