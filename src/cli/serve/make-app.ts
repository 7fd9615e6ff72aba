import type { FastifyInstance } from 'fastify'
import { caseline } from '../../http/plugin.js'
import { makeServer, type ServerOptions } from '../../http/server.js'
import type { ServiceOptions } from '../../http/service-options.js'
import type { Settings } from '../config/settings.js'
import type { Terminal } from '../terminal.js'
import { playgroundPages } from './playground-pages.js'
import { serverLog } from './server-log.js'

export interface AppOptions {
  readonly settings: Settings
  readonly terminal: Terminal
  /** False: it only tells health and figures. */
  readonly hasCalls: boolean
  readonly service: ServiceOptions
}

/** The server with everything that the configuration says of it. */
export async function makeApp({ settings, terminal, hasCalls, service }: AppOptions): Promise<FastifyInstance> {
  const { bodyLimit, cors, trustProxy, rateLimit, publicUrl } = settings.server
  const limit = (perMinute: number): number | false => (perMinute === 0 ? false : perMinute)
  const options: ServerOptions = {
    ...service,
    hasCalls,
    bodyLimit,
    trustProxy,
    logger: serverLog(settings.log, terminal),
    rateLimit: {
      perKey: limit(rateLimit.perKey),
      perCustomer: limit(rateLimit.perCustomer),
      wrongKeys: limit(rateLimit.wrongKeys),
    },
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(cors.length === 0 ? {} : { cors: { origins: cors } }),
  }
  const app = makeServer(options)
  await app.register(caseline, options)
  if (hasCalls) await playgroundPages(app)
  await app.ready()
  return app
}
