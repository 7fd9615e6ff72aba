// The figures of recorded conversations, counted from their lines and from the documentation alone: nothing of src/ is
// imported, so that an error of the engine can't be repeated here. For histories in which agents close, split what a customer
// came back with and merge with the chat before; no rules, no notes, one channel kind with chats.

/** A line of a history, as docs/reference/histories.md has it. */
export interface Line {
  readonly type: 'customer.message' | 'agent.message' | 'finish' | 'split' | 'merge'
  readonly at: string
  readonly channel: string
  readonly customer: { readonly id: string }
  readonly [more: string]: unknown
}

type Author = 'customer' | 'agent'
interface Said {
  readonly by: Author
  readonly at: number
}
interface Stretch {
  readonly said: Said[]
  closedAt?: number
}
interface Chat {
  readonly startedBy: Author | 'split'
  readonly startedAt: number
  readonly stretches: Stretch[]
}

const SILENCE = 600_000

export function countedByHand(lines: readonly Line[]) {
  const threads = new Map<string, Chat[]>()
  for (const line of lines) {
    const key = JSON.stringify([line.channel, line.customer.id])
    const chats = threads.get(key) ?? []
    threads.set(key, chats)
    happen(chats, line)
  }
  const chats = [...threads.values()].flat()
  const stretches = chats.flatMap((chat) => chat.stretches)
  const later = chats.flatMap((chat) => chat.stretches.slice(1)).map((stretch) => stretch.said[0]?.by)
  const said = stretches.flatMap((stretch) => stretch.said)
  const statuses = stretches.map(statusOf)
  const inOneGo = chats.filter((chat) => chat.stretches.length === 1).length
  return {
    started: { total: chats.length, ...counts(chats.map((chat) => chat.startedBy)) },
    reopened: { total: later.length, ...counts(later) },
    finished: {
      total: stretches.length,
      ...counts(statuses),
      agent: stretches.filter(({ closedAt }) => closedAt !== undefined).length,
    },
    inOneGo: { count: inOneGo, of: chats.length },
    customersWhoWrote: [...threads.values()].filter((own) => own.some(hasWritten)).length,
    perCustomer: spread(
      [...threads.values()].map((own) => own.length),
      2,
    ),
    perMonth: spread(
      [...threads.values()].flatMap((own) => groups(own.map(({ startedAt }) => dayOf(startedAt, 7)))),
      2,
    ),
    daysWithContact: spread(
      [...threads.values()].map((own) => new Set(own.flatMap(daysOf)).size),
      2,
    ),
    messages: counts(said.map(({ by }) => by)),
    firstResponse: spread(stretches.flatMap((stretch) => answers(stretch).slice(0, begunByCustomer(stretch) ? 1 : 0))),
    reply: spread(stretches.flatMap(answers)),
    waiting: spread(stretches.filter(({ said: all }) => all.some(({ by }) => by === 'customer')).map(waited)),
    timeToFinish: spread(stretches.map((stretch) => endOf(stretch) - (stretch.said[0]?.at ?? Number.NaN))),
  }
}

function happen(chats: Chat[], line: Line): void {
  const at = Date.parse(line.at)
  const chat = chats.at(-1)
  const stretch = chat?.stretches.at(-1)
  switch (line.type) {
    case 'customer.message':
      say(chats, 'customer', at)
      break
    case 'agent.message':
      say(chats, 'agent', at)
      break
    case 'finish':
      if (stretch !== undefined) stretch.closedAt = at
      break
    case 'split':
      chats.push({ startedBy: 'split', startedAt: at, stretches: chat?.stretches.splice(-1) ?? [] })
      break
    case 'merge':
      chats.pop()
      chats.at(-1)?.stretches.push(...(chat?.stretches ?? []))
      break
    default:
      line.type satisfies never
  }
}

/** A closed chat stays closed; a finished one goes on in another stretch; ten minutes of silence finish. */
function say(chats: Chat[], by: Author, at: number): void {
  const chat = chats.at(-1)
  const stretch = chat?.stretches.at(-1)
  if (chat === undefined || stretch?.closedAt !== undefined)
    chats.push({ startedBy: by, startedAt: at, stretches: [{ said: [{ by, at }] }] })
  else if (stretch === undefined || at >= endOf(stretch)) chat.stretches.push({ said: [{ by, at }] })
  else stretch.said.push({ by, at })
}

const endOf = ({ said, closedAt }: Stretch): number => closedAt ?? (said.at(-1)?.at ?? Number.NaN) + SILENCE
const begunByCustomer = ({ said }: Stretch): boolean => said[0]?.by === 'customer'
const hasWritten = (chat: Chat): boolean => chat.stretches.some(({ said }) => said.some(({ by }) => by === 'customer'))
const dayOf = (at: number, length = 10): string => new Date(at).toISOString().slice(0, length)
const daysOf = (chat: Chat): string[] => chat.stretches.flatMap(({ said }) => said.map(({ at }) => dayOf(at)))

function statusOf({ said, closedAt }: Stretch): string {
  if (closedAt !== undefined) return 'closed'
  return said.at(-1)?.by === 'customer' ? 'open' : 'pending'
}

/** How long each first unanswered message waited for an agent's. */
function answers({ said }: Stretch): number[] {
  return said.flatMap(({ by, at }, index) => {
    if (by !== 'agent' || said[index - 1]?.by !== 'customer') return []
    const before = said.slice(0, index)
    const asked = before[before.findLastIndex((one) => one.by === 'agent') + 1]
    return asked === undefined ? [] : [at - asked.at]
  })
}

/** All answers, and from what nobody answered to the end. */
function waited(stretch: Stretch): number {
  const open = stretch.said[stretch.said.findLastIndex(({ by }) => by === 'agent') + 1]
  const all = answers(stretch).reduce((sum, time) => sum + time, 0)
  return open === undefined ? all : all + endOf(stretch) - open.at
}

function counts(names: readonly (string | undefined)[]): { readonly [name: string]: number } {
  const found: { [name: string]: number } = {}
  for (const name of names) found[String(name)] = (found[String(name)] ?? 0) + 1
  return found
}

const groups = (names: readonly string[]): number[] => Object.values(counts(names))

/** Median and p90 by the nearest rank: the smallest value that half, nine tenths of all don't exceed. */
function spread(values: readonly number[], digits = 0) {
  const sorted = [...values].sort((left, right) => left - right)
  const rank = (part: number) => sorted[Math.ceil(part * sorted.length) - 1] ?? null
  const mean = Number((sorted.reduce((sum, value) => sum + value, 0) / sorted.length).toFixed(digits))
  return { count: sorted.length, mean, median: rank(0.5), p90: rank(0.9), max: sorted.at(-1) ?? null }
}
