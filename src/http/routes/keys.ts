import type { FastifyInstance } from 'fastify'
import { accessOf } from '../access.js'
import { derivedId } from '../idempotency.js'
import { makeKey } from '../keys.js'
import { operation } from '../operation.js'
import { fail } from '../problem.js'
import type { Service } from '../service-context.js'
import type { CreatedKey, KeyList, KeyPath, NewKey } from '../wire/keys.js'

/** Keys of the workspace that the admin's own key is bound to. */
export function keyRoutes(app: FastifyInstance, { kept, clock, options }: Service): void {
  const closesDoors = (options.auth?.keys ?? 'auto') === 'auto'
  app.get(
    '/v1/keys',
    operation({
      id: 'listKeys',
      tag: 'keys',
      summary: 'Keys of this workspace, revoked ones too',
      scope: 'admin',
      answers: { 200: { description: 'Without their secrets, which nobody has', schema: 'KeyList' } },
    }),
    async (request): Promise<KeyList> => ({ items: await kept.keys(accessOf(request).workspace) }),
  )

  app.post<{ Body: NewKey }>(
    '/v1/keys',
    operation({
      id: 'createKey',
      tag: 'keys',
      summary: 'Makes a key',
      description:
        'The key is shown in this answer only; what is stored is a hash. Where no key is needed yet, the first one must be an admin’s.',
      scope: 'admin',
      isCommand: true,
      body: 'NewKey',
      answers: { 201: { description: 'Keep `key` now', schema: 'CreatedKey' } },
      secrets: ['key'],
      problems: ['conflict'],
    }),
    async (request, reply) => {
      const { workspace, key: own } = accessOf(request)
      const { name, scopes } = request.body
      // From the first key on every call needs one: with none that may make keys nobody could get in any more.
      if (own === null && closesDoors && !scopes.includes('admin'))
        fail('conflict', 'Make a key with the scope admin first: from the first key on, only such a one makes others', {
          pointer: '/scopes',
        })
      const named = derivedId(request)
      const before = named === undefined ? null : await kept.key(named)
      if (before !== null && before.workspace === workspace) {
        const { hash: _, ...made } = before
        const again: CreatedKey = { ...made, key: null }
        return reply.code(201).header('cache-control', 'no-store').send(again)
      }
      const { key, id, hash } = makeKey(named)
      const made = { id, workspace, name, scopes: [...new Set(scopes)], createdAt: clock.now(), revokedAt: null }
      await kept.addKey({ ...made, hash })
      const body: CreatedKey = { ...made, key }
      return reply.code(201).header('cache-control', 'no-store').send(body)
    },
  )

  app.delete<{ Params: KeyPath }>(
    '/v1/keys/:id',
    operation({
      id: 'revokeKey',
      tag: 'keys',
      summary: 'Revokes a key',
      description: 'It ends at once, on every node. The own key may be revoked too.',
      scope: 'admin',
      isCommand: true,
      params: 'KeyPath',
      answers: { 204: { description: 'It is revoked' } },
      problems: ['not-found'],
    }),
    async (request, reply) => {
      const { workspace } = accessOf(request)
      if (!(await kept.revokeKey(workspace, request.params.id, clock.now())))
        fail('not-found', 'There is no such key that still stands', { pointer: '/id' })
      return reply.code(204).send()
    },
  )
}
