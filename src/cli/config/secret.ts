import { readFileSync } from 'node:fs'
import type { Config } from './config.js'
import { postgresFault } from './postgres-fault.js'
import type { Complaint } from './schema-findings.js'
import type { Secret } from './secret-config.js'

/** More than this in one is a mistake: a wrong file. */
const LONGEST = 65_536

/** What a secret says, or why it can't be found. Never tells what it found. */
export function readSecret(
  secret: Secret,
  env: NodeJS.ProcessEnv,
): { readonly text: string } | { readonly fault: string } {
  if (typeof secret === 'string') return secret === '' ? { fault: 'This secret is empty.' } : { text: secret }
  if ('env' in secret) {
    const text = env[secret.env]
    return text === undefined || text === ''
      ? { fault: `The environment variable ${secret.env} is not set.` }
      : { text }
  }
  try {
    const text = readFileSync(secret.file, 'utf8').replace(/\r?\n$/u, '')
    if (text.length > LONGEST) return { fault: `${secret.file} is too long for a secret.` }
    return text === '' ? { fault: `${secret.file} is empty.` } : { text }
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    return { fault: `${secret.file} can't be read (${why}).` }
  }
}

/** Secrets that a configuration names and that aren't there, or can't be what they should. */
export function secretComplaints(config: Config, env: NodeJS.ProcessEnv): readonly Complaint[] {
  const { store, mail, secrets = {} } = config
  const all: readonly (readonly [pointer: string, secret: Secret | undefined])[] = [
    ['/store/postgres', store?.postgres],
    ['/mail/listen/tls/key', mail?.listen?.tls?.key],
    ['/mail/listen/tls/cert', mail?.listen?.tls?.cert],
    ['/mail/listen/login/password', mail?.listen?.login?.password],
    ...Object.entries(secrets).map(
      ([name, secret]) => [`/secrets/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, secret] as const,
    ),
  ]
  return all.flatMap(([pointer, secret]) => {
    if (secret === undefined) return []
    const read = readSecret(secret, env)
    const fault = 'fault' in read ? read.fault : pointer === '/store/postgres' ? postgresFault(read.text) : null
    return fault === null ? [] : [{ message: fault, pointer, target: 'value' as const }]
  })
}
