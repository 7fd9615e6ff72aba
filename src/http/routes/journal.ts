import type { FastifyInstance } from 'fastify'
import { armedTimers } from '../../core/chat/armed-timers.js'
import type { DomainEvent } from '../../core/thread/event.js'
import { parseEventId } from '../../desk/event-id.js'
import { momentOf } from '../../desk/input.js'
import { chatsIn } from '../../desk/live-event.js'
import type { LogEntry, LogPlace } from '../../ports/service-store.js'
import type { ServedDesk } from '../desks.js'
import { operation } from '../operation.js'
import { fail } from '../problem.js'
import type { Service } from '../service-context.js'
import type { JournalItem, JournalPage, JournalQuery, JournalThread } from '../wire/journal.js'

const ENTRIES_OF_A_PAGE = 50
const BEGINNING = '1970-01-01T00:00:00.000Z'

/** What was decided and why, in order: for screens that look back. */
export function journalRoutes(app: FastifyInstance, service: Service): void {
  app.get<{ Querystring: JournalQuery }>(
    '/v1/journal',
    operation({
      id: 'getJournal',
      tag: 'live',
      summary: 'What was decided and why, in order',
      description:
        'Across all threads. Commands that brought nothing about are left out, so a page may be short or empty: read on from `next` while `isMore`. Events of `/v1/events` tell when there is more.',
      scope: 'agent',
      query: 'JournalQuery',
      answers: { 200: { description: 'One page', schema: 'JournalPage' } },
    }),
    async (request): Promise<JournalPage> => {
      const { limit = ENTRIES_OF_A_PAGE } = request.query
      const served = await service.deskOf(request)
      const after = await startOf(service, served, request.query)
      const { entries, next, isGap } = await service.kept.log(served.workspace, after, limit)
      const [items, threads] = await Promise.all([
        Promise.all(entries.map((entry) => itemOf(service, served, entry))),
        Promise.all([...byThread(entries).values()].map((of) => threadOf(service, served, of))),
      ])
      return {
        items: items.filter((one) => one !== null),
        threads: threads.filter((one) => one !== null),
        next,
        isMore: next !== after,
        isGap: isGap || items.includes(null),
      }
    },
  )
}

async function startOf(
  { kept }: Service,
  { workspace }: ServedDesk,
  { after, from = BEGINNING }: JournalQuery,
): Promise<LogPlace> {
  if (after === undefined) return kept.logAt(workspace, momentOf(from, '/from'))
  const position = parseEventId(after, kept)
  return position?.place ?? fail('invalid', `${after.slice(0, 100)} is no place of the journal`, { pointer: '/after' })
}

/** `null`: it was pruned between the two readings. */
async function itemOf(
  { kept, store }: Service,
  { workspace }: ServedDesk,
  entry: LogEntry,
): Promise<JournalItem | null> {
  const { place, thread, channel, chat, events, command, at } = entry
  const [decided, ...messages] = await Promise.all([
    kept.journalOfCommand(workspace, thread, command),
    ...messagesIn(events).map((id) => store.message(workspace, thread, id)),
  ])
  if (decided === null) return null
  return {
    place,
    thread,
    channel,
    command: { id: command, type: decided.command.type, at },
    chat,
    outcome: decided.outcome,
    ruleSetVersion: decided.ruleSetVersion,
    events,
    trace: decided.trace,
    messages: messages.filter((one) => one !== null),
  }
}

function messagesIn(events: readonly DomainEvent[]): readonly string[] {
  return [...new Set(events.flatMap((event) => ('message' in event ? [event.message] : [])))]
}

function byThread(entries: readonly LogEntry[]): ReadonlyMap<string, readonly LogEntry[]> {
  const threads = new Map<string, LogEntry[]>()
  for (const entry of entries) threads.set(entry.thread, [...(threads.get(entry.thread) ?? []), entry])
  return threads
}

/** `null`: it is no longer there. */
async function threadOf(
  { store }: Service,
  { workspace, desk, channels, channelOptions }: ServedDesk,
  entries: readonly LogEntry[],
): Promise<JournalThread | null> {
  const chain = await store.chain(workspace, entries[0]?.thread ?? '')
  const [first] = chain?.chats ?? []
  if (chain === null || first === undefined) return null
  const { channel, customer, current, chats } = await desk.thread(first.number)
  const named = new Set(entries.flatMap(({ chat, events }) => [chat, ...events.flatMap(chatsIn)]))
  const stored = new Map(chain.chats.map((chat) => [chat.number, chat]))
  const shown = chats.filter((one) =>
    [one.number, one.previous, one.next].some((number) => number !== null && named.has(number)),
  )
  return {
    key: chain.key,
    channel,
    kind: channels.get(channel) ?? '',
    endless: channelOptions.get(channel)?.endless ?? false,
    customer,
    current,
    chats: shown.map((view) => {
      const chat = stored.get(view.number)
      return {
        view,
        firstSeq: chat?.firstSeq ?? chain.lastSeq + 1,
        timers: chat === undefined ? [] : armedTimers(chat, view.autoFinishAt),
      }
    }),
  }
}
