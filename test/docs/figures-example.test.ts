// The worked example of docs/reference/figures.md: its history, rules and command, and what the table says comes out of them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { caselineHere } from '../cli/in-process.js'
import { blocks, pages } from './pages.js'

interface Named {
  readonly [name: string]: unknown
}

const page = pages().find(({ path }) => path === 'docs/reference/figures.md')?.text ?? ''
/** `chats.started` → what the table tells of it. */
const told = new Map(
  [...page.matchAll(/^\| `([\w.]+)` \| [^|]+ \| ([^|]+) \|$/gm)].map(([, name = '', cell = '']) => [name, cell]),
)
const LIST = '\\d+(?:, \\d+)*'

describe('the example of the figures', () => {
  const folder = mkdtempSync(join(tmpdir(), 'caseline figures page '))
  let total: Named = {}
  before(async () => {
    const [history, rules, command] = blocks(page.split('## An example\n')[1] ?? '')
    writeFileSync(join(folder, 'example.jsonl'), history?.text ?? '')
    writeFileSync(join(folder, 'example.rules.json'), rules?.text ?? '')
    const [, , ...words] = (command?.text ?? '').trim().split(' ')
    const args = words.map((word) => (word.startsWith('example.') ? join(folder, word) : word))
    const { code, out, err } = await caselineHere([...args, '--json'])
    expect([code, err]).to.deep.equal([0, ''])
    total = JSON.parse(out).total
  })
  after(() => rmSync(folder, { recursive: true }))

  const figure = (path: string): unknown =>
    path.split('.').reduce<unknown>((at, step) => (isNamed(at) ? at[step] : undefined), total)

  it('has every figure', () => {
    const { businessHours: _, ...rooms } = total
    const names = Object.entries(rooms).flatMap(([room, inside]) =>
      ['chats', 'customers', 'autoresponses'].includes(room) ? namesIn(room, inside) : [room],
    )
    expect([...told.keys()].sort()).to.deep.equal(names.sort())
  })

  for (const [name, cell] of told) {
    const [, list, unit] = new RegExp(`^of (${LIST})( min)?`).exec(cell) ?? []
    const [, count, , of] = /^(\d+)( of (\d+))?/.exec(cell) ?? []
    it(`tells ${name} as it comes out`, () => {
      const found = figure(name)
      if (list !== undefined)
        expect(found).to.deep.equal(unit === undefined ? spread(list, 1, 2) : spread(list, 60_000))
      else if (of !== undefined) expect(found).to.include({ count: Number(count), of: Number(of) })
      else if (isNamed(found)) expect(kindsOf(cell)).to.deep.equal(kindsIn(found))
      else expect(found).to.equal(Number(count))
      if (isNamed(found) && /^\d+:/.test(cell)) expect(found).to.include({ total: Number(count) })
    })
  }

  it('tells replies in business hours as they come out', () => {
    const [, list = ''] = new RegExp(`\`businessHours\\.reply\` is of (${LIST}) min`).exec(page) ?? []
    expect(figure('businessHours.reply')).to.deep.equal(spread(list, 60_000))
  })

  it('tells a spread as it comes out', () => {
    const sentence = /has `count` (\d+), `mean` (\d+), `median` (\d+), `p90` and `max` (\d+)\./.exec(page) ?? []
    const [count, mean, median, max] = sentence.slice(1).map(Number)
    expect(figure('firstResponse')).to.deep.equal({ count, mean, median, p90: max, max })
  })
})

function isNamed(value: unknown): value is Named {
  return typeof value === 'object' && value !== null
}

function namesIn(room: string, inside: unknown): string[] {
  return isNamed(inside) ? Object.keys(inside).map((name) => `${room}.${name}`) : []
}

/** "3 `customer`, 0 `split`" → what was counted of each kind, without what there was none of. */
function kindsOf(cell: string): Named {
  const pairs = [...cell.matchAll(/(\d+) `([\w-]+)`/g)].map(([, count, kind = '']): [string, number] => [
    kind,
    Number(count),
  ])
  return Object.fromEntries(pairs.filter(([, count]) => count > 0))
}

function kindsIn({ by, byStatus, total: _, ...plain }: Named): Named {
  const all = { ...plain, ...Object(byStatus), ...Object(by) }
  return Object.fromEntries(Object.entries(all).filter(([, count]) => count !== 0))
}

/** As the page says: by the nearest rank, means without digits or with two. */
function spread(list: string, scale: number, digits = 0) {
  const values = list.split(', ').map((value) => Number(value) * scale)
  const rank = (share: number) => values[Math.ceil(share * values.length) - 1]
  const mean = Number((values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(digits))
  return { count: values.length, mean, median: rank(0.5), p90: rank(0.9), max: values.at(-1) }
}
