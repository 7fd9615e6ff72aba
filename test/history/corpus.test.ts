// The real conversations of ../shared/data (CASELINE_SHARED names another place). All figures are counted anew here, from
// the file and the chats, by a few lines that share nothing with the code under test.
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect } from 'chai'
import { type Run, runReplay } from '../../src/cli/replay-run.js'
import type { Policy } from '../../src/history/policy.js'

const SHARED = process.env.CASELINE_SHARED ?? resolve(import.meta.dirname, '../../../shared')
const FILE = join(SHARED, 'data/ubuntu-irc.jsonl.gz')
const isThere = existsSync(FILE)
const HOURS_3 = 3 * 3_600_000

interface Row {
  readonly type: string
  readonly at: string
  readonly customer: { readonly id: string }
  readonly id: string
  readonly case: string
}

describe(`53,703 real messages${isThere ? '' : ` (left out: there is no ${FILE})`}`, function () {
  if (!isThere) return
  this.timeout(240_000)

  const rows: Row[] = []
  const threads = new Map<string, Row[]>()
  before(() => {
    for (const line of gunzipSync(readFileSync(FILE)).toString().trim().split('\n')) {
      const row: Row = JSON.parse(line)
      rows.push(row)
      threads.set(row.customer.id, [...(threads.get(row.customer.id) ?? []), row])
    }
  })

  const play = (policy: Policy): Promise<Run> =>
    runReplay({ paths: [FILE], read: { truth: 'case' }, policy, closeAfterMs: HOURS_3, journal: 'off' })

  /** Chats by message, and that nothing was lost, doubled or put in another order. */
  function reconcile(run: Run): Map<string, number> {
    expect(run.problems).to.deep.equal([])
    expect(run.replayed.refusals).to.deep.equal([])
    expect(run.replayed).to.deep.include({ entries: rows.length, left: 0, late: 0, duplicates: 0 })
    const streams = new Map<string, string[]>()
    const chatOf = new Map<string, number>()
    for (const { view, messages } of run.chats) {
      const stream = streams.get(view.customer) ?? []
      streams.set(view.customer, stream)
      for (const { id } of messages) {
        stream.push(id)
        chatOf.set(id, view.number)
      }
    }
    expect(chatOf.size).to.equal(rows.length)
    const wanted = [...threads].map(([customer, own]) => [customer, own.map(({ id }) => id)])
    expect(new Map(wanted.map(([customer, ids]) => [customer, ids]))).to.deep.equal(streams)
    const { messages } = run.figures
    expect(messages.customer + messages.agent).to.equal(rows.length)
    return chatOf
  }

  /** Borders and pairs, counted the slow way. */
  function compare(run: Run, chatOf: ReadonlyMap<string, number>): void {
    const counted = { true: 0, drawn: 0, met: 0 }
    const pairs = { all: 0, alike: 0, together: 0, ofOneCase: 0, inOneChat: 0 }
    for (const own of threads.values()) {
      for (const [at, row] of own.entries()) {
        for (let before = 0; before < at; before++) {
          const other = own[before]
          const isCase = other?.case === row.case
          const isChat = chatOf.get(other?.id ?? '') === chatOf.get(row.id)
          pairs.all++
          if (isCase === isChat) pairs.alike++
          if (isCase) pairs.ofOneCase++
          if (isChat) pairs.inOneChat++
          if (isCase && isChat) pairs.together++
          if (before < at - 1) continue
          if (!isCase) counted.true++
          if (!isChat) counted.drawn++
          if (!isCase && !isChat) counted.met++
        }
      }
    }
    const found = run.agreement
    expect(found?.borders).to.deep.include(counted)
    expect(found?.pairs.rand).to.be.closeTo(pairs.alike / pairs.all, 1e-12)
    expect(found?.pairs.f1).to.be.closeTo((2 * pairs.together) / (pairs.ofOneCase + pairs.inOneChat), 1e-12)
    const sets = (keyOf: (row: Row) => string) => {
      const groups = new Map<string, string[]>()
      for (const row of rows) {
        const key = `${row.customer.id} ${keyOf(row)}`
        groups.set(key, [...(groups.get(key) ?? []), row.id])
      }
      return new Set([...groups.values()].map((ids) => ids.join(' ')))
    }
    const cases = sets((row) => row.case)
    const chats = sets((row) => String(chatOf.get(row.id)))
    expect(found?.exact.recovered).to.equal([...cases].filter((one) => chats.has(one)).length)
    expect(found).to.deep.include({
      messages: rows.length,
      threads: threads.size,
      cases: cases.size,
      chats: chats.size,
    })
  }

  it('are one chat per customer when chats are endless', async () => {
    const run = await play('endless')
    const chatOf = reconcile(run)
    expect(run.chats).to.have.length(threads.size)
    compare(run, chatOf)
    expect(run.agreement?.borders).to.deep.include({ drawn: 0, recall: 0, f1: 0 })
  })

  it('are finished by silence after every gap of ten minutes, and reopened by whoever comes back', async () => {
    const run = await play('silence')
    reconcile(run)
    let gaps = 0
    for (const own of threads.values()) {
      for (const [at, row] of own.entries()) {
        const next = own[at + 1]
        if (next === undefined || Date.parse(next.at) - Date.parse(row.at) >= 600_000) gaps++
      }
    }
    expect(run.figures.finished).to.deep.include({
      total: gaps,
      by: { agent: 0, timer: gaps, automation: 0, split: 0 },
    })
    expect(run.figures.reopened + run.figures.resumed).to.equal(gaps - threads.size)
  })

  it('are divided where a chat is closed after three hours of silence', async () => {
    const run = await play('finish')
    compare(run, reconcile(run))
    let chats = threads.size
    for (const own of threads.values()) {
      for (const [at, row] of own.entries()) {
        const next = own[at + 1]
        if (next !== undefined && Date.parse(next.at) - Date.parse(row.at) >= HOURS_3) chats++
      }
    }
    expect(run.chats).to.have.length(chats)
    expect(run.agreement?.borders.precision).to.be.above(0.9)
  })

  it('are divided at every reopening where each is split off', async () => {
    const run = await play('split')
    compare(run, reconcile(run))
    expect(run.chats.length - threads.size).to.equal(run.figures.splits)
    expect(run.agreement?.borders.f1).to.be.above(0.3)
  })
})
