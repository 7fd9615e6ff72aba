import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { type Run, type RunOptions, runReplay } from '../../src/cli/replay-run.js'

const DIR = mkdtempSync(join(tmpdir(), 'caseline-'))
const minute = (count: number) => new Date(Date.UTC(2026, 2, 2, 9, 0) + count * 60_000).toISOString()
const by = { channel: 'tg', customer: { id: '42' } }
let files = 0

interface Line {
  readonly type: string
  readonly [field: string]: unknown
}

const asks = (at: number, more: object = {}): Line => ({
  type: 'customer.message',
  at: minute(at),
  ...by,
  id: `c${at}`,
  text: `asks ${at}`,
  ...more,
})
const answers = (at: number, more: object = {}): Line => ({
  type: 'agent.message',
  at: minute(at),
  ...by,
  agent: 'olga',
  id: `a${at}`,
  text: `answers ${at}`,
  ...more,
})
const finishes = (at: number, status: string): Line => ({
  type: 'finish',
  at: minute(at),
  ...by,
  agent: 'olga',
  status,
})

function play(lines: readonly Line[], more: Partial<RunOptions> = {}): Promise<Run> {
  files++
  const path = join(DIR, `${files}.jsonl`)
  writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  return runReplay({ paths: [path], read: { truth: 'case' }, policy: 'silence', ...more })
}

const shape = (run: Run) =>
  run.chats.map(
    ({ view, messages }) => `#${view.number} ${view.state}: ${messages.map((message) => message.id).join(' ')}`,
  )

describe('a replay', () => {
  after(() => rmSync(DIR, { recursive: true }))

  it('lets the gaps that people left finish chats', async () => {
    const moments: string[] = []
    const run = await play([asks(0), answers(1), asks(30)], {
      onDue: (at, done) =>
        moments.push(...done.flatMap((one) => one.events.map((event) => `${at.slice(14, 16)} ${event.type}`))),
    })
    expect(moments).to.deep.equal([
      '10 chat.finish-soon',
      '11 chat.finished',
      '39 chat.finish-soon',
      '40 chat.finished',
    ])
    expect(shape(run)).to.deep.equal(['#1 finished-open: c0 a1 c30'])
    expect(run.figures).to.deep.include({ reopened: 1, chats: 1, customers: 1 })
    expect(run.figures.finished).to.deep.include({ total: 2, by: { agent: 0, timer: 2, automation: 0, split: 0 } })
  })

  it('finishes first when silence is due at the very moment of the next message', async () => {
    expect((await play([asks(0), asks(10)])).figures.reopened).to.equal(1)
    expect((await play([asks(0), asks(9.99)])).figures.reopened).to.equal(0)
  })

  it('takes another silence', async () => {
    expect((await play([asks(0), asks(30)], { silence: 'PT1H' })).figures.reopened).to.equal(0)
  })

  it("begins another chat after a closed one, by the customer's message and by the agent's", async () => {
    const run = await play([asks(0), finishes(1, 'closed'), answers(2), finishes(3, 'closed'), asks(4)])
    expect(shape(run)).to.deep.equal(['#1 closed: c0', '#2 closed: a2', '#3 finished-open: c4'])
    expect(run.replayed.refusals).to.deep.equal([])
  })

  it("resumes a finished chat by the agent's message", async () => {
    const run = await play([asks(0), finishes(1, 'pending'), answers(2)])
    expect(shape(run)).to.deep.equal(['#1 finished-pending: c0 a2'])
    expect(run.figures.resumed).to.equal(1)
  })

  it('takes an entry that is out of order as arriving late, and tells it', async () => {
    const run = await play([asks(0), finishes(5, 'pending'), asks(3), asks(6)])
    expect(run.problems.map(({ code, line }) => `${line} ${code}`)).to.deep.equal(['3 out-of-order'])
    expect(run.replayed.late).to.equal(1)
    const late = run.chats.flatMap(({ messages }) => messages).find(({ id }) => id === 'c3')
    expect(late).to.deep.include({ late: true, sentAt: minute(3), at: minute(5) })
    expect(run.figures.messages.customer).to.equal(3)
  })

  it('takes the same message once', async () => {
    const run = await play([asks(0), asks(0), asks(0)])
    expect(run.figures.messages.customer).to.equal(1)
    expect(run.replayed.duplicates).to.equal(2)
  })

  it('counts what the desk refuses and goes on', async () => {
    const run = await play([finishes(0, 'open'), asks(1), finishes(2, 'open'), finishes(3, 'open'), asks(4)])
    expect(run.replayed.refusals.map(({ code, entry }) => `${entry.place?.line} ${code}`)).to.deep.equal([
      '1 not-found',
      '4 already-finished',
    ])
    expect(run.figures.messages.customer).to.equal(2)
  })

  it('follows splits, merges and their undoing', async () => {
    const command = (type: string, at: number): Line => ({ type, at: minute(at), ...by, agent: 'olga' })
    const start = [asks(0), finishes(1, 'pending'), asks(2), command('split', 3), answers(4)]
    expect(shape(await play(start))).to.deep.equal(['#1 finished-pending: c0', '#2 finished-pending: c2 a4'])
    const merged = [...start, command('merge', 5), answers(6)]
    expect(shape(await play(merged))).to.deep.equal(['#1 finished-pending: c0 c2 a4 a6'])
    const undone = [...merged, command('unmerge', 7), asks(8)]
    expect(shape(await play(undone))).to.deep.equal(['#1 finished-pending: c0', '#2 finished-open: c2 a4 a6 c8'])
    const answered = await play([...merged, command('unmerge', 7), answers(8)])
    expect(answered.replayed.refusals, 'the revived chat is the current one').to.deep.equal([])
    expect(shape(answered)).to.deep.equal(['#1 finished-pending: c0', '#2 finished-pending: c2 a4 a6 a8'])
  })

  it('edits messages of customers by their ids in the history', async () => {
    const run = await play([asks(0), { type: 'edit', at: minute(1), id: 'c0', text: 'better' }])
    expect(run.chats[0]?.messages[0]).to.deep.include({ text: 'better', edited: true })
  })

  describe('under a policy', () => {
    const history = [
      asks(0, { case: 'a' }),
      answers(1, { case: 'a' }),
      asks(60, { case: 'b' }),
      answers(61, { case: 'b' }),
      finishes(62, 'closed'),
      asks(400, { case: 'c' }),
    ]

    it('endless: one chat, whatever was recorded', async () => {
      const run = await play(history, { policy: 'endless' })
      expect(shape(run)).to.deep.equal(['#1 active: c0 a1 c60 a61 c400'])
      expect(run.replayed).to.deep.include({ entries: 5, left: 1 })
      expect(run.agreement?.borders).to.deep.include({ true: 2, drawn: 0 })
    })

    it('silence: as recorded', async () => {
      expect(shape(await play(history))).to.deep.equal(['#1 closed: c0 a1 c60 a61', '#2 finished-open: c400'])
    })

    it('split: every reopening is split off', async () => {
      const run = await play(history, { policy: 'split' })
      expect(shape(run)).to.deep.equal(['#1 finished-pending: c0 a1', '#2 closed: c60 a61', '#3 finished-open: c400'])
      expect(run.agreement?.borders.f1).to.equal(1)
    })

    it('finish: closed after a long silence, at the moment it is due', async () => {
      const finish = { policy: 'finish', closeAfterMs: 60 * 60_000 } as const
      const run = await play([asks(0), answers(1), asks(61)], finish)
      expect(shape(run)).to.deep.equal(['#1 closed: c0 a1', '#2 closed: c61'])
      expect(run.figures.statusSet.closed).to.equal(2)
      expect(shape(await play([asks(0), answers(1), asks(60)], finish))).to.deep.equal(['#1 closed: c0 a1 c60'])
    })

    it('finish: also a live chat, where silence is longer than that', async () => {
      const run = await play([asks(0), asks(61)], { policy: 'finish', closeAfterMs: 60 * 60_000, silence: 'PT2H' })
      expect(shape(run)).to.deep.equal(['#1 closed: c0', '#2 closed: c61'])
      expect(run.figures.finished.by.agent).to.equal(2)
    })
  })

  it('measures first responses from the first question, and leaves automation out', async () => {
    const run = await play([answers(0), asks(5), answers(9), finishes(10, 'closed'), asks(20), finishes(21, 'closed')])
    expect(run.figures.firstResponse).to.deep.equal({ count: 1, median: 240_000, p90: 240_000, max: 240_000 })
    expect(run.figures.unanswered).to.equal(1)
  })

  it('has nothing to say of an empty history', async () => {
    const run = await play([])
    expect(run.chats).to.deep.equal([])
    expect(run.replayed).to.deep.include({ entries: 0, from: null })
    expect(run.agreement).to.equal(null)
  })
})
