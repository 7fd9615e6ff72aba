// Random conversations on a desk in memory, for what must hold whatever people do: commands by number, refusals passed over.
import fc from 'fast-check'
import type { Status } from '../../../src/core/chat/lifecycle.js'
import type { DeskOptions } from '../../../src/desk/options.js'
import { RefusedError } from '../../../src/desk/refused-error.js'
import { makeDesk, type Place, WORKSPACE } from '../../desk/make-desk.js'
import { CHANNELS, RULES } from '../../properties/place.js'

export type Step = readonly [verb: number, who: number, pick: number, status: Status]

const WHO = [
  { channel: 'tg', id: 'anna' },
  { channel: 'endless', id: 'anna' },
  { channel: 'mail', id: 'anna' },
] as const
const AGENTS = ['olga', 'pavel']
const SPANS = ['PT1S', 'PT3M', 'PT11M', 'PT5H', 'P2D']

export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.tuple(
    fc.nat({ max: 19 }),
    fc.nat({ max: 2 }),
    fc.nat({ max: 30 }),
    fc.constantFrom<Status>('open', 'pending', 'closed'),
  ),
  { minLength: 1, maxLength: 60, size: 'max' },
)

export async function converse(
  all: readonly Step[],
  options: Partial<DeskOptions> = {},
  /** What somebody else does meanwhile. */
  between?: (place: Place, index: number) => Promise<void>,
): Promise<Place> {
  const place = await makeDesk({ channels: CHANNELS, rules: RULES, ...options })
  const letters: string[] = []
  for (const [index, step] of all.entries()) {
    try {
      await take(place, step, `m${index}`, letters)
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error
    }
    await between?.(place, index)
  }
  return place
}

async function take({ desk, clock }: Place, [verb, who, pick, status]: Step, id: string, letters: string[]) {
  const { channel, id: customer } = WHO[who] ?? WHO[0]
  const agent = AGENTS[pick % 2] ?? 'olga'
  const own = await desk.chats({ channel, customer, limit: 1000 })
  const alive = own.filter(({ state }) => state !== 'merged')
  const chat = (pick % 5 === 4 ? alive[pick % alive.length] : alive[0])?.number ?? 1
  if (verb <= 4) {
    const inReplyTo = letters.at(-1 - (pick % 3)) ?? id
    if (channel === 'mail') letters.push(id)
    await desk.receive({ channel, customer: { id: customer }, id, text: pick === 1 ? 'bye' : 'Hi', inReplyTo })
  } else if (verb <= 6) await desk.reply(chat, { agent, text: 'Yes?', id })
  else if (verb === 7) await desk.start({ channel, customer: { id: customer }, agent, text: 'Hello', id })
  else if (verb <= 9) await desk.finish(chat, { agent, status })
  else if (verb <= 11) await desk.split(chat, { agent })
  else if (verb === 12) await desk.split(chat, { agent, from: letters.at(-1 - (pick % 4)) ?? id })
  else if (verb <= 14) await desk.merge(chat, { agent })
  else if (verb <= 16) await desk.unmerge(chat, { agent })
  else if (verb === 17) await desk.setStatus(chat, { agent, status })
  else {
    clock.advance(SPANS[pick % SPANS.length] ?? 'PT1S')
    await desk.runDue()
  }
}

export { WORKSPACE }
