import { expect } from 'chai'
import { readCsv } from '../../src/history/csv.js'
import type { CsvOptions } from '../../src/history/csv-row.js'
import { readCsvText } from '../../src/history/csv-text.js'
import { codes, gather, inPieces, listen } from './reading.js'

const map = { at: 'Date', customer: 'Client', text: 'Body', author: 'Side', agent: 'Operator', truth: 'Ticket' }

async function read(content: string, options: Partial<CsvOptions> = {}) {
  const told = listen()
  const entries = await gather(readCsv(inPieces(content), 'a.csv', told.events, { map, ...options }))
  // A page has no streams: of a text as a whole the same is read.
  const whole = readCsvText(content, 'a.csv', { map, ...options })
  expect(whole.entries).to.deep.equal(entries)
  expect(whole.problems).to.deep.equal(told.problems)
  return { entries, told, codes: codes(told) }
}

describe('a CSV with mapped columns', () => {
  const header = 'Date,Client,Body,Side,Operator,Ticket'

  it('gives messages of customers and agents', async () => {
    const { entries, codes } = await read(
      `\uFEFF${header}\r\n2026-03-02T09:00:00Z,anna,"Hello, ""you""\r\nthere",client,,7\r\n2026-03-02T09:01:00Z,anna,Hi,Operator,olga,7\r\n`,
    )
    expect(codes).to.deep.equal([])
    expect(entries[0]).to.deep.include({
      type: 'customer.message',
      text: 'Hello, "you"\r\nthere',
      truth: '7',
      channel: 'csv',
    })
    expect(entries[1]).to.deep.include({ type: 'agent.message', agent: 'olga', customer: { id: 'anna' } })
  })

  it('takes semicolons, dates of its own and a zone', async () => {
    const { entries } = await read('Date;Client;Body\n02.03.2026 12:00;anna;x', {
      map: { at: 'Date', customer: 'Client', text: 'Body' },
      zone: 'Europe/Moscow',
      dateFormat: 'dd.MM.yyyy HH:mm',
    })
    expect(entries[0]?.at).to.equal('2026-03-02T09:00:00.000Z')
    const usual = await read('Date;Client\n02.03.2026 12:00;anna', {
      map: { at: 'Date', customer: 'Client' },
      zone: 'Europe/Moscow',
    })
    expect(usual.entries[0]?.at).to.equal('2026-03-02T09:00:00.000Z')
  })

  it('needs no mapping for columns with our own names', async () => {
    const { entries } = await read(
      'at,customer,text,agent\n2026-03-02T09:00:00Z,anna,x,\n2026-03-02T09:01:00Z,anna,y,olga',
      {
        map: {},
      },
    )
    expect(entries.map((entry) => entry.type)).to.deep.equal(['customer.message', 'agent.message'])
  })

  it('reports bad rows with their lines and reads on', async () => {
    const { entries, codes } = await read(
      `${header}\nyesterday,anna,x,client,,\n2026-03-02T09:00:00Z,,x,client,,\n2026-03-02T09:00:00Z,anna\n2026-03-02T09:00:00Z,anna,x,client,,\n`,
    )
    expect(codes).to.deep.equal(['2:bad-date', '3:missing-field', '4:bad-csv'])
    expect(entries).to.have.length(1)
  })

  it('refuses a map to a column that is not there', async () => {
    const error = await read('Date,Client\n').catch((one: unknown) => one)
    expect(error).to.have.property('code', 'no-column')
    expect(error).to.have.property('message').that.contains('"Date", "Client"')
  })

  it('refuses a map without time or customer', async () => {
    const error = await read('Date,Client\nx,y', { map: { at: 'Date' } }).catch((one: unknown) => one)
    expect(error).to.have.property('code', 'no-column')
  })

  it('says nothing of an empty file', async () => {
    expect(await read('')).to.deep.include({ entries: [], codes: [] })
  })
})
