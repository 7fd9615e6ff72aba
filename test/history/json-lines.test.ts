import { expect } from 'chai'
import { readJsonLines } from '../../src/history/json-lines.js'
import { MAX_LINE_BYTES } from '../../src/history/lines.js'
import type { ParseOptions } from '../../src/history/parse-entry.js'
import { codes, gather, inPieces, listen } from './reading.js'

const AT = '2026-03-02T09:00:00.000Z'
const message = (more: object = {}) =>
  JSON.stringify({
    type: 'customer.message',
    at: AT,
    channel: 'tg',
    customer: { id: '42' },
    id: 'm1',
    text: 'Привет',
    ...more,
  })

async function read(content: string | Uint8Array, options: ParseOptions = {}, piece = 7) {
  const told = listen()
  const entries = await gather(readJsonLines(inPieces(content, piece), 'a.jsonl', told.events, options))
  return { entries, told, codes: codes(told) }
}

describe('our JSON Lines', () => {
  it('reads the same however the bytes are cut', async () => {
    const text = `${message()}\n${message({ id: 'm2', text: 'ещё 🙂' })}\n`
    const wanted = await read(text, {}, 100_000)
    expect(wanted.entries).to.have.length(2)
    for (const piece of [1, 2, 3, 5, 64])
      expect(await read(text, {}, piece)).to.deep.include({ entries: wanted.entries })
  })

  it('reads every type of entry', async () => {
    const base = { at: AT, channel: 'tg', customer: '42', agent: 'olga' }
    const lines = [
      { ...base, type: 'agent.message', text: 'hello' },
      { ...base, type: 'start', text: 'hello' },
      { ...base, type: 'note', text: 'between us' },
      { ...base, type: 'finish', status: 'pending' },
      { type: 'split', at: AT, chat: 1, agent: 'olga' },
      { ...base, type: 'merge' },
      { ...base, type: 'unmerge' },
      { ...base, type: 'postpone' },
      { ...base, type: 'update', tags: ['vip'], priority: 'high', assignee: 'ivan', status: 'open' },
      { type: 'edit', at: AT, id: 'm1', text: 'better' },
      { type: 'edit', at: AT, id: 'm1', deleted: true },
      { ...base, type: 'workflow.start', workflow: 'survey' },
      { type: 'workflow.cancel', at: AT, chat: 1 },
      { type: 'call.outcome', at: AT, chat: 1, outcome: { ok: true } },
    ]
    const { entries, codes } = await read(lines.map((line) => JSON.stringify(line)).join('\n'))
    expect(codes).to.deep.equal([])
    expect(entries.map((entry) => entry.type)).to.deep.equal(lines.map((line) => line.type))
    expect(entries[4]).to.deep.include({ target: { chat: 1 } })
    expect(entries[3]).to.deep.include({ target: { channel: 'tg', customer: { id: '42' } }, status: 'pending' })
    expect(entries[8]).to.deep.include({
      changes: { tags: ['vip'], priority: 'high', assignee: { agent: 'ivan' } },
      status: 'open',
    })
    expect(entries[10]).to.deep.include({ id: 'm1', deleted: true })
  })

  it('takes a BOM, CRLF, empty lines and a last line without an end', async () => {
    const { entries, codes } = await read(`\uFEFF${message()}\r\n\r\n${message({ id: 'm2' })}`)
    expect(codes).to.deep.equal([])
    expect(entries.map((entry) => entry.place?.line)).to.deep.equal([1, 3])
  })

  it('says nothing of an empty file', async () => {
    expect(await read('')).to.deep.include({ entries: [], codes: [] })
    expect(await read('\n\n')).to.deep.include({ entries: [], codes: [] })
  })

  it('reports each bad line with its number and code, and reads on', async () => {
    const lines = [
      '{"type":',
      '[1]',
      'null',
      message({ type: 'customer.shout' }),
      message({ type: undefined }),
      message({ at: undefined }),
      message({ at: 'yesterday' }),
      message({ at: '2026-02-30T09:00:00Z' }),
      message({ at: '2026-03-02T09:00:00' }),
      message({ customer: {} }),
      message({ customer: { id: 'x', tags: 'vip' } }),
      message({ text: 5 }),
      message({ text: undefined }),
      message({ id: 'last' }),
    ]
    const { entries, codes } = await read(lines.join('\n'))
    expect(codes).to.deep.equal([
      '1:bad-json',
      '2:not-an-object',
      '3:not-an-object',
      '4:unknown-type',
      '5:missing-field',
      '6:missing-field',
      '7:bad-date',
      '8:bad-date',
      '9:no-zone',
      '10:missing-field',
      '11:bad-field',
      '12:bad-field',
      '13:missing-field',
    ])
    expect(entries).to.have.length(1)
  })

  it('names the field to blame', async () => {
    const { told } = await read(message({ customer: { id: 'x', email: 3 } }))
    expect(told.problems[0]).to.deep.include({ field: 'customer.email', source: 'a.jsonl', line: 1 })
  })

  it('reads dates without a zone on the clock that it is given', async () => {
    const moscow = { zone: 'Europe/Moscow' }
    const { entries } = await read(message({ at: '2026-03-02 12:00:00' }), moscow)
    expect(entries[0]?.at).to.equal(AT)
    const zoned = await read(message({ at: '2026-03-02T11:00:00+02:00' }), moscow)
    expect(zoned.entries[0]?.at).to.equal(AT)
    const unix = await read(message({ at: Date.parse(AT) / 1000 }), moscow)
    expect(unix.entries[0]?.at).to.equal(AT)
  })

  it('passes over a line of ten megabytes without keeping it, and reads the next', async () => {
    const { entries, told } = await read(`${message({ text: 'x'.repeat(10_000_000) })}\n${message()}`, {}, 1 << 16)
    expect(told.problems.map((problem) => problem.code)).to.deep.equal(['too-long'])
    expect(10_000_000).to.be.above(MAX_LINE_BYTES)
    expect(entries.map((entry) => entry.place?.line)).to.deep.equal([2])
  })

  it('reports a line that is not UTF-8', async () => {
    const bad = new Uint8Array([...new TextEncoder().encode(`${message()}\n{"text":"`), 0xc3, 0x28, 10])
    const { entries, codes } = await read(bad)
    expect(codes).to.deep.equal(['2:bad-utf8'])
    expect(entries).to.have.length(1)
  })

  it('keeps the true case when told which field holds it', async () => {
    const { entries } = await read(message({ case: 'c7' }), { truth: 'case' })
    expect(entries[0]?.truth).to.equal('c7')
    expect((await read(message({ case: 'c7' }))).entries[0]).not.to.have.property('truth')
  })

  it('does not mistake __proto__ for a field', async () => {
    const line = `{"__proto__":{"type":"customer.message","channel":"tg"},"at":"${AT}","customer":{"id":"1"},"text":""}`
    expect((await read(line)).codes).to.deep.equal(['1:missing-field'])
  })
})
