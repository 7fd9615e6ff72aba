import { expect } from 'chai'
import fc from 'fast-check'
import { DEFAULT_STORM } from '../../../src/core/automation/context.js'
import { type Handled, handle } from '../../../src/core/handle.js'
import type { CompiledRules } from '../../../src/core/rules/compiled-rules.js'
import { loadRuleSet } from '../../../src/core/rules/load-rule-set.js'
import type { Command } from '../../../src/core/thread/command.js'
import type { Contact } from '../../../src/core/thread/contact.js'
import { newContact } from '../../../src/core/thread/learn.js'
import { chatOf, emptyThread, type Thread } from '../../../src/core/thread/thread.js'
import { timersOf } from '../../../src/core/thread/timers.js'
import { MOST_STEPS } from '../../../src/core/workflow/instance.js'
import type { Workflow, WorkflowStep } from '../../../src/core/workflow/workflow.js'

// Random workflows, random customers and agents: whoever puts the state down as JSON at every wait and goes on with rules
// that were compiled anew sees the same as one who keeps everything in memory (spec W3).

const NAMES = ['a', 'b', 'c', 'd', 'e'] as const
const target = fc.constantFrom(...NAMES, 'z')

const step = fc.oneof(
  fc.record({
    send: fc.record({ text: fc.constantFrom('One', 'Two {{ customer.email }}', 'Now {{ now }}') }),
    next: target,
  }),
  fc.record({
    ask: fc.record({
      text: fc.constant('?'),
      as: fc.constantFrom('text', 'email', 'number', 'date', 'contact'),
      retries: fc.nat(2),
    }),
    next: target,
    gaveUp: target,
    timeout: fc.record({ after: fc.constantFrom('PT1M', 'PT30M'), next: target }),
  }) as fc.Arbitrary<WorkflowStep>,
  fc.record({
    menu: fc.record({
      text: fc.constant('Which?'),
      options: fc.tuple(target, target).map(([one, two]) => [
        { label: 'First', next: one },
        { label: 'Second', next: two },
      ]),
    }),
    gaveUp: target,
  }),
  fc.record({
    choose: fc
      .record({ next: target })
      .map(({ next }) => [
        { when: { all: [{ fact: 'customer', path: '$.email', operator: 'isBlank', value: true }] }, next },
      ]),
    otherwise: target,
  }),
  fc.record({
    wait: fc.constantFrom({ for: 'PT5M' }, { until: '2026-03-02T13:00:00Z' }, { until: '{{ customer.name }}' }),
    next: target,
    interruptedBy: fc.subarray(['agent', 'finish', 'silence', 'customer'] as const).map((all) => [...all]),
  }),
  fc.record({
    do: fc.constantFrom(
      [{ do: 'add-tags' as const, tags: ['t'] }],
      [{ do: 'finish' as const, status: 'open' as const }],
    ),
    next: target,
  }),
  fc.record({
    call: fc.constant({ name: 'crm', args: { of: '{{ chat.number }}' } }),
    next: target,
    catch: target,
    retry: fc.constant({ times: 1, backoff: 'PT1M' }),
  }),
  fc.record({ run: fc.constant('inner'), next: target }),
)

const inner: Workflow = {
  id: 'inner',
  start: 'q',
  steps: {
    q: { ask: { text: 'Inner?', as: 'text' }, next: 'z', timeout: { after: 'PT2M', next: 'z' } },
    z: { end: {} },
  },
}

const workflow: fc.Arbitrary<Workflow> = fc.tuple(step, step, step, step, step).map(
  (all) =>
    ({
      id: 'outer',
      start: 'a',
      steps: { ...Object.fromEntries(NAMES.map((name, at) => [name, all[at]])), z: { end: {} } },
    }) as Workflow,
)

const moves = fc.array(
  fc.constantFrom(
    'hello',
    'a@b.co',
    '5',
    'tomorrow',
    '2',
    'agent',
    'finish',
    'minute',
    'timer',
    'timer',
    'returns',
    'fails',
  ),
  { minLength: 3, maxLength: 14 },
)

interface State {
  readonly thread: Thread
  readonly contact: Contact
}

const CHANNEL = {
  id: 'tg',
  kind: 'telegram',
  name: 'tg',
  endless: false,
  finishAfterMs: 600_000,
  warnBeforeMs: 60_000,
  postponeMs: 300_000,
}

/** `null`: the check finds a loop without a wait, or no end. */
function compiled(set: Workflow): CompiledRules | null {
  const start = { id: 's', on: 'chat.started', then: [{ do: 'start-workflow', workflow: 'outer' }] }
  const loaded = loadRuleSet({ rules: [start], workflows: [set, inner] }, { functions: ['crm'] })
  return loaded.ok ? loaded.rules : null
}

async function told({ thread, contact }: State, command: Command, rules: CompiledRules): Promise<Handled | null> {
  const handled = await handle(thread, command, {
    contact,
    channel: CHANNEL,
    nextNumber: thread.chats.length + 1,
    messages: [],
    rules,
    agents: { online: 0, statuses: {} },
    facts: {},
    storm: DEFAULT_STORM,
    trace: 'full',
  })
  return handled.refused === null ? handled : null
}

function commandFor(move: string, { thread }: State, id: string, at: string): Command | null {
  const chat = thread.current ?? 0
  const instance = chatOf(thread, chat)?.workflow
  switch (move) {
    case 'agent':
      return chat === 0 ? null : { type: 'agent.message', id, at, chat, agent: 'ann', text: 'Hi', attachments: [] }
    case 'finish':
      return chat === 0 ? null : { type: 'finish', id, at, chat, agent: 'ann', status: 'open' }
    case 'returns':
    case 'fails': {
      if (instance?.wait.for !== 'outcome') return null
      const outcome = move === 'returns' ? { ok: true as const, value: 7 } : { ok: false as const, message: 'down' }
      return { type: 'call-outcome', id, at, chat, call: instance.wait.call, outcome }
    }
    default:
      return {
        type: 'customer.message',
        id,
        at,
        channel: 'tg',
        customer: { id: '42' },
        messageId: id,
        text: move,
        attachments: [],
      }
  }
}

/** All that happens, with the state handed through `keep` between commands and rules from `rulesNow` for each. */
async function run(
  path: readonly string[],
  keep: (state: State) => State,
  rulesNow: () => CompiledRules,
): Promise<unknown[]> {
  let now = Date.parse('2026-03-02T12:00:00.000Z')
  let state: State = { thread: emptyThread('tg', '42'), contact: newContact('tg', '42', new Date(now).toISOString()) }
  const happened: unknown[] = []
  for (const [index, move] of path.entries()) {
    now += 1_000
    if (move === 'minute') now += 60_000
    let command: Command | null = null
    if (move === 'timer' || move === 'minute') {
      const [next] = [...timersOf(state.thread).values()].sort((one, other) => (one.due < other.due ? -1 : 1))
      if (next === undefined || (move === 'minute' && Date.parse(next.due) > now)) continue
      now = Math.max(now, Date.parse(next.due))
      const { chat, kind, key } = next
      command = { type: 'timer', id: `t${index}`, at: new Date(now).toISOString(), chat, kind, key }
    } else command = commandFor(move, state, `c${index}`, new Date(now).toISOString())
    if (command === null) continue
    const handled = await told(state, command, rulesNow())
    if (handled === null) {
      happened.push('refused')
      continue
    }
    const { events, effects, timers, outcome, trace } = handled
    happened.push({ events, effects, timers, outcome, workflows: trace?.workflows ?? null })
    for (const one of trace?.workflows ?? []) expect(one.steps.length).to.be.at.most(MOST_STEPS + 2)
    state = keep({ thread: handled.thread, contact: handled.contact })
  }
  return happened
}

describe('a workflow that is put down as JSON at every wait', () => {
  it('and taken up with rules compiled anew goes on exactly as one that never left memory', async function () {
    this.timeout(120_000)
    let moved = 0
    await fc.assert(
      fc.asyncProperty(workflow, moves, async (set, path) => {
        const rules = compiled(set)
        fc.pre(rules !== null)
        const kept = await run(
          path,
          (state) => state,
          () => rules,
        )
        const restored = await run(
          path,
          (state) => JSON.parse(JSON.stringify(state)),
          () => compiled(JSON.parse(JSON.stringify(set))) ?? rules,
        )
        expect(JSON.stringify(restored)).to.equal(JSON.stringify(kept))
        moved += kept.filter(
          (one) => typeof one === 'object' && one !== null && 'workflows' in one && one.workflows !== null,
        ).length
      }),
      { numRuns: Number(process.env.CASELINE_RUNS ?? 25), maxSkipsPerRun: 200 },
    )
    expect(moved).to.be.greaterThan(20)
  })

  it('runs on under another version of the rules with the definition that it kept', async () => {
    const steps = (text: string): Workflow => ({
      id: 'outer',
      start: 'a',
      steps: {
        a: { ask: { text: '?', as: 'text' }, next: 'b', gaveUp: 'z' },
        b: { send: { text }, next: 'z' },
        z: { end: {} },
      },
    })
    const [old, fresh] = [compiled(steps('Old')), compiled(steps('New'))]
    if (old === null || fresh === null) throw new Error('They must load')
    let count = 0
    const all = await run(
      ['hello', 'hello'],
      (state) => JSON.parse(JSON.stringify(state)),
      () => {
        count += 1
        return count === 1 ? old : fresh
      },
    )
    expect(JSON.stringify(all.at(-1)))
      .to.contain('"Old"')
      .and.not.contain('"New"')
  })
})
