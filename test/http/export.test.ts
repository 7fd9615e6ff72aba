import { get } from 'node:http'
import { expect } from 'chai'
import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import { COLUMNS } from '../../src/http/export/columns.js'
import { csvOf } from '../../src/http/export/csv.js'
import { xlsxOf } from '../../src/http/export/xlsx.js'
import type { Problem } from '../../src/http/wire/problem.js'
import type { StatsView } from '../../src/http/wire/stats.js'
import { memoryStore } from '../../src/store/memory/memory-store.js'
import { until } from '../desk/until.js'
import { type RuleNode, ruleNode } from './rule-node.js'

type Row = { readonly [column: string]: string }

const olga = { agent: 'olga' }

describe('the export over HTTP', () => {
  let node: RuleNode
  beforeEach(async () => {
    node = await ruleNode()
  })
  afterEach(() => node.close())

  const deskOf = async () => (await node.desks.get('default')).desk
  const write = async (customer: string, text = 'Hi') => {
    const desk = await deskOf()
    return (await desk.receive({ channel: 'tg', customer: { id: customer }, text })).chat.number
  }
  const rows = (text: string): readonly Row[] => parse(text, { columns: true, bom: true }) as Row[]
  const csv = async (query = '') => rows((await node.call('GET', `/v1/export.csv${query}`)).text)

  it('is a table with a row for each chat, as many as the figures count', async () => {
    const desk = await deskOf()
    const chat = await write('anna', 'Where is my parcel?')
    node.clock.advance('PT90S')
    await desk.reply(chat, { ...olga, text: 'On its way' })
    await desk.update(chat, {
      ...olga,
      tags: ['parcel', 'vip'],
      fields: { order: 7 },
      assignee: { agent: 'olga', group: 'first' },
    })
    node.clock.advance('PT30S')
    await desk.finish(chat, { ...olga, status: 'pending' })
    await write('anna', 'And?')
    await desk.split(chat, olga)
    await write('boris')
    const answer = await node.call('GET', '/v1/export.csv')
    expect(answer.status).to.equal(200)
    expect(answer.headers['content-type']).to.equal('text/csv; charset=utf-8')
    expect(answer.headers['content-disposition']).to.equal('attachment; filename="chats.csv"')
    expect(answer.text.split('\r\n')[0]).to.equal(COLUMNS.map(({ name }) => name).join(','))
    const table = rows(answer.text)
    expect(table.map(({ number }) => number)).to.deep.equal(['3', '2', '1'])
    expect(table[2]).to.deep.equal({
      number: '1',
      subject: 'Where is my parcel?',
      channel: 'tg',
      customer: 'anna',
      status: 'pending',
      state: 'finished-pending',
      startedAt: '2026-03-02T12:00:00.000Z',
      startedBy: 'customer',
      reopenedAt: '',
      finishedAt: '2026-03-02T12:02:00.000Z',
      finishedBy: 'agent',
      waitingSince: '',
      activations: '1',
      firstResponseSeconds: '90',
      handlingSeconds: '120',
      customerMessages: '1',
      agentMessages: '1',
      automatedMessages: '0',
      notes: '0',
      agent: 'olga',
      group: 'first',
      priority: 'normal',
      tags: 'parcel, vip',
      fields: '{"order":7}',
      splitFrom: '',
      mergedFrom: '',
      previous: '',
      next: '2',
    })
    expect(table[1]).to.deep.include({ startedBy: 'split', splitFrom: '1', agent: 'olga' })
    const stats = await node.call<StatsView>('GET', '/v1/stats')
    expect(stats.body.total.chats.started.total).to.equal(table.length)
    await desk.merge(2, olga)
    const merged = await csv()
    expect(merged.map(({ number, mergedFrom, activations }) => [number, mergedFrom, activations])).to.deep.equal([
      ['3', '', '1'],
      ['1', '2', '2'],
    ])
    expect((await csv('?state=merged')).map(({ number }) => number)).to.deep.equal(['2'])
  })

  it('runs nothing in a spreadsheet, and survives quotes, line breaks and zeros', async () => {
    const hostile = ['=1+1', '+7 900', '-2+3', '@SUM(A1)', '\t=1', 'a "b", c', 'one\r\ntwo', 'nul \0 end', '＝1']
    for (const [index, text] of hostile.entries()) {
      await write(`=cmd|${index}`, 'Hi')
      await (await deskOf()).update(index + 1, { ...olga, subject: text, tags: [text.replaceAll('\0', '')] })
    }
    const table = await csv()
    expect(table).to.have.length(hostile.length)
    for (const row of table)
      for (const column of ['subject', 'customer', 'tags'])
        expect(row[column], column).to.not.match(/^[=+\-@\t\r＝＋－＠]/u)
    const subjects = table.map(({ subject }) => subject).reverse()
    expect(subjects.slice(0, 4)).to.deep.equal(["'=1+1", "'+7 900", "'-2+3", "'@SUM(A1)"])
    expect(subjects[5]).to.equal('a "b", c')
  })

  it('begins with a mark for Excel and takes another delimiter when asked', async () => {
    await write('anna', 'Привет; как дела?')
    const { text } = await node.call('GET', '/v1/export.csv?bom=1&delimiter=semicolon')
    expect(text.startsWith('\uFEFFnumber;subject;channel')).to.equal(true)
    expect(text).to.contain('"Привет; как дела?"')
    expect((await node.call('GET', '/v1/export.csv?delimiter=x')).status).to.equal(400)
  })

  it('holds the chats of a period, a channel, a state', async () => {
    await write('anna')
    node.clock.advance('P1D')
    const second = await write('boris')
    await (await deskOf()).finish(second, { ...olga, status: 'closed' })
    const numbers = async (query: string) => (await csv(query)).map(({ number }) => number)
    expect(await numbers('?from=2026-03-03')).to.deep.equal(['2'])
    expect(await numbers('?to=2026-03-03')).to.deep.equal(['1'])
    expect(await numbers('?from=2026-03-03&to=2026-03-03')).to.deep.equal([])
    expect(await numbers('?state=closed')).to.deep.equal(['2'])
    expect(await numbers('?state=active&channel=tg&customer=anna')).to.deep.equal(['1'])
    expect(await numbers('?channel=vk')).to.deep.equal([])
  })

  it('is JSON Lines with whole chats, and messages when asked for', async () => {
    const chat = await write('anna', 'One\nTwo')
    await (await deskOf()).note(chat, { ...olga, text: 'careful' })
    const plain = await node.call('GET', '/v1/export.jsonl')
    expect(plain.headers['content-type']).to.equal('application/x-ndjson')
    const line: unknown = JSON.parse(plain.text)
    const view = (await node.call<object>('GET', `/v1/chats/${chat}`)).body
    expect(line).to.deep.equal({ ...view, mergedFrom: [], activations: 1, firstResponseMs: null, handlingMs: null })
    const full = await node.call('GET', '/v1/export.jsonl?messages=1')
    const { messages } = JSON.parse(full.text) as { messages: { kind: string; text: string }[] }
    expect(messages.map(({ kind, text }) => [kind, text])).to.deep.equal([
      ['message', 'One\nTwo'],
      ['note', 'careful'],
    ])
  })

  it('is empty where there is nothing', async () => {
    expect(await csv()).to.deep.equal([])
    expect((await node.call('GET', '/v1/export.csv')).text).to.match(/^number,[^\n]*\r\n$/)
    expect((await node.call('GET', '/v1/export.jsonl')).text).to.equal('')
    const { app } = node
    const answer = await app.inject({ method: 'GET', url: '/v1/export.xlsx', headers: { host: 'localhost' } })
    expect(Object.keys(unzipSync(answer.rawPayload))).to.include('xl/worksheets/sheet1.xml')
  })

  it('is a workbook with texts, numbers and dates, and no formulas', async () => {
    await write('anna', '=HYPERLINK("x") <b>&amp; _x0041_ \u0001')
    const answer = await node.app.inject({ method: 'GET', url: '/v1/export.xlsx', headers: { host: 'localhost' } })
    expect(answer.headers['content-type']).to.match(/spreadsheetml\.sheet$/)
    const sheet = strFromU8(unzipSync(answer.rawPayload)['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
    expect(sheet).to.contain('=HYPERLINK("x") &lt;b&gt;&amp;amp; _x005F_x0041_ \uFFFD</t>')
    expect(sheet).to.contain('<c s="2"><v>46083.5</v></c>')
    expect(sheet).to.not.contain('<f>')
    expect(sheet.match(/<row>/g)).to.have.length(2)
  })

  it('is refused before anything is written when what is asked can not be', async () => {
    for (const [query, pointer] of [
      ['from=never', '/from'],
      ['zone=Nowhere', '/zone'],
      ['from=2026-03-02&to=2026-03-01', '/to'],
    ] as const)
      for (const path of ['csv', 'jsonl', 'xlsx']) {
        const { status, body } = await node.call<Problem>('GET', `/v1/export.${path}?${query}`)
        expect([status, body.code, body.pointer], `${path} ${query}`).to.deep.equal([400, 'invalid', pointer])
      }
    expect((await node.call('GET', '/v1/export.csv?what=ever')).status).to.equal(400)
  })

  it('reads no further when the caller hangs up, and leaves its place to others', async () => {
    const store = memoryStore()
    let pages = 0
    const many = await ruleNode({
      store: {
        ...store,
        chats: (workspace, filter) => {
          pages += 1
          return store.chats(workspace, filter)
        },
      },
    })
    try {
      const { desk } = await many.desks.get('default')
      for (let customer = 0; customer < 4_000; customer += 1)
        await desk.receive({ channel: 'tg', customer: { id: String(customer) }, text: 'x'.repeat(1_000) })
      const statuses: unknown[] = []
      const url = await many.app.listen({ port: 0, host: '127.0.0.1' })
      for (let call = 0; call < 6; call += 1) {
        await new Promise<void>((resolve, reject) => {
          const request = get(`${url}/v1/export.jsonl?messages=1`, (answer) => {
            statuses.push(answer.statusCode)
            answer.once('data', () => request.destroy())
            answer.once('close', resolve).on('error', () => {})
          }).on('error', reject)
        })
        let before = -1
        await until(() => {
          const isQuiet = before === pages
          before = pages
          return isQuiet
        })
      }
      expect(statuses).to.deep.equal([200, 200, 200, 200, 200, 200])
      expect(pages, 'of 120 and a look at the end').to.be.below(100)
    } finally {
      await many.close()
    }
  }).timeout(120_000)

  it('takes as much memory for many chats as for few', async function () {
    this.timeout(120_000)
    const page = await pageOf(node)
    let given = 0
    async function* pages() {
      for (let index = 0; index < 400; index += 1) {
        given += page.length
        yield page
      }
    }
    for (const write of [csvOf, xlsxOf]) {
      global.gc?.()
      const before = process.memoryUsage().rss
      let most = 0
      let bytes = 0
      for await (const chunk of write(pages())) {
        bytes += chunk.length
        most = Math.max(most, process.memoryUsage().rss)
      }
      expect(bytes).to.be.above(500_000)
      expect((most - before) / 1e6, write.name).to.be.below(150)
    }
    expect(given).to.equal(2 * 400 * 200)
  })

  it('begins another sheet where one is full', async () => {
    const page = await pageOf(node)
    async function* pages() {
      yield page.slice(0, 3)
      yield page.slice(0, 4)
    }
    const chunks: Uint8Array[] = []
    for await (const chunk of xlsxOf(pages(), { rowsOfASheet: 3 })) chunks.push(chunk)
    const files = unzipSync(Buffer.concat(chunks))
    const rowsIn = (sheet: number) =>
      (strFromU8(files[`xl/worksheets/sheet${sheet}.xml`] ?? new Uint8Array()).match(/<row>/g) ?? []).length
    expect([1, 2, 3].map(rowsIn)).to.deep.equal([4, 4, 2])
    expect(strFromU8(files['xl/workbook.xml'] ?? new Uint8Array()).match(/<sheet /g)).to.have.length(3)
  })
})

async function pageOf(node: RuleNode) {
  const { desk } = await node.desks.get('default')
  for (let customer = 0; customer < 200; customer += 1)
    await desk.receive({ channel: 'tg', customer: { id: `c${customer}` }, text: `Question ${customer}` })
  for await (const page of desk.export()) return page
  throw new Error('The desk exported nothing')
}
