// `caseline stats --history` over the real conversations of ../shared/data (CASELINE_SHARED names another place), beside the
// same figures counted by hand. One customer in eight; CASELINE_WHOLE_CORPUS=1 takes all (half a minute more).
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect } from 'chai'
import { caselineHere } from '../cli/in-process.js'
import { countedByHand, type Line } from './counted-by-hand.js'

const SHARED = process.env.CASELINE_SHARED ?? resolve(import.meta.dirname, '../../../shared')
const FILE = join(SHARED, 'data/ubuntu-irc.jsonl.gz')
const isThere = existsSync(FILE)
const ONE_IN = process.env.CASELINE_WHOLE_CORPUS === '1' ? 1 : 8
const HALF_SECOND = 500

describe(`figures of real conversations${isThere ? '' : ` (left out: there is no ${FILE})`}`, function () {
  if (!isThere) return
  this.timeout(240_000)
  const folder = mkdtempSync(join(tmpdir(), 'caseline corpus figures '))
  let recorded: readonly Line[] = []
  before(() => {
    const all: Line[] = gunzipSync(readFileSync(FILE))
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const customers = [...new Set(all.map(({ customer }) => customer.id))]
    const chosen = new Set(customers.filter((_, index) => index % ONE_IN === 0))
    recorded = all.filter(({ customer }) => chosen.has(customer.id))
  })
  after(() => rmSync(folder, { recursive: true }))

  it('are those that one counts by hand from the messages', async () => {
    const found = await told(recorded)
    expect(found).to.deep.equal(byHand(recorded))
    expect(found.firstResponse.count).to.be.above(400 / ONE_IN)
  })

  it('are so too where agents close at the true borders, split off what is new and merge now and then', async () => {
    const lines = workedOn(recorded)
    const found = await told(lines)
    expect(found).to.deep.equal(byHand(lines))
    for (const type of ['finish', 'split', 'merge'])
      expect(lines.filter((line) => line.type === type).length, type).to.be.above(5)
  })

  /** As the command prints them, in the same form as they are counted. */
  async function told(lines: readonly Line[]) {
    const path = join(folder, 'history.jsonl')
    writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
    const { code, out, err } = await caselineHere(['stats', '--history', path, '--json'])
    expect([code, err]).to.deep.equal([0, ''])
    const { chats, customers, messages, firstResponse, reply, waiting, timeToFinish } = JSON.parse(out).total
    const { count, of } = chats.inOneGo
    return {
      started: { total: chats.started.total, ...chats.started.by },
      reopened: { total: chats.reopened.total, ...chats.reopened.by },
      finished: { total: chats.finished.total, ...chats.finished.byStatus, agent: chats.finished.by.agent },
      inOneGo: { count, of },
      customersWhoWrote: customers.wrote,
      perCustomer: chats.perCustomer,
      perMonth: chats.perMonth,
      daysWithContact: customers.daysWithContact,
      messages,
      firstResponse,
      reply,
      waiting,
      timeToFinish,
    }
  }
})

/** With a zero where nothing of a kind happened. */
function byHand(lines: readonly Line[]) {
  const found = countedByHand(lines)
  return {
    ...found,
    started: { customer: 0, agent: 0, split: 0, ...found.started },
    reopened: { customer: 0, agent: 0, ...found.reopened },
    finished: { open: 0, pending: 0, closed: 0, ...found.finished },
    messages: { customer: 0, agent: 0, automation: 0, ...found.messages },
  }
}

/**
 * What agents would have done who know which case a message belongs to: they close a chat whose case is over, and split off
 * what a customer comes back with after silence. Each third time they take the closing back by a merge.
 */
function workedOn(messages: readonly Line[]): readonly Line[] {
  const threads = new Map<string, Line[]>()
  for (const one of messages) threads.set(one.customer.id, [...(threads.get(one.customer.id) ?? []), one])
  const done: Line[] = []
  let closed = 0
  const act = (type: Line['type'], { at, channel, customer }: Line, more = {}): void => {
    done.push({ type, at: halfLater(at), channel, customer, agent: 'olga', ...more })
  }
  for (const own of threads.values()) {
    for (const [index, next] of own.entries()) {
      const last = own[index - 1]
      if (last === undefined || last.case === next.case) continue
      const gap = Date.parse(next.at) - Date.parse(last.at)
      const following = own[index + 1]
      const hasRoom = following === undefined || Date.parse(following.at) - Date.parse(next.at) > HALF_SECOND
      if (gap >= 600_000) {
        if (next.type === 'customer.message' && hasRoom) act('split', next)
      } else if (gap > HALF_SECOND) {
        act('finish', last, { status: 'closed' })
        closed += 1
        if (closed % 3 === 0 && hasRoom) act('merge', next)
      }
    }
  }
  return [...messages, ...done].sort((left, right) => Date.parse(left.at) - Date.parse(right.at))
}

const halfLater = (at: string): string => new Date(Date.parse(at) + HALF_SECOND).toISOString()
