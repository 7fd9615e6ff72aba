import { expect } from 'chai'
import type { Rule, RuleSet } from '../../src/core/rules/rule-set.js'
import { rulesVersion } from '../../src/core/rules/rule-set-version.js'
import type { Explanation } from '../../src/desk/explain-message.js'
import { hasService } from '../../src/desk/has-service.js'
import { deskWith, makeDesk, type Place, refusalOf, START, WORKSPACE } from './make-desk.js'

const says = (text: string) => ({ fact: 'message', path: '$.text', operator: 'containsText', value: text })
const rule = (id: string, when: Rule['when'], rest: Partial<Rule> = {}): Rule => ({
  id,
  on: 'chat.started',
  ...(when === undefined ? {} : { when }),
  then: [{ do: 'add-tags', tags: [id] }],
  ...rest,
})
const REFUND = rule('refund', { all: [says('refund')] })

async function written({ desk }: Place, text: string, id = 'm1'): Promise<void> {
  await desk.receive({ channel: 'tg', customer: { id: '42' }, id, text })
}

async function published({ store }: Place, sets: readonly RuleSet[]): Promise<number> {
  if (!hasService(store)) throw new Error('The test store keeps rules')
  const version = { version: rulesVersion(sets), author: null, note: null, at: START, sets }
  return (await store.service.publishRules(WORKSPACE, version))?.number ?? 0
}

const verdicts = ({ asked }: Explanation) =>
  asked?.rule?.map(({ trigger, listens, explained }) => [trigger, listens, explained?.verdict])

describe('explaining a rule for a message', () => {
  it('shows the condition, what was decided then, and what would flip it', async () => {
    const place = await deskWith([REFUND, rule('any', undefined)])
    await written(place, 'Hello')
    const { asked } = await place.desk.explain('m1', { rule: 'refund' })
    const [pass] = asked?.rule ?? []
    expect(pass).to.deep.include({ trigger: 'chat.started', chat: 1, listens: true })
    expect(pass?.recorded).to.include({ kind: 'failed', rule: 'refund' })
    expect(pass?.explained).to.include({ verdict: 'failed', missing: 1 })
    expect(pass?.flip?.changes).to.deep.equal([
      { fact: 'message', path: '$.text', from: 'Hello', to: 'Hello refund', turns: [{ pointer: '/all/0' }] },
    ])
  })

  it('tells from the trace what held a matched rule back', async () => {
    const greeting = rule(
      'greeting',
      { all: [says('hello')] },
      { on: 'message.received', then: [{ do: 'send-message', text: 'Hi' }] },
    )
    const place = await deskWith([greeting])
    await written(place, 'Hello')
    await written(place, 'Hello again', 'm2')
    const { asked } = await place.desk.explain('m2', { rule: 'greeting' })
    expect(asked?.rule?.map(({ explained, recorded }) => [explained?.verdict, recorded])).to.deep.include([
      'matched',
      {
        kind: 'withheld',
        rule: 'greeting',
        by: 'once',
        mark: 'activation:greeting#0',
        actions: [
          { index: 0, do: 'send-message', outcome: { kind: 'withheld', by: 'once', mark: 'activation:greeting#0' } },
        ],
      },
    ])
  })

  it('asks the rules of then, of now, and any that was published', async () => {
    const then: RuleSet[] = [{ rules: [REFUND] }]
    const place = await makeDesk({ rules: then })
    await published(place, then)
    await written(place, 'Hello')
    const now: RuleSet[] = [
      { rules: [rule('refund', { all: [says('hello')] }), rule('other', { all: [says('hello')] })] },
    ]
    await published(place, now)
    place.desk.setRules(now)
    const { desk } = place
    expect(verdicts(await desk.explain('m1', { rule: 'refund' }))?.[0]).to.deep.equal(['chat.started', true, 'failed'])
    expect(verdicts(await desk.explain('m1', { rule: 'refund', version: 'now' }))?.[0]?.[2]).to.equal('matched')
    expect(verdicts(await desk.explain('m1', { rule: 'other', version: 2 }))?.[0]?.[2]).to.equal('matched')
    expect((await desk.explain('m1', { rule: 'refund' })).asked?.version).to.deep.equal({
      hash: rulesVersion(then),
      number: 1,
    })
    expect(await refusalOf(desk.explain('m1', { rule: 'other' }))).to.include({ code: 'not-found', pointer: '/rule' })
    expect(await refusalOf(desk.explain('m1', { rule: 'other', version: 3 }))).to.include({
      code: 'not-found',
      pointer: '/version',
    })
  })

  it('judges every rule of another version, and tells of each that fails by which comparison', async () => {
    const then: RuleSet[] = [{ rules: [REFUND] }]
    const place = await makeDesk({ rules: then })
    await published(place, then)
    await written(place, 'Hello')
    const now: RuleSet[] = [
      {
        rules: [
          rule('hello', { all: [says('hello')] }),
          rule('refund', { all: [says('hello'), says('refund')] }),
          rule('off', undefined, { enabled: false }),
          rule('letters', undefined, { channels: ['mail'] }),
          rule('later', undefined, { on: 'message.received' }),
        ],
      },
    ]
    await published(place, now)
    const { asked } = await place.desk.explain('m1', { all: true, version: 2 })
    expect(asked?.version).to.deep.equal({ hash: rulesVersion(now), number: 2 })
    const [started] = asked?.all ?? []
    expect([started?.trigger, started?.verdicts.map(({ rule: id, kind }) => [id, kind])]).to.deep.equal([
      'chat.started',
      [
        ['hello', 'matched'],
        ['refund', 'failed'],
        ['off', 'disabled'],
        ['letters', 'ruled-out'],
      ],
    ])
    const refund = started?.verdicts[1]
    expect(refund?.kind === 'failed' && refund.finding).to.include({ pointer: '/all/1', expected: 'refund' })
    expect((await place.desk.explain('m1', { all: true })).asked).to.equal(undefined)
  })

  it('reads published rules whose functions the desk has no more', async () => {
    const place = await makeDesk()
    const old = rule('old', { all: [says('hello')] }, { then: [{ do: 'call', name: 'gone' }] })
    await published(place, [{ rules: [old] }])
    await published(place, [{ rules: [rule('strange', { all: [{ ...says('x'), fact: 'unheard-of', path: '$' }] })] }])
    place.desk.setRules([{ rules: [REFUND] }])
    await written(place, 'Hello')
    expect(verdicts(await place.desk.explain('m1', { rule: 'old', version: 1 }))?.[0]?.[2]).to.equal('matched')
    const strange = await refusalOf(place.desk.explain('m1', { rule: 'strange', version: 2 }))
    expect(strange).to.include({ code: 'conflict', pointer: '/version' })
    expect(strange.message).to.match(/unheard-of/)
  })

  it('says so when the rules of then are gone, or there were none', async () => {
    const place = await deskWith([REFUND])
    await written(place, 'Hello')
    place.desk.setRules([{ rules: [rule('other', undefined)] }])
    expect(await refusalOf(place.desk.explain('m1', { rule: 'refund' }))).to.include({
      code: 'not-found',
      pointer: '/version',
    })
    const bare = await makeDesk()
    await written(bare, 'Hello')
    for (const version of ['then', 'now'] as const) {
      expect(await refusalOf(bare.desk.explain('m1', { rule: 'refund', version }))).to.include({ pointer: '/version' })
    }
  })

  it('asks the embedder’s facts anew, with the customer and the time of the message', async () => {
    const asked: string[] = []
    const place = await deskWith([rule('gold', { all: [{ fact: 'plan', operator: 'equal', value: 'gold' }] })], {
      facts: {
        plan: ({ customer, now }) => {
          asked.push(`${customer.id} ${now}`)
          return asked.length > 1 ? 'gold' : 'free'
        },
      },
    })
    await written(place, 'Hello')
    place.clock.advance('P1D')
    const { asked: found } = await place.desk.explain('m1', { rule: 'gold' })
    expect(found?.rule?.[0]?.explained).to.deep.include({ verdict: 'matched', ownFacts: ['plan'] })
    expect(found?.rule?.[0]?.recorded?.kind).to.equal('failed')
    expect(new Set(asked)).to.deep.equal(new Set([`42 ${START}`]))
  })

  it('has no passes where the journal is off, and no facts where no rule listened', async () => {
    const off = await deskWith([REFUND], { journal: 'off' })
    await written(off, 'Hello')
    expect((await off.desk.explain('m1', { rule: 'refund' })).asked?.rule).to.deep.equal([])
    const quiet = await deskWith([REFUND])
    await written(quiet, 'Hello')
    const passes = (await quiet.desk.explain('m1', { rule: 'refund' })).asked?.rule
    expect(passes?.find(({ trigger }) => trigger === 'message.received')).to.deep.include({
      listens: false,
      explained: null,
      flip: null,
    })
  })

  it('ranks the rules of each pass that almost matched', async () => {
    const place = await deskWith([
      rule('far', { all: [says('a1'), says('b2')] }),
      rule('near', { all: [says('a1'), says('hello')] }),
      rule('elsewhere', { all: [says('a1')] }, { on: 'chat.reopened' }),
    ])
    await written(place, 'Hello')
    const { asked } = await place.desk.explain('m1', { almost: 10 })
    expect(asked?.almost?.[0]).to.deep.equal({
      trigger: 'chat.started',
      chat: 1,
      rules: [
        { rule: 'near', missing: 1, comparisons: 2, held: 1 },
        { rule: 'far', missing: 2, comparisons: 2, held: 0 },
      ],
    })
  })

  it('refuses questions that make no sense', async () => {
    const { desk, ...place } = await deskWith([REFUND])
    await written({ desk, ...place }, 'Hello')
    expect(await refusalOf(desk.explain('m1', { rule: '' }))).to.include({ code: 'invalid', pointer: '/rule' })
    expect(await refusalOf(desk.explain('m1', { rule: 'refund', version: 0 }))).to.include({
      code: 'invalid',
      pointer: '/version',
    })
    expect(await refusalOf(desk.explain('m1', { almost: 1001 }))).to.include({ code: 'invalid', pointer: '/almost' })
  })
})
