import type { FastifyRequest } from 'fastify'
import type { Clock } from '../ports/clock.js'
import type { ServedStore, ServiceStore } from '../ports/service-store.js'
import type { ServedDesk } from './desks.js'
import type { ServiceOptions } from './service-options.js'

/** What every route is given. */
export interface Service {
  readonly options: ServiceOptions
  readonly store: ServedStore
  readonly kept: ServiceStore
  readonly clock: Clock
  /** The desk of the workspace that the request's key is bound to. */
  readonly deskOf: (request: FastifyRequest) => Promise<ServedDesk>
}
