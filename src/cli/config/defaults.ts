// What holds where nothing is said. What isn't here (autoFinish, limits) has its default in the desk itself.
import type { Config } from './config.js'

export const DEFAULT_PORT = 4100
export const DEFAULT_HOST = '127.0.0.1'
/** Ignored by git in our repository and in starter projects. */
export const DEFAULT_FOLDER = '.caseline'

/** Of letters; nothing listens where none is said. */
export const DEFAULT_LISTENER = { host: DEFAULT_HOST, port: 2525 } as const

export const DEFAULTS = {
  store: { connections: 10, migrate: true },
  server: {
    host: DEFAULT_HOST,
    port: DEFAULT_PORT,
    cors: [],
    bodyLimit: 1_048_576,
    trustProxy: [],
    rateLimit: { perKey: 30_000, perCustomer: 120, wrongKeys: 60 },
    stopWithin: 'PT25S',
  },
  channels: [],
  rules: [],
  journal: 'full',
  webhooks: { allowPrivateAddresses: false, timeout: 'PT10S' },
  log: { level: 'info', format: 'text' },
  telemetry: { tracing: false },
  retention: { batch: 5_000 },
} as const satisfies Config | { readonly [key: string]: unknown }
