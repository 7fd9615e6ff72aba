// The page counts what its tape holds; a desk that lives through the same acts counts what its store holds. Both must agree
// after every act, also where the tape goes on behind it.
import { expect } from 'chai'
import { figuresAt } from '../../../playground/src/session/figures-at.js'
import { giveCommand } from '../../../playground/src/session/give-command.js'
import { schedulesIn } from '../../../playground/src/session/hours-at.js'
import { readRules } from '../../../playground/src/session/rule-sources.js'
import { SAMPLES } from '../../../playground/src/session/samples/samples.js'
import type { Session } from '../../../playground/src/session/session.js'
import { sessionSource } from '../../../playground/src/source/session-source.js'
import type { Statistics, StatisticsRequest } from '../../../src/core/statistics/count-statistics.js'
import { createDesk } from '../../../src/desk/create-desk.js'
import { RefusedError } from '../../../src/desk/refused-error.js'
import { memoryStore } from '../../../src/store/memory/memory-store.js'
import { manualClock } from '../../../src/testing/manual-clock.js'
import { standIns } from '../../../src/testing/stand-ins.js'

const REQUESTS: readonly StatisticsRequest[] = [
  { groupBy: 'weekday-hour', zone: 'Europe/Moscow', compare: true },
  { groupBy: 'customer' },
]

/** Of the busy week: counting all of it after each act would take hours. */
const MOST_ACTS = 300
const strideOf = (session: Session) => Math.ceil(session.acts.length / 30)

/** What the desk says after every so many acts. */
async function deskFigures(session: Session, more: StatisticsRequest): Promise<readonly (readonly Statistics[])[]> {
  const read = readRules(session.rules)
  if (!read.ok) throw new Error('the rules of a sample have faults')
  const clock = manualClock(session.start)
  const { channels, agents } = session
  const rules = { rules: read.rules, ...standIns(read.rules.sources) }
  const desk = await createDesk({ store: memoryStore(), clock, channels, agents, ...rules })
  const found: (readonly Statistics[])[] = []
  for (const [index, act] of session.acts.entries()) {
    if (act.type === 'until') {
      for (let due = await desk.nextDue(); due !== null && due <= act.at; due = await desk.nextDue()) {
        if (due > clock.now()) clock.set(due)
        await desk.runDue()
      }
      clock.set(act.at)
    } else if (act.type === 'presence') desk.setAgentStatus(act.agent, act.is)
    else if (act.type !== 'rules' && act.type !== 'switch-rule')
      await giveCommand(desk, session, act, index).catch((error: unknown) => {
        if (!(error instanceof RefusedError)) throw error
      })
    if (index % strideOf(session) === 0)
      found.push(await Promise.all(REQUESTS.map((request) => desk.stats({ ...request, ...more }))))
  }
  return found
}

describe('figures of a session', () => {
  for (const { id, session: sample } of SAMPLES)
    it(`are those of a desk that did the same, after every act: ${id}`, async () => {
      const whole = sample('en')
      const session = { ...whole, acts: whole.acts.slice(0, MOST_ACTS) }
      const [schedule] = schedulesIn(session.rules)
      const hours = schedule === undefined ? {} : { schedule: schedule.name }
      const source = sessionSource({ session, breathe: async () => {}, now: () => 0 })
      await source.change(session)
      const { tape } = source.snapshot()
      const expected = await deskFigures(session, hours)
      expect(expected.length).to.be.greaterThan(2)
      for (const [turn, figures] of expected.entries()) {
        const index = turn * strideOf(session)
        const cursor = tape.frames.findLastIndex(({ act }) => act <= index)
        const counted = { session, tape, cursor, schedules: schedulesIn(session.rules), pause: () => {} }
        const found = await Promise.all(REQUESTS.map((request) => figuresAt(counted, { ...request, ...hours })))
        expect(found, `after act ${index}`).to.deep.equal(figures)
      }
      const last = expected.at(-1)?.[0]?.total
      expect(last?.chats.started.total).to.be.greaterThan(0)
    })

  it('are of one channel, and say what is wrong with what was asked', async () => {
    const session = SAMPLES[0]?.session('en')
    if (session === undefined) throw new Error('there are no samples')
    const source = sessionSource({ session, breathe: async () => {}, now: () => 0 })
    await source.change(session)
    const { tape } = source.snapshot()
    const of = (request: StatisticsRequest) =>
      figuresAt({ session, tape, cursor: tape.frames.length - 1, schedules: [], pause: () => {} }, request)
    expect((await of({ channel: 'nowhere' })).total.chats.started.total).to.equal(0)
    const fault = await of({ schedule: 'night' }).catch((error: unknown) => error)
    expect(fault).to.be.instanceOf(RangeError).with.property('message').that.includes('There is no schedule night')
  })
})
