import { expect } from 'chai'
import fc from 'fast-check'
import type { Fact } from '../../../src/core/statistics/fact.js'
import { codeOf, FACT_SHAPES, type FactShape } from '../../../src/core/statistics/fact-codes.js'
import { packDays, unpackFacts } from '../../../src/core/statistics/packed-facts.js'

const ANNA = { channel: 'tg', customer: 'anna' }
const NOON = Date.parse('2026-03-02T12:00:00.000Z')
const instant = fc.integer({ min: NOON - 200_000_000, max: NOON + 200_000_000 })

function factOf(shape: FactShape, at: number, since: number, agent: string | null): Fact {
  const own = { at, chat: 0, agent }
  switch (shape.kind) {
    case 'first-response':
    case 'reply':
      return { ...shape, ...own, since }
    case 'waited':
      return {
        ...shape,
        ...own,
        spans: [
          [since, at],
          [since - 5, since + 7],
        ].slice(0, Math.abs(since) % 3) as [number, number][],
      }
    case 'finished': {
      const { isPartial, ...rest } = shape
      return { ...rest, ...own, since: isPartial ? null : since }
    }
    default:
      return { ...shape, ...own }
  }
}

const facts = fc.array(
  fc
    .tuple(fc.constantFrom(...FACT_SHAPES), instant, instant, fc.constantFrom(null, 'olga', 'pavel', ''))
    .map(([shape, at, since, agent]) => factOf(shape, at, since, agent)),
)

describe('packed facts', () => {
  it('are unpacked as they were, each on its day, whatever the clock did', () => {
    fc.assert(
      fc.property(facts, facts, (all, endless) => {
        const days = packDays(ANNA, all, endless)
        const sorted = (some: readonly Fact[]) =>
          some.map((one) => JSON.stringify(Object.entries(one).sort())).toSorted()
        const unpacked = days.flatMap(({ day, facts: [, , , agents, numbers] }) => {
          const own = unpackFacts(day, numbers, agents)
          expect(own.every(({ at }) => new Date(at).toISOString().startsWith(day))).to.equal(true)
          return own
        })
        expect(sorted(unpacked)).to.deep.equal(sorted(all))
        const others = days.flatMap(({ day, facts: [, , , agents], endless: numbers }) =>
          unpackFacts(day, numbers, agents),
        )
        expect(sorted(others)).to.deep.equal(
          sorted(endless.filter(({ kind }) => kind !== 'message' && kind !== 'withheld')),
        )
      }),
    )
  })

  it('know whose they are, and a correspondence from a conversation', () => {
    const started: Fact = { kind: 'started', by: 'customer', at: NOON, chat: 3, agent: null }
    const [chat] = packDays(ANNA, [started], [])
    const [letter] = packDays({ ...ANNA, root: 'l1' }, [started], [])
    expect([chat?.facts, letter?.facts]).to.deep.equal([
      ['tg', 'anna', 0, [], [0, 43_200_000, 0]],
      ['tg', 'anna', 1, [], [0, 43_200_000, 0]],
    ])
  })

  it('have codes that stay: what is stored means the same for good', () => {
    const shown = FACT_SHAPES.map((shape) => Object.values(shape).join(' '))
    expect(shown.slice(0, 14)).to.deep.equal([
      'started customer',
      'started agent',
      'started split',
      'reopened customer',
      'reopened agent',
      'message customer',
      'message agent',
      'message automation',
      'first-response',
      'reply',
      'waited',
      'settled true',
      'settled false',
      'finished agent open false',
    ])
    expect([shown[24], shown[25], shown[36], shown[37], shown[43], shown.length]).to.deep.equal([
      'finished split closed false',
      'finished agent open true',
      'finished split closed true',
      'withheld not-first-chat',
      'withheld agent-answered',
      44,
    ])
    for (const [code, shape] of FACT_SHAPES.entries()) expect(codeOf(factOf(shape, NOON, NOON, null))).to.equal(code)
  })

  it('of a newer version are refused', () => {
    expect(() => unpackFacts('2026-03-02', [44, 0, 0], [])).to.throw(RangeError)
  })
})
