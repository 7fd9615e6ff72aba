import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect } from 'chai'
import fc from 'fast-check'
import { type HistoryParts, historyParts, linesOf } from '../../../src/cli/simulate/history-parts.js'
import type { PartSetup } from '../../../src/cli/simulate/simulate-part.js'
import { simulateParts } from '../../../src/cli/simulate/simulate-parts.js'
import type { RuleSet } from '../../../src/core/rules/rule-set.js'
import type { HistoryEntry } from '../../../src/history/entry.js'
import { simulate } from '../../../src/replay/simulate.js'

const runs = Number(process.env.CASELINE_RUNS ?? 10)
const at = (minute: number) => new Date(Date.parse('2026-03-02T09:00:00Z') + minute * 60_000).toISOString()
const rules = (after: string): RuleSet => ({
  rules: [
    {
      id: 'slow',
      on: { after, since: 'message.received' },
      then: [{ do: 'send-message', text: 'Soon', once: 'chat' }],
    },
  ],
})
const says = (minute: number, customer: string, index: number, text = 'Hi'): HistoryEntry => ({
  type: 'customer.message',
  at: at(minute),
  channel: 'tg',
  customer: { id: customer },
  id: `m${index}`,
  text,
})

async function* each(entries: readonly HistoryEntry[]): AsyncGenerator<HistoryEntry> {
  yield* entries
}

const setupOf = ({ edits, until }: HistoryParts, isInOrder: boolean): PartSetup => ({
  before: rules('PT5M'),
  after: rules('PT8M'),
  silence: undefined,
  channelKind: undefined,
  channels: [],
  edits,
  until: until ?? undefined,
  isInOrder,
  limit: 5,
  timelines: false,
})

describe('a history in parts', () => {
  it('comes to the same as the whole in memory, with what is late and what is edited', async () => {
    const one = fc.record({
      minute: fc.nat(200),
      customer: fc.nat(12),
      kind: fc.constantFrom('message', 'message', 'finish', 'edit'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 25 }), fc.boolean(), async (given, isInOrder) => {
        const entries = given.map(({ minute, customer, kind }, index): HistoryEntry => {
          const id = `c${customer}`
          if (kind === 'edit') return { type: 'edit', at: at(minute), id: `m${index - 1}`, text: 'Changed' }
          if (kind === 'message') return says(minute, id, index)
          const target = { channel: 'tg', customer: { id } }
          return { type: 'finish', at: at(minute), target, agent: 'olga', status: 'closed' }
        })
        const ordered = isInOrder
          ? entries
          : entries.toSorted((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0))
        const whole = await simulate(ordered, { before: rules('PT5M'), after: rules('PT8M'), limit: 5 })
        const divided = await historyParts(each(entries), { isInOrder })
        try {
          const { found, edited } = await simulateParts(divided.parts, setupOf(divided, isInOrder), {
            jobs: 1,
            onPlayed: () => {},
          })
          const lost = divided.editCount - edited
          const { refused, from: _, until: __, ...rest } = found
          const { from: ___, until: ____, ...expected } = whole
          expect({
            ...rest,
            entries: rest.entries + lost,
            refused: { before: refused.before + lost, after: refused.after + lost },
          }).to.deep.equal(expected)
        } finally {
          await divided.remove()
        }
      }),
      { numRuns: runs },
    )
  })

  it('holds each customer in one part, and parts are of a bearable size whatever the history', async () => {
    async function* many(): AsyncGenerator<HistoryEntry> {
      for (let index = 0; index < 20_000; index += 1) yield says(index, `c${index % 600}`, index, 'x'.repeat(400))
    }
    const divided = await historyParts(many(), { isInOrder: true })
    try {
      expect([divided.entries, divided.isWhole, divided.until]).to.deep.equal([20_000, false, at(19_999)])
      expect(divided.parts.length).to.be.within(8, 16)
      const partOf = new Map<string, number>()
      let entries = 0
      for (const [part, paths] of divided.parts.entries()) {
        let bytes = 0
        for (const path of paths)
          for await (const line of linesOf(path)) {
            const [, entry]: [number, { customer: { id: string } }] = JSON.parse(line)
            expect(partOf.get(entry.customer.id) ?? part).to.equal(part)
            partOf.set(entry.customer.id, part)
            bytes += line.length
            entries += 1
          }
        expect(bytes).to.be.lessThan(4 * 1024 * 1024)
      }
      expect([entries, partOf.size]).to.deep.equal([20_000, 600])
    } finally {
      await divided.remove()
    }
    expect(existsSync(dirname(divided.parts[0]?.[0] ?? ''))).to.equal(false)
  })

  it('that names chats by their numbers is one part', async () => {
    const entries: HistoryEntry[] = [
      ...Array.from({ length: 40 }, (_, index) => says(0, `c${index}`, index)),
      { type: 'finish', at: at(1), target: { chat: 3 }, agent: 'olga', status: 'closed' },
    ]
    const divided = await historyParts(each(entries), { isInOrder: true })
    try {
      expect([divided.isWhole, divided.parts.length]).to.deep.equal([true, 1])
      const { found } = await simulateParts(divided.parts, setupOf(divided, true), { jobs: 4, onPlayed: () => {} })
      expect([found.refused.before, found.before.finishedBy.agent]).to.deep.equal([0, 1])
    } finally {
      await divided.remove()
    }
  })
})
