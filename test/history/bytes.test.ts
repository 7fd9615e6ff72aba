import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { expect } from 'chai'
import { HistoryError, strictly } from '../../src/history/problem.js'
import { readHistory } from '../../src/history/read.js'
import { codes, gather, listen } from './reading.js'

const line = (minute: number, more: object = {}) =>
  `${JSON.stringify({ type: 'customer.message', at: new Date(Date.UTC(2026, 2, 2, 9, minute)).toISOString(), channel: 'tg', customer: { id: '42' }, id: `m${minute}`, text: `message ${minute} ${Math.imul(minute, 2_654_435_761)}`, ...more })}\n`

const many = Array.from({ length: 20_000 }, (_, minute) => line(minute)).join('')

describe('a history on the disk', () => {
  const dir = mkdtempSync(join(tmpdir(), 'caseline-'))
  const file = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(dir, name), content)
    return join(dir, name)
  }
  after(() => rmSync(dir, { recursive: true }))

  it('is unzipped when its bytes say so, whatever its name', async () => {
    const told = listen()
    expect(await gather(readHistory([file('a.jsonl', gzipSync(many))], told.events))).to.have.length(20_000)
    expect(await gather(readHistory([file('b.jsonl.gz', line(1))], told.events))).to.have.length(1)
    expect(told.problems).to.deep.equal([])
  })

  it('gives what is whole of a gzip file that was cut off, and says so', async () => {
    const zipped = gzipSync(many)
    const told = listen()
    const entries = await gather(readHistory([file('cut.gz', zipped.subarray(0, zipped.length / 2))], told.events))
    expect(entries.length).to.be.within(5000, 15_000)
    expect(told.problems.map((problem) => problem.code)).to.include('cut-off')
  })

  it('may be several members in one gzip file', async () => {
    const told = listen()
    const path = file('two.gz', Buffer.concat([gzipSync(line(1)), gzipSync(line(2))]))
    expect(await gather(readHistory([path], told.events))).to.have.length(2)
  })

  it('is refused when it is not there', async () => {
    const told = listen()
    const error = await gather(readHistory([join(dir, 'nowhere.jsonl')], told.events)).catch((one: unknown) => one)
    expect(error).to.be.instanceOf(HistoryError)
    expect(error).to.have.property('code', 'unreadable')
  })

  it('comes from standard input as well, zipped or not', async () => {
    for (const content of [Buffer.from(line(1)), gzipSync(line(1))]) {
      const told = listen()
      expect(await gather(readHistory(['-'], told.events, { stdin: Readable.from([content]) }))).to.have.length(1)
    }
  })

  it('tells entries that are out of order, and gives them all the same', async () => {
    const told = listen()
    const path = file('late.jsonl', line(5) + line(3) + line(5) + line(6))
    expect((await gather(readHistory([path], told.events))).map((entry) => entry.place?.line)).to.deep.equal([
      1, 2, 3, 4,
    ])
    expect(codes(told)).to.deep.equal(['2:out-of-order'])
  })

  it('can be put in order first', async () => {
    const told = listen()
    const path = file('late.jsonl', line(5) + line(3) + line(6))
    const entries = await gather(readHistory([path], told.events, { sort: true }))
    expect(entries.map((entry) => entry.place?.line)).to.deep.equal([2, 1, 3])
    expect(told.problems).to.deep.equal([])
  })

  it('is merged by time with others', async () => {
    const told = listen()
    const paths = [
      file('one.jsonl', line(1) + line(4)),
      file('two.jsonl', line(2) + line(3) + line(9)),
      file('none.jsonl', ''),
    ]
    const entries = await gather(readHistory(paths, told.events))
    expect(entries.map((entry) => entry.at.slice(14, 16))).to.deep.equal(['01', '02', '03', '04', '09'])
  })

  it('stops at the first bad line when read strictly', async () => {
    const told = listen()
    const path = file('bad.jsonl', `${line(1)}oops\n${line(2)}`)
    const read: string[] = []
    const error = await (async () => {
      for await (const entry of readHistory([path], { ...told.events, onProblem: strictly })) read.push(entry.at)
    })().catch((one: unknown) => one)
    expect(read).to.have.length(1)
    expect(error).to.be.instanceOf(HistoryError).with.property('code', 'bad-json')
  })
})
