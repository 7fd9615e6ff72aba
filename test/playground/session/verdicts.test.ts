import { expect } from 'chai'
import type { Act } from '../../../playground/src/session/act.js'
import { compileRuling } from '../../../playground/src/session/compile-ruling.js'
import { outlineOf } from '../../../playground/src/session/outline.js'
import { outlineDifference } from '../../../playground/src/session/outline-difference.js'
import { rulingAt } from '../../../playground/src/session/ruling-at.js'
import { runActs } from '../../../playground/src/session/run-acts.js'
import { runWithout } from '../../../playground/src/session/run-without.js'
import { newSession } from '../../../playground/src/session/samples/new-session.js'
import type { Session } from '../../../playground/src/session/session.js'
import { GROUPS, groupSizes, surveyOfTrace } from '../../../playground/src/session/survey.js'
import { surveyRules } from '../../../playground/src/session/survey-rules.js'
import { emptyTape, growingTape, type Tape } from '../../../playground/src/session/tape.js'
import { triedFlip } from '../../../playground/src/session/tried-flip.js'
import { withRuleOff } from '../../../playground/src/session/with-rule-off.js'
import { smallestFlip } from '../../../src/core/explain/flip/smallest-flip.js'

const says = (text: string): Act => ({ type: 'customer', channel: 'tg-support', customer: 'anna', text })
const whenText = (operator: string, value: string) => ({ fact: 'message', path: '$.text', operator, value })
const say = (text: string) => [{ do: 'send-message', text }]

const rules = [
  {
    id: 'hello',
    name: 'Greets',
    on: 'message.received',
    when: { all: [whenText('containsText', 'hello')] },
    then: say('Hi'),
  },
  {
    id: 'refund',
    on: 'message.received',
    when: { all: [whenText('containsText', 'hello'), whenText('containsText', 'refund')] },
    then: [{ do: 'add-tags', tags: ['refund'] }],
  },
  { id: 'far', on: 'message.received', when: { all: [whenText('equal', 'x')] }, then: say('x') },
  { id: 'letters', on: 'message.received', channels: ['email'], then: say('A letter') },
  { id: 'sleeps', on: 'message.received', enabled: false, then: say('zzz') },
]
const set = `// hand-written\n${JSON.stringify({ rules }, null, 2)}`
const session = (...acts: readonly Act[]): Session => ({
  ...newSession('en'),
  rules: [{ name: 'a.rules.json', text: set }],
  acts,
})

async function taped(played: Session): Promise<Tape> {
  const growing = growingTape(emptyTape(played.start))
  await runActs(played, { onAct: growing.add, pause: async () => {} })
  return growing.tape()
}

function groupsOf(survey: ReturnType<typeof surveyOfTrace>, pass: number): readonly string[] {
  return [...survey.rule].flatMap((at, row) =>
    survey.pass[row] === pass ? [`${survey.ids[at]}: ${GROUPS[survey.group[row] ?? 0]} ${survey.missing[row]}`] : [],
  )
}

describe('the verdicts of a frame', () => {
  it('rank what nearly matched, also where a trace only counted the rules', async () => {
    const played = session(says('hello'))
    const tape = await taped(played)
    const trace = tape.frames[0]?.trace
    if (trace == null) throw new Error('no trace')
    const compiled = compileRuling(rulingAt(played, tape, 0))
    if (compiled === null) throw new Error('faulty rules')
    const pass = trace.passes.findIndex(({ trigger }) => trigger === 'message.received')
    const whole = await surveyRules(trace, compiled, async () => {})
    expect(groupsOf(whole, pass)).to.deep.equal([
      'hello: matched 65534',
      'refund: almost 1',
      'far: failed 1',
      'letters: ruled-out 65534',
      'sleeps: disabled 65534',
    ])
    const kept = (kind: string) => kind === 'matched'
    const lean = {
      passes: trace.passes.map((one) => ({ ...one, verdicts: one.verdicts.filter(({ kind }) => kept(kind)) })),
    }
    expect(groupSizes(surveyOfTrace(lean), pass)[0]).to.equal(1)
    expect(groupsOf(await surveyRules(lean, compiled, async () => {}), pass)).to.deep.equal(groupsOf(whole, pass))
    expect(whole.names[whole.ids.indexOf('hello')]).to.equal('Greets')
  })

  it('are those of the rules as they were switched by then', async () => {
    const played = session({ type: 'switch-rule', rule: 'hello', isOn: false }, says('hello'), says('hello again'))
    const tape = await taped(played)
    expect(rulingAt(played, tape, -1).switches.size).to.equal(0)
    expect([...rulingAt(played, tape, 1).switches]).to.deep.equal([['hello', false]])
    expect(compileRuling(rulingAt(played, tape, 1))?.byId.get('hello')?.rule.enabled).to.equal(false)
    expect(compileRuling({ texts: [{ name: 'a', text: '{' }], switches: new Map() })).to.equal(null)
  })

  it('can be flipped by a message that is really sent', async () => {
    const played = session(says('hello'), says('thanks'))
    const tape = await taped(played)
    const pass = tape.frames[0]?.trace?.passes.find(({ trigger }) => trigger === 'message.received')
    const compiled = compileRuling(rulingAt(played, tape, 0))
    if (pass?.facts === undefined || compiled === null) throw new Error('no facts')
    const flip = await smallestFlip(compiled, 'refund', pass.facts)
    if (flip === null) throw new Error('no flip')
    const tried = triedFlip(played, tape, 0, flip.changes)
    if (tried === null) throw new Error('it can be sent')
    expect(tried.acts).to.have.length(1)
    const after = await taped(tried)
    expect(after.frames[0]?.state?.chats[0]?.tags).to.deep.equal(['refund'])
  })

  it('are not flipped by what a customer cannot bring about', async () => {
    const played = session(says('hello'))
    const tape = await taped(played)
    const change = (fact: string, path: string, to: string) => ({ fact, path, from: null, to, turns: [] })
    expect(triedFlip(played, tape, 0, [change('chat', '$.assignee', 'olga')])).to.equal(null)
    expect(
      triedFlip(played, tape, 0, [{ fact: 'now', from: null, to: '2020-01-01T00:00:00.000Z', turns: [] }]),
    ).to.equal(null)
    const later = triedFlip(played, tape, 0, [{ fact: 'now', from: null, to: '2026-03-07T09:00:00.000Z', turns: [] }])
    expect((await taped(later ?? played)).frames.at(-1)?.at).to.equal('2026-03-07T09:00:00.000Z')
    const elsewhere = triedFlip(played, tape, 0, [change('channel', '$.kind', 'vk')])
    expect(elsewhere?.acts[0]).to.include({ channel: 'vk-shop' })
    expect(triedFlip(played, tape, 0, [change('channel', '$.kind', 'pigeon')])).to.equal(null)
  })
})

describe('a rule that is switched off', () => {
  it('leaves undone what it did, and the first difference is told', async () => {
    const played = session(says('how are you'), says('hello'), says('hello, a refund'))
    const tape = await taped(played)
    const without = await runWithout(played, 'refund', async () => {})
    const difference = outlineDifference(outlineOf(tape), without)
    expect(difference.first).to.equal(2)
    expect(difference.undone).to.deep.equal([])
    expect(difference.ends).to.have.length(1)
    expect(difference.ends[0]).to.include({ chat: 1 })
    expect(difference.ends[0]?.differs).to.deep.equal(['tags'])
    const silent = outlineDifference(outlineOf(tape), await runWithout(played, 'hello', async () => {}))
    expect(silent.first).to.equal(1)
    expect(silent.undone.map(({ rule, text }) => [rule, text])).to.deep.equal([['hello', 'Hi']])
    expect(outlineDifference(outlineOf(tape), await runWithout(played, 'far', async () => {})).first).to.equal(null)
  })

  it('stays off when that is kept, and the rest of its file stays as it was written', async () => {
    const played = session(says('hello'), { type: 'rules', rules: [{ name: 'b', text: set }] }, says('hello'))
    const off = withRuleOff(played, 'hello')
    const without = await runWithout(played, 'hello', async () => {})
    expect(outlineDifference(outlineOf(await taped(off)), without).first).to.equal(null)
    expect(off.rules[0]?.text.startsWith('// hand-written\n')).to.equal(true)
    expect(off.rules[0]?.text.match(/"enabled": false/g)).to.have.length(2)
    expect(withRuleOff(played, 'nobody').rules).to.deep.equal(played.rules)
  })
})
