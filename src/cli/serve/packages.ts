// Packages that a running desk needs beside ours. All that are missing are told in one line that can be typed.

import { isAdapterKind, PACKAGES_OF } from '../../channels/host/adapters.js'
import { isRecord } from '../../core/rules/record.js'
import type { Settings } from '../config/settings.js'
import { UsageError } from '../exit.js'

const HTTP = [
  'fastify',
  '@fastify/swagger',
  '@fastify/swagger-ui',
  '@fastify/rate-limit',
  '@fastify/helmet',
  '@fastify/cors',
]

type Needed = Pick<Settings, 'store' | 'telemetry'> & Partial<Pick<Settings, 'workspaces' | 'mail'>>

export function expectPackages(needs: Needed, isThere: (name: string) => boolean = isInstalled): void {
  const missing = packagesFor(needs).filter((name) => !isThere(name))
  if (missing.length > 0) throw new UsageError(`This needs packages that aren't here: npm install ${missing.join(' ')}`)
}

function packagesFor({ store, telemetry, workspaces = [], mail }: Needed): readonly string[] {
  const kinds = workspaces.flatMap(({ channels, accounts }) =>
    channels.filter(({ id }) => accounts.has(id)).map(({ kind }) => kind),
  )
  return [
    ...HTTP,
    store.kind === 'postgres' ? 'pg' : '@electric-sql/pglite',
    ...(telemetry.metrics === true ? ['prom-client'] : []),
    ...(telemetry.tracing ? ['@opentelemetry/api'] : []),
    ...(mail == null || mail.listen === null ? [] : ['smtp-server']),
    ...(isPolled(workspaces) ? ['imapflow'] : []),
    ...new Set(kinds.filter(isAdapterKind).flatMap((kind) => PACKAGES_OF[kind])),
  ]
}

function isPolled(workspaces: Settings['workspaces']): boolean {
  return workspaces.some(({ accounts }) => [...accounts.values()].some((one) => isRecord(one) && isRecord(one.imap)))
}

/** Looked up, not loaded. */
export function isInstalled(name: string): boolean {
  try {
    import.meta.resolve(name)
    return true
  } catch {
    return false
  }
}
