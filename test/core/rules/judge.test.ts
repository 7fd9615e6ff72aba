import { expect } from 'chai'
import { judgeRule } from '../../../src/core/rules/judge.js'
import { MISSING } from '../../../src/core/rules/missing.js'
import { DECORATORS, operatorTable } from '../../../src/core/rules/operators/engine-operators.js'
import { newSnapshot } from '../../../src/core/rules/snapshot.js'
import { judged, loaded, under } from './judging.js'

const X = { facts: ['x', 'y'] }
const leaf = (path: string, value: unknown): object => ({ fact: 'x', path, operator: 'equal', value })

async function findingOf(when: unknown, x: unknown, rest: object = {}) {
  const result = await judged(under(when, rest), { x }, X)
  return result.kind === 'failed' ? result.finding : result
}

describe('a rule', () => {
  it('without a condition always matches', async () => {
    const set = { rules: [{ id: 'r', on: 'chat.started', then: [{ do: 'finish', status: 'open' }] }] }
    expect(await judged(set, {})).to.deep.equal({ kind: 'matched' })
  })

  it('that failed shows the first leaf of `all` that did, with what it saw', async () => {
    const finding = await findingOf({ all: [leaf('$.a', 1), leaf('$.b', 2), leaf('$.c', 3)] }, { a: 1, b: 5 })
    expect(finding).to.deep.equal({
      fact: 'x',
      path: '$.b',
      operator: 'equal',
      expected: 2,
      actual: 5,
      pointer: '/all/1',
    })
  })

  it('that failed shows the first leaf of `any`, and of `not` one that held', async () => {
    expect(await findingOf({ any: [leaf('$.a', 1), leaf('$.b', 2)] }, { a: 9, b: 9 })).to.include({
      pointer: '/any/0',
      actual: 9,
    })
    const not = { not: { any: [leaf('$.a', 1), { all: [leaf('$.b', 2), leaf('$.c', 3)] }] } }
    expect(await findingOf(not, { a: 9, b: 2, c: 3 })).to.include({ pointer: '/not/any/1/all/0', actual: 2 })
    const twice = { not: { not: { all: [leaf('$.a', 1), leaf('$.b', 2)] } } }
    expect(await findingOf(twice, { a: 1, b: 0 })).to.include({ pointer: '/not/not/all/1', actual: 0 })
  })

  it('shows a leaf that was looked at when priorities ended the judging early', async () => {
    const when = { all: [leaf('$.a', 1), { ...leaf('$.b', 2), priority: 9 }] }
    expect(await findingOf(when, { a: 0, b: 0 })).to.include({ pointer: '/all/1' })
  })

  it('says in which named condition the leaf is', async () => {
    const conditions = { outer: { all: [{ condition: 'inner' }] }, inner: { any: [leaf('$.a', 1)] } }
    const finding = await findingOf({ all: [leaf('$.b', 2), { condition: 'outer' }] }, { a: 0, b: 2 }, { conditions })
    expect(finding).to.deep.include({ pointer: '/all/1', within: { condition: 'inner', pointer: '/any/0' }, actual: 0 })
    const direct = await findingOf({ condition: 'inner' }, { a: 0 }, { conditions })
    expect(direct).to.deep.include({ pointer: '', within: { condition: 'inner', pointer: '/any/0' } })
  })

  it('explains even an empty list', async () => {
    expect(await findingOf({ not: { all: [] } }, {})).to.include({
      pointer: '/not',
      reason: 'An empty list always holds',
    })
  })

  it('shows the written operator, the value of another fact, and small JSON', async () => {
    const when = { all: [{ fact: 'x', operator: 'not:containsText', value: 'A', params: { exact: true } }] }
    expect(await findingOf(when, 'bA')).to.include({ operator: 'not:containsText', expected: 'A', actual: 'bA' })
    const other = { all: [{ fact: 'x', operator: 'equal', value: { fact: 'y' } }] }
    const result = await judged(under(other), { x: 'a'.repeat(10_000), y: Number.NaN }, X)
    expect(result.kind === 'failed' && result.finding.expected).to.equal(null)
    expect(result.kind === 'failed' && String(result.finding.actual).length).to.equal(501)
  })

  it('whose operator throws is an error, not an exception', async () => {
    const options = {
      ...X,
      operators: {
        breaks: () => {
          throw new Error('no luck')
        },
      },
    }
    const set = under({ all: [{ fact: 'x', operator: 'breaks', value: 1 }] })
    expect(await judged(set, { x: 1 }, options)).to.deep.equal({
      kind: 'error',
      code: 'condition-failed',
      message: 'no luck',
    })
  })

  it("takes only `true` of an embedder's operator for true", async () => {
    const truthy: unknown = 1
    const options = { ...X, operators: { odd: () => truthy === true, even: (fact: unknown) => fact === 2 } }
    expect((await judged(under({ all: [{ fact: 'x', operator: 'odd', value: 1 }] }), { x: 1 }, options)).kind).to.equal(
      'failed',
    )
    expect(
      (await judged(under({ all: [{ fact: 'x', operator: 'even', value: 1 }] }), { x: 2 }, options)).kind,
    ).to.equal('matched')
  })
})

describe('a missing fact', () => {
  const missing = {
    unknown: {},
    undefined: { x: undefined },
    sentinel: { x: MISSING },
    rejected: { x: () => Promise.reject(new Error('down')) },
    thrown: {
      x: () => {
        throw new Error('down')
      },
    },
    late: { x: async () => MISSING },
    promised: { x: Promise.resolve(undefined) },
  }

  for (const [how, facts] of Object.entries(missing)) {
    it(`makes the leaf false when it is ${how}, and says so`, async () => {
      const result = await judged(
        under({ all: [{ fact: 'x', path: '$.a', operator: 'not:equal', value: 1 }] }),
        facts,
        X,
      )
      expect(result.kind).to.equal('failed')
      expect(result.kind === 'failed' && result.finding).to.include({ actual: null, missing: true })
      expect(result.kind === 'failed' && result.finding.reason).to.match(/`x` is missing/)
    })
  }

  it('is false under every operator and decorator, on either side', async () => {
    const values = {
      between: [1, 2],
      in: ['a'],
      notIn: ['a'],
      matches: 'a',
      isBlank: true,
      isEmail: false,
      isPhone: false,
    } as const
    const lists = ['containsAnyText', 'containsAllText', 'hasAny', 'hasAll', 'hasNone']
    const times = ['before', 'after']
    const durations = ['olderThan', 'youngerThan']
    for (const name of operatorTable().keys()) {
      const value = lists.includes(name)
        ? ['a']
        : times.includes(name)
          ? '2026-03-02'
          : durations.includes(name)
            ? 'PT1H'
            : (new Map<string, unknown>(Object.entries(values)).get(name) ?? 'a')
      for (const decorator of ['', ...DECORATORS.map((one) => `${one}:`), 'not:not:', 'not:someFact:']) {
        const listed = decorator.includes('Value') ? [value] : value
        const operator = decorator + name
        const left = await judged(
          under({ all: [{ fact: 'x', operator, value: listed }] }),
          { y: 1, now: '2026-03-02' },
          X,
        )
        expect(left.kind, operator).to.equal('failed')
        const right = await judged(
          under({ all: [{ fact: 'y', operator, value: { fact: 'x' } }] }),
          { y: ['a'], now: '2026-03-02' },
          X,
        )
        expect(right.kind, `${operator} on the right`).to.equal('failed')
      }
    }
  })

  it('does not take a true sibling with it', async () => {
    const when = {
      any: [
        { fact: 'x', operator: 'equal', value: 1 },
        { fact: 'y', operator: 'equal', value: 2 },
      ],
    }
    expect((await judged(under(when), { y: 2 }, X)).kind).to.equal('matched')
  })

  it('is another thing than a missing property, which json-rules-engine judges', async () => {
    const when = (operator: string) => under({ all: [{ fact: 'x', path: '$.none', operator, value: 1 }] })
    expect((await judged(when('notEqual'), { x: {} }, X)).kind).to.equal('matched')
    const failed = await judged(when('equal'), { x: {} }, X)
    expect(failed.kind === 'failed' && failed.finding).to.include({ missing: true, actual: null })
    expect(failed.kind === 'failed' && failed.finding.reason).to.equal(undefined)
  })

  it('of `now` makes olderThan false', async () => {
    expect(
      (await judged(under({ all: [{ fact: 'x', operator: 'olderThan', value: 'PT1H' }] }), { x: '2020-01-01' }, X))
        .kind,
    ).to.equal('failed')
  })
})

describe('a snapshot', () => {
  it('asks a fact once for each set of parameters, whatever the order of their names', async () => {
    const asked: unknown[] = []
    const rules = loaded(
      under({
        all: [
          { fact: 'x', params: { a: 1, b: 2 }, operator: 'equal', value: 'v' },
          { fact: 'x', params: { b: 2, a: 1 }, path: '$', operator: 'equal', value: 'v' },
          { fact: 'x', params: { a: 2 }, operator: 'equal', value: 'v' },
          { fact: 'x', operator: 'containsText', params: { exact: true }, value: 'v' },
        ],
      }),
      X,
    )
    const snapshot = newSnapshot(rules, {
      x: (params: unknown) => {
        asked.push(params)
        return 'v'
      },
    })
    const [rule] = rules.rulesFor('message.received')
    if (rule === undefined) throw new Error('no rule')
    for (let times = 0; times < 3; times += 1) expect((await judgeRule(rule, snapshot)).kind).to.equal('matched')
    expect(asked).to.deep.equal([{ a: 1, b: 2 }, { a: 2 }, {}])
  })

  it('asks nothing that no condition needs', async () => {
    const when = {
      all: [
        { fact: 'y', operator: 'equal', value: 1, priority: 2 },
        { fact: 'x', operator: 'equal', value: 1 },
      ],
    }
    const facts = {
      y: 2,
      x: () => {
        throw new Error('was asked')
      },
      z: () => {
        throw new Error('was asked')
      },
    }
    expect((await judged(under(when), facts, X)).kind).to.equal('failed')
  })

  it('is not disturbed by others that are judged at the same time', async () => {
    const rules = loaded(
      {
        conditions: { big: { all: [{ fact: 'x', path: '$.n', operator: 'greaterThan', value: 50 }] } },
        rules: Array.from({ length: 20 }, (_, index) => ({
          id: `r${index}`,
          on: 'message.received',
          priority: index + 1,
          when: { any: [{ condition: 'big' }, { fact: 'x', path: '$.n', operator: 'equal', value: index }] },
          then: [{ do: 'add-tags', tags: ['t'] }],
        })),
      },
      X,
    )
    const judgeAll = async (n: number): Promise<number> => {
      const snapshot = newSnapshot(rules, {
        x: async () => {
          for (let turns = 0; turns < (n * 7) % 13; turns += 1) await Promise.resolve()
          return { n }
        },
      })
      const verdicts = await Promise.all(rules.rulesFor('message.received').map((rule) => judgeRule(rule, snapshot)))
      return verdicts.filter(({ kind }) => kind === 'matched').length
    }
    const counts = await Promise.all(Array.from({ length: 100 }, (_, n) => judgeAll(n)))
    expect(counts).to.deep.equal(Array.from({ length: 100 }, (_, n) => (n > 50 ? 20 : n < 20 ? 1 : 0)))
  })

  it('is not harmed by facts with the names of what objects share', async () => {
    const hostile = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}, "a": 1}')
    const when = { all: [leaf('$.a', 1), { fact: 'x', path: '$.polluted', operator: 'isBlank', value: true }] }
    expect((await judged(under(when), { x: hostile }, X)).kind).to.equal('matched')
    const shown = await judged(under({ all: [{ fact: 'x', operator: 'equal', value: 1 }] }), { x: hostile }, X)
    expect(shown.kind === 'failed' && JSON.stringify(shown.finding.actual)).to.equal(JSON.stringify(hostile))
    expect(Object.hasOwn(Object.prototype, 'polluted')).to.equal(false)
    const inherited = await judged(
      under({ all: [{ fact: 'x', path: '$.toString', operator: 'isBlank', value: true }] }),
      { x: {} },
      X,
    )
    expect(inherited.kind).to.equal('matched')
  })
})
