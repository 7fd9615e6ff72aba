import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { makeDesk } from '../desk/make-desk.js'
import { type PostgresPlace, postgresPlace } from '../store/sql/postgres-place.js'
import { caselineHere } from './in-process.js'

const olga = { agent: 'olga' }

describe('import by the command line', function () {
  this.timeout(120_000)
  const folder = mkdtempSync(join(tmpdir(), 'caseline import '))
  const path = (name: string): string => join(folder, name)
  const file = (name: string, lines: readonly unknown[]): string => {
    writeFileSync(path(name), lines.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n'))
    return path(name)
  }
  let place: PostgresPlace
  before(async () => {
    place = await postgresPlace()
    const { desk, clock } = await makeDesk({ store: await place.emptyStore(), rules: [] })
    const { chat } = await desk.receive({ channel: 'tg', customer: { id: 'anna' }, id: 'm1', text: 'Where is it?' })
    clock.advance('PT90S')
    await desk.reply(chat.number, { ...olga, text: 'On its way' })
    await desk.note(chat.number, { ...olga, text: 'Call the depot' })
    await desk.finish(chat.number, { ...olga, status: 'closed' })
    await desk.receive({ channel: 'vk', customer: { id: 'boris' }, text: 'Hello' })
  })
  after(async () => {
    await place.drop()
    rmSync(folder, { recursive: true })
  })
  const on = (workspace: string) => ['--postgres', place.url, '--workspace', workspace]
  const linesOf = async (workspace: string): Promise<string> => {
    const output = path(`${workspace}.jsonl`)
    const { code } = await caselineHere(['export', ...on(workspace), '--messages', '-o', output])
    expect(code).to.equal(0)
    return readFileSync(output, 'utf8')
  }

  it('of what was exported gives the same desk, once', async () => {
    const whole = path('whole.desk.jsonl')
    expect((await caselineHere(['export', ...on('default'), '-o', whole])).code).to.equal(0)
    const { code, out } = await caselineHere(['import', whole, ...on('copy')])
    expect([code, out]).to.deep.equal([0, 'Imported: 2 chats of 2 threads with 4 messages\n'])
    expect(await linesOf('copy')).to.equal(await linesOf('default'))
    const again = await caselineHere(['import', whole, ...on('copy')])
    expect(again.code).to.equal(2)
    expect(again.err).to.contain('The desk has chats already')
  })

  it('of a file with faults tells their lines and writes nothing', async () => {
    const whole = path('cut.desk.jsonl')
    expect((await caselineHere(['export', ...on('default'), '--format', 'desk', '-o', whole])).code).to.equal(0)
    const lines = readFileSync(whole, 'utf8').trimEnd().split('\n')
    file('cut.desk.jsonl', [...lines.slice(0, 2), lines[2]?.replace('"seq":1', '"seq":7') ?? '', ...lines.slice(3, -1)])
    const { code, out, err } = await caselineHere(['import', whole, ...on('cut')])
    expect([code, out]).to.deep.equal([1, ''])
    expect(err).to.contain('line 3: message m1 is out of order: seq 7')
    expect(err).to.contain('the file was cut off')
    expect(err).to.contain('Nothing was imported')
    expect(await linesOf('cut')).to.equal('')
  })

  it('of recorded conversations makes chats of them in their own time, and sends nothing', async () => {
    const say = (type: string, at: string, more = {}) => ({
      type,
      at,
      channel: 'tg',
      customer: { id: 'anna' },
      ...more,
    })
    const history = file('history.jsonl', [
      say('customer.message', '2026-03-02T10:00:00Z', { id: 'h1', text: 'Hi' }),
      say('agent.message', '2026-03-02T10:02:00Z', { ...olga, text: 'Hello' }),
      say('finish', '2026-03-02T10:03:00Z', { ...olga, status: 'closed' }),
      say('customer.message', '2026-03-05T10:00:00Z', { id: 'h2', text: 'Another question' }),
    ])
    const { code, out } = await caselineHere(['import', history, ...on('history'), '--json'])
    expect(code).to.equal(0)
    expect(JSON.parse(out)).to.deep.equal({ threads: 1, chats: 2, messages: 3, faults: [], isDone: true })
    const [second, first] = (await linesOf('history'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect([first.state, first.firstResponseMs, first.finishedAt]).to.deep.equal([
      'closed',
      120_000,
      '2026-03-02T10:03:00.000Z',
    ])
    // By silence, long ago.
    expect([second.state, second.finishedAt]).to.deep.equal(['finished-open', '2026-03-05T10:10:00.000Z'])
    const queue = await caselineHere(['queue', ...on('history'), '--json'])
    expect(JSON.parse(queue.out).outbox).to.deep.include({ waiting: 0 })
  })

  it('of a history with faults writes nothing, or with --lenient the rest', async () => {
    const history = file('bad-lines.jsonl', [
      { type: 'customer.message', at: '2026-03-02T10:00:00Z', channel: 'tg', customer: { id: 'anna' }, text: 'Hi' },
      '{"type":"customer.mess',
      { type: 'split', at: '2026-03-02T10:01:00Z', channel: 'tg', customer: { id: 'anna' }, ...olga },
    ])
    const refused = await caselineHere(['import', history, ...on('faulty')])
    expect([refused.code, refused.out]).to.deep.equal([1, ''])
    expect(refused.err).to.contain('bad-lines.jsonl:2')
    expect(refused.err).to.contain('bad-lines.jsonl:3 split:')
    expect(await linesOf('faulty')).to.equal('')
    const taken = await caselineHere(['import', history, ...on('faulty'), '--lenient'])
    expect([taken.code, taken.out]).to.deep.equal([0, 'Imported: 1 chat of 1 thread with 1 message, 2 left out\n'])
    expect((await linesOf('faulty')).trimEnd().split('\n')).to.have.length(1)
  })

  it('and a whole export refuse what makes no sense together', async () => {
    for (const wrong of [
      ['export', ...on('default'), '--format', 'desk', '--channel', 'tg'],
      ['export', '--url', 'http://127.0.0.1:1', '--format', 'desk'],
      ['import', '-', path('history.jsonl'), ...on('x')],
      ['import', path('whole.desk.jsonl'), path('whole.desk.jsonl'), ...on('x')],
    ])
      expect((await caselineHere(wrong)).code, wrong.join(' ')).to.equal(2)
  })
})
