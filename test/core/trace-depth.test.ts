import { expect } from 'chai'
import type { RuleSet } from '../../src/core/rules/rule-set.js'
import type { Answer } from '../../src/desk/answer.js'
import { makeDesk } from '../desk/make-desk.js'

const says = (id: string, word: string): NonNullable<RuleSet['rules']>[number] => ({
  id,
  on: 'message.received',
  when: { all: [{ fact: 'message', path: '$.text', operator: 'containsText', value: word }] },
  then: [{ do: 'add-tags', tags: [word] }],
})
const rules: RuleSet = { rules: [says('a', 'order'), says('b', 'refund'), { ...says('c', 'order'), enabled: false }] }

async function answers(journal: 'full' | 'lean' | 'off'): Promise<readonly Answer[]> {
  const { desk } = await makeDesk({ rules, journal })
  const receive = (id: string, text: string) => desk.receive({ channel: 'tg', customer: { id: 'anna' }, id, text })
  return [await receive('m1', 'My order'), await receive('m2', 'Hello?'), await receive('m3', 'A refund, please')]
}

describe('how much of a trace is kept', () => {
  it('changes nothing of what is decided', async () => {
    const [full, lean, off] = [await answers('full'), await answers('lean'), await answers('off')]
    const decided = (all: readonly Answer[]) => all.map(({ trace: _, ...rest }) => rest)
    expect(decided(lean)).to.deep.equal(decided(full))
    expect(decided(off)).to.deep.equal(decided(full))
    expect(off.every((answer) => !('trace' in answer))).to.equal(true)
  })

  it('lean counts the same verdicts as full and tells those of rules that matched', async () => {
    const [full, lean] = [await answers('full'), await answers('lean')]
    expect(lean.map(({ trace }) => trace?.counts)).to.deep.equal(full.map(({ trace }) => trace?.counts))
    expect(full[0]?.trace?.counts).to.deep.equal({ matched: 1, failed: 1, disabled: 1 })
    const told = (all: readonly Answer[]) =>
      all.map(({ trace }) => trace?.passes.flatMap(({ verdicts }) => verdicts.map(({ rule }) => rule)))
    expect(told(full)).to.deep.equal([
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
    ])
    expect(told(lean)).to.deep.equal([['a'], [], ['b']])
  })

  it('the trace and the answer show the same chat', async () => {
    for (const { chat, trace } of await answers('full')) expect(trace?.after).to.deep.equal(chat)
  })
})
