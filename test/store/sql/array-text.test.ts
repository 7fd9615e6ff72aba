// Elements of arrays come back as they went, whatever stands in them.
import { expect } from 'chai'
import fc from 'fast-check'
import { arrayElement, arrayText } from '../../../src/store/sql/array-text.js'
import { storable } from '../../../src/store/sql/encode.js'
import { openPGlite, type PGliteDatabase } from '../../../src/store/sql/pglite/pglite-driver.js'
import type { Statement } from '../../../src/store/sql/statements/statement.js'
import { templateFile } from './pglite-place.js'
import { type PostgresPlace, postgresPlace } from './postgres-place.js'

const TEXTS: Statement = { name: 'array_texts', text: 'select to_json(array_remove($2::text[], $1))::text as result' }
const NUMBERS: Statement = {
  name: 'array_numbers',
  text: 'select to_json(array_remove($2::bigint[], $1::bigint))::text as result',
}
const NOBODY = '-1'

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('"', '\\', '{', '}', ',', ' ', '\n', '\t', "'", 'NULL', 'null', '\0', '\ud83d', 'я', '👍'), {
      maxLength: 8,
    })
    .map((parts) => parts.join('')),
)

describe('an array as a parameter', function () {
  this.timeout(60_000)
  let postgres: PostgresPlace
  let pglite: PGliteDatabase
  before(async () => {
    postgres = await postgresPlace()
    pglite = await openPGlite({ template: templateFile() })
  })
  after(async () => {
    await postgres.drop()
    await pglite.driver.close()
  })
  const backFrom = async (statement: Statement, elements: readonly (string | number | null)[]) => {
    const answers = [postgres.driver, pglite.driver].map((driver) =>
      driver.call(NOBODY, statement, [arrayText(elements)]),
    )
    return (await Promise.all(answers)).map((answer): unknown => JSON.parse(answer ?? 'null'))
  }

  it('holds texts as they are, but for what no database holds', () =>
    fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 20 }), async (texts) => {
        const kept = texts.map(storable).filter((one) => one !== NOBODY)
        for (const answer of await backFrom(TEXTS, texts.map(arrayElement))) expect(answer).to.deep.equal(kept)
      }),
    ))

  it('holds numbers and nothing', async () => {
    const numbers = [1, null, 0, Number.MAX_SAFE_INTEGER]
    for (const answer of await backFrom(NUMBERS, numbers)) expect(answer).to.deep.equal(numbers)
    for (const answer of await backFrom(NUMBERS, [])) expect(answer).to.deep.equal([])
  })
})
