import type { ServedStore, StoredApiKey } from '../../../ports/service-store.js'
import { same } from '../check.js'
import { type ContractCase, promised } from '../contract.js'
import { minute, SPACE } from '../conversation.js'
import { fails, HOSTILE } from './hostile.js'

const OTHER = 'other'

function key(id: string, more: Partial<StoredApiKey> = {}): StoredApiKey {
  const hash = `${id}0`.padEnd(64, '0')
  return {
    id,
    workspace: SPACE,
    name: 'A key',
    scopes: ['agent'],
    createdAt: minute(0),
    revokedAt: null,
    hash,
    ...more,
  }
}

const listed = ({ hash: _, ...rest }: StoredApiKey) => rest

/** Keys of the HTTP service. */
export const KEYS: readonly ContractCase<ServedStore>[] = [
  promised(
    'finds a key by its id in whatever workspace, and lists a workspace’s keys without hashes',
    async ({ service }) => {
      const [first, second] = [key('b', { scopes: ['admin', 'ingest'] }), key('a', { createdAt: minute(1) })]
      const other = key('c', { workspace: OTHER, scopes: [] })
      for (const one of [second, other, first]) await service.addKey(one)
      same('the first', await service.key('b'), first)
      same('the other’s', await service.key('c'), other)
      same('one that there isn’t', await service.key('d'), null)
      same('keys here', await service.keys(SPACE), [listed(first), listed(second)])
      same('keys there', await service.keys(OTHER), [listed(other)])
      same('keys nowhere', await service.keys('nowhere'), [])
      same('workspaces', await service.workspaces(), [SPACE, OTHER])
    },
  ),
  promised('answers many who ask at once, each what he asked for', async ({ service }) => {
    const all = Array.from({ length: 40 }, (_, index) => key(`k${index}`, { workspace: index % 2 ? SPACE : OTHER }))
    await Promise.all(all.map((one) => service.addKey(one)))
    const asked = [...all, ...all].map(({ id }) => id).flatMap((id) => [id, `no-${id}`])
    const found = await Promise.all(asked.map((id) => service.key(id)))
    same(
      'the keys',
      found.map((one) => one?.id ?? null),
      asked.map((id) => (id.startsWith('no-') ? null : id)),
    )
  }),
  promised('revokes a key once, at once, in its own workspace only, and keeps it to be seen', async ({ service }) => {
    same('keys at first', await service.hasKeys(), false)
    same('workspaces at first', await service.workspaces(), [])
    await service.addKey(key('a'))
    same('keys', await service.hasKeys(), true)
    same('from elsewhere', await service.revokeKey(OTHER, 'a', minute(1)), false)
    same('one that there isn’t', await service.revokeKey(SPACE, 'b', minute(1)), false)
    same('it stands', (await service.key('a'))?.revokedAt, null)
    same('revoked', await service.revokeKey(SPACE, 'a', minute(2)), true)
    same('since', (await service.key('a'))?.revokedAt, minute(2))
    same('once more', await service.revokeKey(SPACE, 'a', minute(3)), false)
    same('still since', (await service.keys(SPACE))[0]?.revokedAt, minute(2))
    same('keys that stand', await service.hasKeys(), false)
    same('workspaces', await service.workspaces(), [SPACE])
  }),
  promised('refuses a second key of an id and keeps the first', async ({ service }) => {
    await service.addKey(key('a'))
    same('refused', await fails(service.addKey(key('a', { workspace: OTHER, scopes: ['admin'] }))), true)
    same('the first', await service.key('a'), key('a'))
    same('keys there', await service.keys(OTHER), [])
  }),
  promised('takes every text as a text in names and ids of keys', async ({ service }) => {
    for (const text of HOSTILE) {
      same(`before ${text}`, await service.key(text), null)
      await service.addKey(key(text, { name: text }))
      same(text, await service.key(text), key(text, { name: text }))
    }
    same('all', (await service.keys(SPACE)).length, HOSTILE.length)
    same('one with NUL', await service.key('a\0b'), null)
  }),
]
