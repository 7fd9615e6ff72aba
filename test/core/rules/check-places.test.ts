// What the schema and the checks beside it say of a rule set: code, place, words, and the mending that is offered.
import { expect } from 'chai'
import { checkRuleSet } from '../../../src/core/rules/check-rule-set.js'
import { set, TAG, withAction } from './checking.js'

/** `code place message` of each fault. */
const told = (input: unknown): readonly string[] =>
  checkRuleSet(input).map(({ code, pointer, message }) => `${code} ${pointer} ${message}`)
const of = (rule: object) => told(set(rule)).map((one) => one.replace('/rules/0', ''))
const fixes = (rule: object) => checkRuleSet(set(rule)).map(({ fix }) => fix)

describe('the shape of a rule', () => {
  it('has values of the right type, said in people’s words', () => {
    expect(of({ id: 5 })).to.deep.equal(['wrong-type /id This must be a text.'])
    expect(of({ enabled: 'yes' })).to.deep.equal(['wrong-type /enabled This must be true or false.'])
    expect(of({ priority: 1.5 })).to.deep.equal(['wrong-type /priority This must be a whole number.'])
    expect(of({ channels: [5] })).to.deep.equal(['wrong-type /channels/0 This must be a text.'])
    expect(told({ rules: 5 })).to.deep.equal(['wrong-type /rules This must be a list.'])
    expect(told({ rules: [5] })).to.deep.equal(['wrong-type /rules/0 This must be an object.'])
    expect(told(5)).to.deep.equal(['wrong-type  This must be an object.'])
  })

  it('has one of several things, all of which are named', () => {
    expect(of({ on: 5 })).to.deep.equal([
      'wrong-type /on This must be an event, or an object with `after` and `since`.',
    ])
    const action = (more: object) => of({ then: [{ do: 'add-note', text: 'x', ...more }] })
    expect(action({ text: 5 })).to.deep.equal([
      'wrong-type /then/0/text This must be a text, or an object of texts by language.',
    ])
    expect(action({ once: 5 })).to.deep.equal([
      'wrong-type /then/0/once This must be a scope, or an object with `per`.',
    ])
    expect(of({ then: [{ do: 'notify', text: 'x', to: 'all' }] })).to.deep.equal([
      'wrong-type /then/0/to This must be an object with `agents` or `group`.',
    ])
    expect(of({ then: [{ do: 'assign' }] })).to.deep.equal([
      'assign-one /then/0 Give exactly one of `agent`, `group` and `none`.',
    ])
  })

  it('has no property that means nothing; one that is near is renamed, unless the right one is there', () => {
    const known = 'id, name, description, enabled, priority, on, channels, when, then, stop, lint'
    expect(of({ zzz: 1 })).to.deep.equal([`unknown-property /zzz \`zzz\` means nothing here. Known here: ${known}.`])
    expect(of({ 'x~/y': 1 })[0]).to.match(/^unknown-property \/x~0~1y /)
    expect(of({ prioriti: 1 })).to.deep.equal([
      'unknown-property /prioriti `prioriti` means nothing here. Did you mean `priority`?',
    ])
    expect(fixes({ prioriti: 1 })).to.deep.equal([
      { title: 'Rename to `priority`', pointer: '/rules/0/prioriti', rename: 'priority' },
    ])
    expect(fixes({ prioriti: 1, priority: 2 })).to.deep.equal([undefined])
  })

  it('has words that are allowed', () => {
    expect(of({ then: [{ do: 'add-tag', tags: ['t'] }] })[0]).to.match(
      /^unknown-action \/then\/0\/do `"add-tag"` is no action; allowed: send-message, .*, call\. Did you mean `add-tags`\?$/,
    )
    expect(fixes({ then: [{ do: 'add-tag', tags: ['t'] }] })).to.deep.equal([
      { title: 'Change to `add-tags`', pointer: '/rules/0/then/0/do', value: 'add-tags' },
    ])
    expect(of({ then: [{ do: 'set-priority', priority: 'top' }] })).to.deep.equal([
      'wrong-value /then/0/priority `"top"` is not allowed here; allowed: high, low, normal, urgent.',
    ])
    expect(of({ on: 'chat.start' })[0]).to.match(/^wrong-value \/on .* Did you mean `chat\.started`\?$/)
  })

  it('has values of the right form and size, long ones cut', () => {
    const form = 'does not have the form `^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$`.'
    expect(of({ id: 'bad id' })).to.deep.equal([`wrong-value /id \`"bad id"\` ${form}`])
    expect(of({ id: `${'x'.repeat(77)} ` })).to.deep.equal([`wrong-value /id \`"${'x'.repeat(77)} "\` ${form}`])
    expect(of({ id: `${'x'.repeat(79)} ` })).to.deep.equal([`wrong-value /id \`"${'x'.repeat(79)}…\` ${form}`])
    expect(of({ priority: 1_000_001 })).to.deep.equal([
      'wrong-value /priority `1000001` is out of range; the maximum is 1000000.',
    ])
    expect(of({ priority: -1 })[0]).to.match(/^wrong-value \/priority `-1` is out of range; the minimum is /)
  })

  it('has what it needs: each thing’s missing parts in one sentence', () => {
    expect(of({ on: { after: 'PT1H' } })).to.deep.equal(['missing-property /on `since` is missing.'])
    expect(of({ on: {} })).to.deep.equal(['missing-property /on `after`, `since` are missing.'])
    expect(of({ then: [{ do: 'send-message' }] })).to.deep.equal(['missing-property /then/0 `text` is missing.'])
    expect(of({ when: {} })).to.deep.equal([
      'missing-property /when A condition needs `all`, `any`, `not`, `condition` or `fact`.',
    ])
  })

  it('has a comparison inside `all`, not instead of it', () => {
    const leaf = { fact: 'chat', path: '$.number', operator: 'equal', value: 1 }
    expect(of({ when: leaf })).to.deep.equal([
      'wrong-value /when A condition begins with `all`, `any`, `not` or `condition`; put this one inside `all`.',
    ])
    expect(fixes({ when: leaf })).to.deep.equal([
      { title: 'Put it inside `all`', pointer: '/rules/0/when', value: { all: [leaf] } },
    ])
  })

  it('is warned of where it does nothing or is never judged', () => {
    expect(of({ then: [] })).to.deep.equal(['no-effect /then The rule does nothing.'])
    expect(of({ on: [] })).to.deep.equal(['no-effect /on Nothing makes this rule be judged.'])
    expect(checkRuleSet(set({ then: [] }))[0]?.severity).to.equal('warning')
  })
})

describe('the triggers of a rule', () => {
  it('have durations and schedules that are there, each at its place', () => {
    const time = { after: 'PT1H', since: 'chat.started' }
    expect(of({ on: { ...time, after: 'PT0S' } })).to.deep.equal(['bad-duration /on/after A duration of nothing.'])
    expect(of({ on: ['chat.started', { ...time, after: 'PT0S' }] })).to.deep.equal([
      'bad-duration /on/1/after A duration of nothing.',
    ])
    expect(of({ on: { ...time, businessHours: 'x' } })).to.deep.equal([
      'unknown-schedule /on/businessHours There is no schedule `x`.',
    ])
    expect(of({ on: { ...time, businessHours: ' ' } })).to.deep.equal([
      'empty-text /on/businessHours The schedule has no name.',
    ])
    expect(of({ on: { ...time, businessHours: 'support' } })).to.deep.equal([])
  })
})

describe('names in a rule set', () => {
  const rule = (more: object) => ({ on: 'message.received', then: [TAG], ...more })

  it('are of one rule, by id and by name, and say where the other is', () => {
    expect(
      told({ rules: [rule({ id: 'a', name: 'A' }), rule({ id: 'b', name: 'B' }), rule({ id: 'a', name: 'A' })] }),
    ).to.deep.equal([
      'duplicate-id /rules/2/id Another rule is called `a` too: /rules/0.',
      'duplicate-name /rules/2/name Another rule is called `A` too: /rules/0.',
    ])
    expect(told({ rules: [rule({ id: 'a', name: '' }), rule({ id: 'b', name: '' })] })).to.deep.equal([])
  })

  it('are none that all objects share', () => {
    const hostile: unknown = JSON.parse('{"conditions":{"__proto__":{"all":[]}},"rules":[]}')
    expect(told(hostile)[0]).to.equal('forbidden-name /conditions/__proto__ Nothing can be called `__proto__`.')
  })
})

describe('conditions that lead to others', () => {
  const chain = (length: number) =>
    Object.fromEntries(
      Array.from({ length }, (_, index) => [
        `c${index}`,
        {
          all:
            index + 1 < length
              ? [{ condition: `c${index + 1}` }]
              : [{ fact: 'chat', path: '$.number', operator: 'equal', value: 1 }],
        },
      ]),
    )

  it('may do so twenty times in a row', () => {
    expect(told(set({ when: { condition: 'c0' } }, { conditions: chain(20) }))).to.deep.equal([])
    expect(told(set({ when: { condition: 'c0' } }, { conditions: chain(21) }))[0]).to.match(/^too-deep /)
  })

  it('may not lead back, and the way is told', () => {
    const conditions = {
      a: { all: [{ condition: 'b' }] },
      b: { not: { condition: 'c' } },
      c: { any: [{ condition: 'b' }] },
    }
    expect(told(set({}, { conditions }))).to.deep.equal([
      'circular-condition /conditions/c/any/0/condition This condition refers to itself: b → c → b.',
    ])
  })

  it('may have ten thousand comparisons, written out', () => {
    const leaf = { fact: 'chat', path: '$.number', operator: 'equal', value: 1 }
    const conditions = { many: { all: Array(100).fill(leaf) } }
    const times = (count: number) =>
      told(set({ when: { any: Array(count).fill({ condition: 'many' }) } }, { conditions }))
    expect(times(100)).to.deep.equal([])
    expect(times(101)).to.deep.equal([
      'too-deep /rules/0/when Written out, this condition has 10100 comparisons; at most 10000 are judged.',
    ])
    const nested = { ...conditions, more: { all: Array(101).fill({ condition: 'many' }) } }
    const many = 'Written out, this condition has 10100 comparisons; at most 10000 are judged.'
    expect(told(set({ when: { condition: 'more' } }, { conditions: nested }))).to.deep.equal([
      `too-deep /conditions/more ${many}`,
      `too-deep /rules/0/when ${many}`,
    ])
  })
})

describe('the schedules of a rule set', () => {
  const schedule = (more: object) => told({ schedules: { s: { zone: 'UTC', week: {}, ...more } } })

  it('have hours, zones and days that exist, each at its place', () => {
    expect(schedule({ week: { mon: ['9-18'] } })).to.deep.equal([
      'bad-stretch /schedules/s/week/mon/0 "9-18" is not of the form HH:MM-HH:MM.',
    ])
    expect(schedule({ zone: 'Nowhere' })[0]).to.match(/^unknown-zone \/schedules\/s\/zone /)
    expect(schedule({ holidays: [{ date: '2026-13-01' }] })[0]).to.match(
      /^bad-holiday-date \/schedules\/s\/holidays\/0\/date /,
    )
    expect(schedule({ holidays: [{ date: '2026-01-01', hours: ['9-18'] }] })[0]).to.match(
      /^bad-stretch \/schedules\/s\/holidays\/0\/hours\/0 /,
    )
    expect(schedule({ holidays: [{ date: '2026-01-01' }] })).to.deep.equal([])
  })

  it('of the wrong shape are told of once', () => {
    expect(told({ schedules: { s: { week: {} } } })).to.deep.equal(['missing-property /schedules/s `zone` is missing.'])
    for (const wrong of [
      { zone: 5 },
      { week: 5 },
      { week: { mon: '9-18' } },
      { week: { mon: [5] } },
      { holidays: 5 },
      { holidays: [5] },
      { holidays: [{ date: '2026-01-01', hours: 5 }] },
    ])
      expect(schedule(wrong), JSON.stringify(wrong)).to.have.length(1)
  })
})

describe('a hint', () => {
  it('mends the place that is told of', () => {
    const leaf = (one: object) => set({ when: { all: [one] } }, { conditions: { busy: { all: [] } } })
    for (const input of [
      leaf({ condition: 'bussy' }),
      leaf({ fact: 'nowx', operator: 'equal', value: 1 }),
      leaf({ fact: 'chat', path: '$.sbject', operator: 'equal', value: 'a' }),
      leaf({ fact: 'schedule', params: { name: 'suport' }, path: '$.open', operator: 'equal', value: true }),
      leaf({ fact: 'chat', path: '$.state', operator: 'equal', value: 'activ' }),
      set({ on: { after: 'PT1H', since: 'chat.started', businessHours: 'suport' } }),
    ]) {
      const faults = checkRuleSet(input)
      expect(faults, JSON.stringify(faults)).to.have.length(1)
      expect(faults[0]?.fix?.pointer).to.equal(faults[0]?.pointer)
    }
  })

  it('is missing where a fact needs a parameter', () => {
    const at = (fact: string, path: string, params?: object) =>
      of({
        when: {
          all: [{ fact, path, operator: 'equal', value: 'online', ...(params === undefined ? {} : { params }) }],
        },
      })
    const needed = 'missing-param /when/all/0 The status of an agent needs `"params": { "id": … }`.'
    for (const path of ['$.status', '.status', "$['status']", '$["status"]'])
      expect(at('agents', path), path).to.include(needed)
    expect(at('agents', '$.status', { id: 'ann' })).to.deep.equal([])
    expect(at('agents', '$.online.status')).not.to.include(needed)
    expect(at('schedule', '$.open')[0]).to.match(/^missing-param \/when\/all\/0 The fact `schedule` needs /)
  })

  it('is in what an action asks for, too', () => {
    const [fault] = checkRuleSet(withAction({ do: 'set-priority', priority: 'urgentt' }))
    expect(fault?.fix).to.deep.equal({
      title: 'Change to `urgent`',
      pointer: '/rules/0/then/0/priority',
      value: 'urgent',
    })
  })
})
