import type { FastifyInstance } from 'fastify'
import type { Contact } from '../../core/thread/contact.js'
import { threadKey } from '../../core/thread/thread.js'
import type { Profile } from '../../ports/channel-store.js'
import { cursorOf, placeOf } from '../cursor.js'
import type { ServedDesk } from '../desks.js'
import { operation } from '../operation.js'
import { fail } from '../problem.js'
import type { Service } from '../service-context.js'
import type { ChatPage } from '../wire/chats.js'
import type { CustomerPath, CustomerQuery, CustomerView, LinkBody, ProfileView } from '../wire/customers.js'

const CHATS_OF_A_PAGE = 50
const MOST_PROFILES = 50

/** Who a customer is, on all channels that are known to be his. */
export function customerRoutes(app: FastifyInstance, service: Service): void {
  app.get<{ Params: CustomerPath; Querystring: CustomerQuery }>(
    '/v1/customers/:channel/:id',
    operation({
      id: 'getCustomer',
      tag: 'chats',
      summary: 'A customer, with linked profiles and their chats',
      scope: 'agent',
      params: 'CustomerPath',
      query: 'CustomerQuery',
      answers: { 200: { description: 'The customer', schema: 'CustomerView' } },
      problems: ['not-found'],
    }),
    async (request): Promise<CustomerView> =>
      customerOf(service, await service.deskOf(request), request.params, request.query),
  )

  app.put<{ Params: CustomerPath; Body: LinkBody }>(
    '/v1/customers/:channel/:id/link',
    operation({
      id: 'linkCustomer',
      tag: 'chats',
      summary: 'They are one person',
      description: 'So is everybody that either is linked with. Chats and what is first on a channel stay as they are.',
      scope: 'agent',
      isCommand: true,
      params: 'CustomerPath',
      body: 'LinkBody',
      bodyExample: { channel: 'vk', customer: '7' },
      answers: { 200: { description: 'The person', schema: 'CustomerView' } },
      problems: ['not-found'],
    }),
    async (request): Promise<CustomerView> => {
      const served = await service.deskOf(request)
      const { workspace } = served
      const [one, other] = [profileOf(request.params), request.body]
      await contactOf(service, workspace, one)
      await contactOf(service, workspace, other)
      const { channels } = service.store
      const [here, there] = await Promise.all([channels.linked(workspace, one), channels.linked(workspace, other)])
      if (here.length + there.length > MOST_PROFILES)
        fail('too-large', `A person has ${MOST_PROFILES} profiles at most`)
      await channels.link(workspace, one, other, service.clock.now())
      return customerOf(service, served, request.params, {})
    },
  )

  app.delete<{ Params: CustomerPath }>(
    '/v1/customers/:channel/:id/link',
    operation({
      id: 'unlinkCustomer',
      tag: 'chats',
      summary: 'This profile is somebody else’s',
      description: 'The others stay linked with each other.',
      scope: 'agent',
      isCommand: true,
      params: 'CustomerPath',
      answers: { 204: { description: 'It is linked with nobody' } },
      problems: ['not-found'],
    }),
    async (request, reply) => {
      const { workspace } = await service.deskOf(request)
      if (!(await service.store.channels.unlink(workspace, profileOf(request.params))))
        fail('not-found', 'The customer is linked with nobody')
      return reply.code(204).send()
    },
  )
}

async function customerOf(
  service: Service,
  { workspace, desk }: ServedDesk,
  path: CustomerPath,
  { cursor, limit = CHATS_OF_A_PAGE }: CustomerQuery,
): Promise<CustomerView> {
  const own = profileOf(path)
  const profile = viewOf(await contactOf(service, workspace, own))
  const all = await service.store.channels.linked(workspace, own)
  const others = all.filter(({ channel, customer }) => channel !== own.channel || customer !== own.customer)
  const linked = await Promise.all(others.map(async (one) => viewOf(await contactOf(service, workspace, one))))
  return { profile, linked, chats: await chatsOf(desk, all, JSON.stringify(['customer', own]), cursor, limit) }
}

async function chatsOf(
  desk: ServedDesk['desk'],
  profiles: readonly Profile[],
  list: string,
  cursor: string | undefined,
  limit: number,
): Promise<ChatPage> {
  const [below] = cursor === undefined ? [] : placeOf(list, cursor, 1)
  // One more of each tells whether there is a next page.
  const pages = await Promise.all(
    profiles.map((one) => desk.chats({ ...one, limit: limit + 1, ...(below === undefined ? {} : { below }) })),
  )
  const found = pages.flat().sort((one, other) => other.number - one.number)
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return { items, next: found.length > limit && last !== undefined ? cursorOf(list, [last.number]) : null }
}

async function contactOf({ store }: Service, workspace: string, { channel, customer }: Profile): Promise<Contact> {
  const key = threadKey(channel, customer)
  const { contact } = await store.load(workspace, { key, channel, customer })
  return contact ?? fail('not-found', `There is no customer ${customer} on a channel ${channel}`)
}

function profileOf({ channel, id }: CustomerPath): Profile {
  return { channel, customer: id }
}

function viewOf(contact: Contact): ProfileView {
  const { channel, id, name, email, phone, language, tags, fields, firstSeenAt, chatsOnChannel } = contact
  return { channel, id, name, email, phone, language, tags, fields, firstSeenAt, chatsOnChannel }
}
