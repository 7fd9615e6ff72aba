import { expect } from 'chai'
import { checkRuleSet } from '../../../src/core/rules/check-rule-set.js'
import { loadRuleSet } from '../../../src/core/rules/load-rule-set.js'
import { FIRST_CONTACT } from '../../desk/workflow/make-workflow.js'

const END = { end: {} }

function found(steps: object, more: object = {}, options = {}) {
  const [start] = Object.keys(steps)
  return checkRuleSet({ workflows: [{ id: 'flow', start, steps, ...more }] }, options).map(
    ({ severity, code, pointer }) => `${severity} ${code} ${pointer.replace('/workflows/0', '')}`,
  )
}

const ask = (more: object = {}, of: object = {}) => ({
  ask: { text: '?', as: 'text', ...of },
  next: 'z',
  gaveUp: 'z',
  ...more,
})

describe('the check of workflows', () => {
  it('finds nothing wrong with the one of the specification', () => {
    expect(checkRuleSet({ workflows: [FIRST_CONTACT] })).to.eql([])
  })

  for (const [name, steps, expected] of [
    [
      'a step that is not there',
      { a: { send: { text: 'x' }, next: 'zz' }, z: END },
      ['error unknown-step /steps/a/next', 'warning unreachable-step /steps/z'],
    ],
    [
      'a step that nothing leads to',
      { a: { send: { text: 'x' }, next: 'z' }, b: { send: { text: 'x' }, next: 'z' }, z: END },
      ['warning unreachable-step /steps/b'],
    ],
    ['no end', { a: { ask: { text: '?', as: 'text' }, next: 'a', gaveUp: 'a' } }, ['error no-end /start']],
    [
      'a way that never ends',
      { a: ask({ next: 'b', gaveUp: 'z' }), b: ask({ next: 'b', gaveUp: 'b' }), z: END },
      ['error no-end /start'],
    ],
    [
      'a loop without a wait',
      {
        a: ask({ gaveUp: 'b' }),
        b: { send: { text: 'x' }, next: 'c' },
        c: { choose: [{ when: { all: [] }, next: 'z' }], otherwise: 'b' },
        z: END,
      },
      ['error endless-loop /steps/b'],
    ],
    [
      'an `into` that is no field',
      { a: ask({}, { into: 'customer.emial' }), z: END },
      ['error bad-field /steps/a/ask/into'],
    ],
    [
      'a question without a way out',
      { a: { ask: { text: '?', as: 'text' }, next: 'z' }, z: END },
      ['warning no-way-out /steps/a'],
    ],
    [
      'a name that no step can have',
      { a: { send: { text: 'x' }, next: 'b.c' }, 'b.c': END },
      ['error bad-step-name /steps/b.c'],
    ],
    [
      'a question that lacks its options',
      { a: ask({}, { as: 'one-of' }), z: END },
      ['error bad-question /steps/a/ask'],
    ],
    ['a question that lacks its pattern', { a: ask({}, { as: 'regex' }), z: END }, ['error bad-question /steps/a/ask']],
    [
      'a pattern that RE2 refuses',
      { a: ask({}, { as: 'regex', pattern: '(?=x)' }), z: END },
      ['error bad-pattern /steps/a/ask/pattern'],
    ],
    ['what means nothing for a question', { a: ask({}, { min: 1 }), z: END }, ['error bad-question /steps/a/ask/min']],
    [
      'two options that look the same',
      {
        a: {
          menu: {
            text: '?',
            options: [
              { label: 'A', next: 'z' },
              { label: 'A', next: 'z' },
            ],
          },
        },
        z: END,
      },
      ['error duplicate-option /steps/a/menu/options/1/label'],
    ],
    [
      'a bad duration',
      { a: ask({ timeout: { after: '1h', next: 'z' } }), z: END },
      ['error bad-duration /steps/a/timeout/after'],
    ],
    [
      'an unknown schedule',
      { a: { wait: { untilOpen: 'nine-to-five' }, next: 'z' }, z: END },
      ['error unknown-schedule /steps/a/wait/untilOpen'],
    ],
    [
      'an unknown zone',
      { a: { wait: { until: '2026-01-01', zone: 'Mars' }, next: 'z' }, z: END },
      ['error unknown-zone /steps/a/wait/zone'],
    ],
    [
      'an unknown fact',
      {
        a: { choose: [{ when: { all: [{ fact: 'nope', operator: 'equal', value: 1 }] }, next: 'z' }], otherwise: 'z' },
        z: END,
      },
      ['error unknown-fact /steps/a/choose/0/when/all/0/fact'],
    ],
    [
      'an unknown variable',
      { a: { send: { text: '{{ nope }}' }, next: 'z' }, z: END },
      ['error unknown-variable /steps/a/send/text'],
    ],
    [
      'a wrong action',
      { a: { do: [{ do: 'finish', status: 'closed' }], next: 'z' }, z: END },
      ['error wrong-value /steps/a/do/0/status'],
    ],
    [
      'a workflow that runs itself',
      { a: { run: 'flow', next: 'z' }, z: END },
      ['error circular-workflow /steps/a/run'],
    ],
    [
      'a workflow that does not exist',
      { a: { run: 'other', next: 'z' }, z: END },
      ['error unknown-workflow /steps/a/run'],
    ],
    [
      'a step that is none',
      { a: { say: 'x' } },
      ['error missing-property /steps/a', 'error unknown-property /steps/a/say'],
    ],
  ] as const) {
    it(`finds ${name}`, () => expect(found(steps).toSorted()).to.eql([...expected].toSorted()))
  }

  it('knows functions, and answers as a fact of steps only', () => {
    const call = { a: { call: { name: 'crm', args: { of: '{{ workflow.answers.a }}' } }, next: 'z' }, z: END }
    expect(found(call, {}, { functions: [] })).to.eql(['error unknown-function /steps/a/call/name'])
    expect(found(call, {}, { functions: ['crm'] })).to.eql([])
    const rule = { id: 'r', on: 'note.added', then: [{ do: 'add-note', text: '{{ workflow.id }}' }] }
    expect(checkRuleSet({ rules: [rule] }).map(({ code }) => code)).to.eql(['unknown-variable'])
  })

  it('finds a limited loop all right', () => {
    expect(
      found({
        a: { send: { text: 'x' }, next: 'b' },
        b: { send: { text: 'y' }, next: 'a', atMost: 2, else: 'z' },
        z: END,
      }),
    ).to.eql([])
  })

  it('finds a `migrate` that leads nowhere', () => {
    expect(found({ z: END }, { migrate: { old: 'gone' } })).to.eql(['error unknown-step /migrate/old'])
  })

  it('finds the same id twice, over several files', () => {
    const one = { id: 'flow', start: 'z', steps: { z: END } }
    const loaded = loadRuleSet([
      { name: 'a.workflow.json', value: one },
      { name: 'b.rules.json', value: { workflows: [one] } },
    ])
    expect(loaded.ok ? [] : loaded.diagnostics.map(({ code, source, pointer }) => [code, source, pointer])).to.eql([
      ['duplicate-workflow', 'b.rules.json', '/workflows/0/id'],
    ])
  })

  it('tells places in a file of its own as they are there', () => {
    const value = { id: 'flow', start: 'a', steps: { a: { send: { text: '' }, next: 'z' }, z: END } }
    const loaded = loadRuleSet([{ name: 'a.workflow.json', value }])
    expect(loaded.ok ? [] : loaded.diagnostics.map(({ code, pointer }) => [code, pointer])).to.eql([
      ['empty-text', '/steps/a/send/text'],
    ])
  })
})
