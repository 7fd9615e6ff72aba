import { expect } from 'chai'
import fc from 'fast-check'
import { type Cell, overlapOf } from '../../src/history/overlap.js'
import { agreement } from '../../src/history/truth.js'

const labels = (text: string) => text.split('')
const thread = (truth: string, drawn: string) => ({ truth: labels(truth), drawn: labels(drawn) })

describe('how well drawn borders meet the true ones', () => {
  it('counts borders that were met, missed and invented', () => {
    const { borders } = agreement([thread('aaabbbccc', '111222233'), thread('aabb', '1111')])
    expect(borders).to.deep.include({ true: 3, drawn: 2, met: 1, precision: 0.5, recall: 1 / 3, f1: 0.4 })
  })

  it('draws no border between threads', () => {
    const { borders, cases } = agreement([thread('aaa', '111'), thread('bbb', '222')])
    expect(borders).to.deep.include({ true: 0, drawn: 0, precision: null, recall: null, f1: null })
    expect(cases).to.equal(2)
  })

  it('is perfect for equal borders, whatever the chats are called', () => {
    const found = agreement([thread('aabbcc', '332211'), thread('zz', '99')])
    expect(found.borders.f1).to.equal(1)
    expect(found.windowDiff.value).to.equal(0)
    expect(found.pairs).to.deep.include({ f1: 1, rand: 1 })
    expect(found.overlap).to.equal(1)
    expect(found.variation).to.equal(0)
    expect(found.exact).to.deep.include({ recovered: 4, f1: 1 })
  })

  it('sees one endless chat for what it is', () => {
    const found = agreement([thread('aabb', '1111')])
    expect(found.borders).to.deep.include({ drawn: 0, precision: null, recall: 0, f1: 0 })
    expect(found.pairs).to.deep.include({ precision: 2 / 6, recall: 1, rand: 2 / 6 })
    expect(found.overlap).to.equal(0.5)
    expect(found.variation).to.equal(1)
    expect(found.exact.recovered).to.equal(0)
    // Windows 0–2 and 1–3 both hold the one true border and none drawn.
    expect(found.windowDiff).to.deep.equal({ k: 2, value: 1 })
  })

  it('takes a case that comes back after another as two borders and one case', () => {
    const found = agreement([thread('aba', '123')])
    expect(found).to.deep.include({ cases: 2, chats: 3 })
    expect(found.borders).to.deep.include({ true: 2, met: 2 })
    expect(found.exact).to.deep.include({ recovered: 1 })
  })

  it('has nothing to say of nothing', () => {
    const found = agreement([])
    expect(found).to.deep.include({ messages: 0, overlap: null, variation: null })
  })

  it('finds the same best matching as trying all of them', () => {
    const table = fc.array(fc.array(fc.nat(20), { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(table, (rows) => {
        const cells: Cell[] = rows.flatMap((row, truth) =>
          row.flatMap((count, drawn) => (count === 0 ? [] : [{ truth: `t${truth}`, drawn: `d${drawn}`, count }])),
        )
        expect(overlapOf(cells)).to.equal(bestOf(rows, 0, new Set()))
      }),
    )
  })
})

function bestOf(rows: readonly (readonly number[])[], row: number, taken: ReadonlySet<number>): number {
  const counts = rows[row]
  if (counts === undefined) return 0
  let best = bestOf(rows, row + 1, taken)
  for (const [column, count] of counts.entries()) {
    if (!taken.has(column)) best = Math.max(best, count + bestOf(rows, row + 1, new Set([...taken, column])))
  }
  return best
}
