import { expect } from 'chai'
import fc from 'fast-check'
import { isInShare } from '../../../src/core/rules/rollout.js'

const place = fc.record({ workspace: fc.string(), thread: fc.string(), version: fc.string() })
const drawn = (share: number, version: string, count = 20_000) =>
  Array.from({ length: count }, (_, index) => ({ workspace: 'w', thread: `["tg","${index}"]`, version })).filter(
    (one) => isInShare(share, one),
  )

describe('a share of the threads', () => {
  it('has a thread in every greater share too, and in the same one always', () => {
    fc.assert(
      fc.property(
        place,
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        (at, one, other) => {
          const [less, more] = one < other ? [one, other] : [other, one]
          expect(isInShare(more, at)).to.equal(isInShare(less, at) || isInShare(more, { ...at }))
          if (isInShare(less, at)) expect(isInShare(more, at)).to.equal(true)
        },
      ),
    )
  })

  it('is all of them at 100 and none at 0', () => {
    fc.assert(fc.property(place, (at) => isInShare(100, at) && !isInShare(0, at)))
  })

  it('is as large as it says, of threads that are numbered on too', () => {
    // 20,000 draws: four standard deviations of 10 % are 0.85 %.
    for (const share of [1, 10, 50])
      expect((drawn(share, 'v').length / 20_000) * 100).to.be.closeTo(
        share,
        4 * Math.sqrt((share * (100 - share)) / 20_000),
      )
  })

  it('is another one for another version', () => {
    const [one, other] = [drawn(10, 'a'), drawn(10, 'b')].map((all) => new Set(all.map(({ thread }) => thread)))
    const both = [...(one ?? [])].filter((thread) => other?.has(thread)).length
    expect(both).to.be.within(120, 280)
  })
})
