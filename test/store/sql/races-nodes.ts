// Nodes of one desk on one Postgres server: each with its own pool, its own memory and its own ids.
import pg from 'pg'
import type { RuleSet } from '../../../src/core/rules/rule-set.js'
import { createDesk } from '../../../src/desk/create-desk.js'
import type { Desk } from '../../../src/desk/desk.js'
import type { SendMessageEffect } from '../../../src/ports/channel.js'
import type { Store } from '../../../src/ports/store.js'
import { type Driver, UndoneError } from '../../../src/store/sql/driver.js'
import { postgresDriver } from '../../../src/store/sql/postgres/postgres-driver.js'
import { sqlStore } from '../../../src/store/sql/sql-store.js'
import { fakeChannel } from '../../../src/testing/fake-channel.js'
import { type ManualClock, manualClock } from '../../../src/testing/manual-clock.js'
import { counter, START, WORKSPACE } from '../../desk/make-desk.js'
import { ask } from '../../postgres/ask.js'
import { CHANNELS, type Place } from '../../properties/place.js'

export interface RaceNode {
  readonly desk: Desk
  readonly store: Store
  readonly clock: ManualClock
  /** Names of the statements that it has sent. */
  readonly statements: string[]
  /** SQLSTATEs of statements that were undone. */
  readonly undone: string[]
  readonly close: () => Promise<void>
}

/** Closed at all times that tests play: one absence. */
export const AWAY: RuleSet = {
  schedules: { office: { zone: 'UTC', week: { sun: ['03:00-03:01'] } } },
  rules: [
    {
      id: 'away',
      on: 'message.received',
      then: [{ do: 'send-message', text: 'We are away', once: { per: 'absence', schedule: 'office' } }],
    },
  ],
}

export interface NodeOptions {
  readonly rules?: RuleSet
  readonly connections?: number
  /** What goes out on `tg`. */
  readonly sent?: SendMessageEffect[]
}

/** A node on a pool of its own. `name` keeps its ids apart from the others'. */
export function raceNode(url: string, name: string, options: NodeOptions = {}): Promise<RaceNode> {
  const connections = options.connections ?? 3
  return nodeOn(
    postgresDriver((config) => new pg.Pool(config), { url, connections }),
    name,
    options,
  )
}

export async function nodeOn(driver: Driver, name: string, { rules = AWAY, sent }: NodeOptions): Promise<RaceNode> {
  const statements: string[] = []
  const undone: string[] = []
  const store = sqlStore({
    ...driver,
    call: (workspace, statement, params) => {
      statements.push(statement.name)
      return driver.call(workspace, statement, params).catch((error: unknown) => {
        if (error instanceof UndoneError) undone.push(error.sqlState)
        throw error
      })
    },
  })
  const clock = manualClock(START)
  const deliver = (message: SendMessageEffect) => {
    sent?.push(message)
    return { ok: true }
  }
  const desk = await createDesk({
    store,
    clock,
    ids: counter(`${name}-`),
    channels: CHANNELS.map((channel) => (channel.id === 'tg' ? { ...channel, deliver } : channel)),
    rules,
  })
  return {
    desk,
    store,
    clock,
    statements,
    undone,
    close: async () => {
      await desk.stop()
      await store.close()
    },
  }
}

/** A node as the invariants of test/properties look at it. */
export function placeOf({ desk, store, clock }: RaceNode): Place {
  return { desk, store, clock, telegram: fakeChannel() }
}

/** Used and held numbers, in order; the last one given. */
export async function numbersOf(url: string): Promise<{ readonly all: readonly number[]; readonly last: number }> {
  const ours = `where workspace = '${WORKSPACE}'`
  const [row] = await ask(
    url,
    `select (select last_number::int from caseline.workspace ${ours}) as last, array(
      select number::int from caseline.chat ${ours} union all select number::int from caseline.number_hold ${ours}
      order by 1) as all`,
  )
  return { all: row?.all as number[], last: Number(row?.last) }
}

export function upTo(last: number): readonly number[] {
  return Array.from({ length: last }, (_, index) => index + 1)
}
