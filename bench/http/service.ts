// The service as `caseline serve` runs it: keys, limits, validation, the desk with its worker, full journal.
import { createDesks, createService } from 'caseline/fastify'
import { postgresStore } from 'caseline/postgres'

import { makeKey } from '../../src/http/keys.js'
import type { Served } from './served.js'

export const CHANNEL = 'tg'

export async function service(url: string, chats: number): Promise<Served> {
  const store = await postgresStore(url)
  const desks = createDesks({ store, optionsOf: () => ({ channels: [{ id: CHANNEL, kind: 'telegram' }] }) })
  const { key, id, hash } = makeKey()
  const workspace = 'default'
  const createdAt = new Date().toISOString()
  await store.service.addKey({
    id,
    workspace,
    name: 'bench',
    scopes: ['agent', 'ingest'],
    createdAt,
    revokedAt: null,
    hash,
  })
  const { desk } = await desks.get(workspace)
  let left = chats
  const caller = async (): Promise<void> => {
    while (left > 0) {
      const n = left
      left -= 1
      await desk.receive({
        channel: CHANNEL,
        customer: { id: `customer-${n}`, name: 'Анна' },
        id: `first-${n}`,
        text: 'Здравствуйте',
      })
    }
  }
  await Promise.all(Array.from({ length: 50 }, caller))
  // Counted all the same.
  const rateLimit = { perKey: 100_000_000, perCustomer: 100_000_000 }
  const app = await createService({ store, desks, auth: { keys: 'required' }, rateLimit })
  return { app, ...{ authorization: `Bearer ${key}`, chats } }
}
