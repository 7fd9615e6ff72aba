// A pattern means the same to Postgres, whatever its locale, as to JavaScript.
import { expect } from 'chai'
import fc from 'fast-check'
import { Client } from 'pg'
import { searchPattern } from '../../../src/core/chat/search-pattern.js'
import { type FreshDatabase, freshDatabase } from '../../postgres/server.js'

/** Databases have no place for NUL and halves of characters. */
const storable = (text: string): string => text.replace(/\0|\p{Surrogate}/gu, '')

describe('the pattern of a search, on a server', function () {
  this.timeout(120_000)
  let database: FreshDatabase
  let client: Client
  before(async () => {
    database = await freshDatabase()
    client = new Client({ connectionString: database.url })
    await client.connect()
  })
  after(async () => {
    await client.end()
    await database.drop()
  })

  it('finds what JavaScript finds, and nothing else', async () => {
    const near = fc.string({ unit: fc.constantFrom(...'aAzZжЖßẞσΣςİiIı\\.*[](){}^$|?+/-"\' %_#&~!:=<>,;\n\t09👋') })
    const wild = fc.string({ unit: 'binary' })
    const text = fc.oneof(near, wild).map(storable)
    let [found, missed] = [0, 0]
    const judged = async (sought: string, within: string): Promise<void> => {
      const pattern = searchPattern(sought)
      const { rows } = await client.query<{ found: boolean }>('select $1::text ~ $2::text as found', [within, pattern])
      const expected = new RegExp(pattern, 'u').test(within)
      expect(rows[0]?.found, JSON.stringify([sought, within])).to.equal(expected)
      if (expected) found += 1
      else missed += 1
    }
    await fc.assert(
      fc.asyncProperty(text, text, text, async (sought, before, within) => {
        await judged(sought, within)
        await judged(sought, `${before}${sought.toUpperCase()}${within}`)
        await judged(storable(sought.slice(0, 1)), within)
      }),
      { numRuns: 300 },
    )
    expect(Math.min(found, missed)).to.be.greaterThan(50)
  })
})
