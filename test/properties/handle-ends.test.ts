import { expect } from 'chai'
import fc from 'fast-check'
import { handle } from '../../src/core/handle.js'
import { loadRuleSet } from '../../src/core/rules/load-rule-set.js'
import type { Condition, EventTrigger, Rule, RuleAction } from '../../src/core/rules/rule-set.js'
import type { Command } from '../../src/core/thread/command.js'
import { newContact } from '../../src/core/thread/learn.js'
import { emptyThread } from '../../src/core/thread/thread.js'

const TRIGGERS: readonly EventTrigger[] = [
  'chat.started',
  'message.received',
  'chat.updated',
  'chat.finished',
  'note.added',
]
const TAGS = ['a', 'b', 'c']

const tag = fc.constantFrom(...TAGS)
const once = fc.constantFrom('never-limit' as const, 'chat' as const, undefined)
/** Everything by which rules may wake each other. */
const action: fc.Arbitrary<RuleAction> = fc.oneof(
  tag.map((one): RuleAction => ({ do: 'add-tags', tags: [one] })),
  tag.map((one): RuleAction => ({ do: 'remove-tags', tags: [one] })),
  fc.constantFrom<RuleAction>(
    { do: 'add-note', text: 'n {{ chat.counts.notes }}' },
    { do: 'set-field', of: 'chat', field: 'n', value: '{{ chat.version }}{{ chat.counts.notes }}' },
    { do: 'set-subject', subject: '{{ chat.subject }}!' },
    { do: 'finish', status: 'open' },
    { do: 'assign', agent: 'ann' },
    { do: 'assign', none: true },
    { do: 'send-message', text: '{{ message.text }}', delay: 'PT1M' },
  ),
  once.map(
    (limit): RuleAction => ({ do: 'send-message', text: 'Hello', ...(limit === undefined ? {} : { once: limit }) }),
  ),
)
const condition: fc.Arbitrary<Condition> = fc.oneof(
  tag.map((one): Condition => ({ fact: 'chat', path: '$.tags', operator: 'contains', value: one })),
  tag.map((one): Condition => ({ fact: 'chat', path: '$.tags', operator: 'doesNotContain', value: one })),
  fc
    .nat({ max: 5 })
    .map((count): Condition => ({ fact: 'chat', path: '$.counts.notes', operator: 'lessThan', value: count })),
)
const rule = fc.record({
  on: fc.uniqueArray(fc.constantFrom(...TRIGGERS), { minLength: 1, maxLength: 3 }),
  when: fc.record({ all: fc.array(condition, { maxLength: 2 }) }),
  then: fc.array(action, { minLength: 1, maxLength: 3 }),
  priority: fc.integer({ min: 1, max: 3 }),
  stop: fc.constantFrom(true, false, false, false),
})
const rules = fc
  .array(rule, { maxLength: 20 })
  .map((all) => all.map((one, index): Rule => ({ ...one, id: `r${index}` })))

const command: Command = {
  type: 'customer.message',
  id: 'c1',
  at: '2026-03-02T12:00:00.000Z',
  channel: 'tg',
  customer: { id: 'anna' },
  messageId: 'm1',
  text: 'Hi',
  attachments: [],
}

describe('handle', () => {
  it('always ends, whatever rules wake each other, acts once per rule, and says the same of the same', async () => {
    let cascades = 0
    await fc.assert(
      fc.asyncProperty(rules, async (set) => {
        const loaded = loadRuleSet({ rules: set })
        if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics))
        const times = { finishAfterMs: 600_000, warnBeforeMs: 60_000, postponeMs: 300_000 }
        const input = {
          contact: newContact('tg', 'anna', command.at),
          channel: { id: 'tg', kind: 'telegram', name: 'tg', endless: false, ...times },
          nextNumber: 1,
          messages: [],
          rules: loaded.rules,
          agents: { online: 0, statuses: {} },
          facts: {},
          storm: [],
          trace: 'full' as const,
        }
        // Compiled rules keep notes of the latest snapshot (core/rules/index/room.ts); that they say the same again is below.
        const told = () => JSON.stringify([emptyThread('tg', 'anna'), { ...input, rules: loaded.rules.version }])
        const before = told()
        const handled = await handle(emptyThread('tg', 'anna'), command, input)
        const again = await handle(emptyThread('tg', 'anna'), command, input)
        expect(JSON.stringify(again)).to.equal(JSON.stringify(handled))
        expect(told(), 'the input is left alone').to.equal(before)
        if (handled.refused !== null) throw new Error(handled.refused.message)

        const passes = handled.trace?.passes ?? []
        const judged = passes.filter(
          (pass) => pass.isCascade && !pass.verdicts.some((one) => one.kind === 'stopped' && one.by === 'limit'),
        )
        // Each rule acts once and an action raises one event at most, so there are no more passes than actions.
        expect(judged.length).to.be.at.most(set.flatMap((rule) => rule.then).length)
        cascades = Math.max(cascades, judged.length)
        const acted = passes
          .flatMap((pass) => pass.verdicts)
          .flatMap((one) => (one.kind === 'matched' ? [one.rule] : []))
        expect(acted).to.deep.equal([...new Set(acted)])
        expect(handled.messages.map((one) => one.seq)).to.deep.equal(handled.messages.map((_, index) => index + 1))
        expect(handled.thread.lastSeq).to.equal(handled.messages.length)
        expect(new Set(handled.effects.map((one) => one.id)).size).to.equal(handled.effects.length)
      }),
      { numRuns: 150 },
    )
    expect(cascades, 'the sets do cascade').to.be.greaterThan(4)
  })
})
