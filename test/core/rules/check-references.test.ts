import { expect } from 'chai'
import { codes, fixedTo, LEAF, only, SCHEDULES, set, THEN, withAction, withLeaf } from './checking.js'

describe('references', () => {
  const known = { facts: ['crm'], functions: ['refund'], secrets: ['main'], workflows: ['intake'] }
  const vocabulary = { tags: ['vip'], groups: ['sales'], fields: ['plan'] }

  it('to facts, paths and parameters must lead somewhere', () => {
    expect(fixedTo(only(withLeaf({ fact: 'crn', operator: 'equal', value: 1 }, {}), known))).to.equal('crm')
    expect(
      only(withLeaf({ fact: 'crm', path: '$.anything[5].at', operator: 'equal', value: 1 }), { facts: [] }).code,
    ).to.equal('unknown-fact')
    expect(
      codes(withLeaf({ fact: 'crm', path: '$.anything[5].at', operator: 'equal', value: 1 }), known),
    ).to.deep.equal([])
    expect(fixedTo(only(withLeaf({ fact: 'chat', path: '$.counts.custmer', operator: 'equal', value: 1 })))).to.equal(
      '$.counts.customer',
    )
    expect(only(withLeaf({ fact: 'now', path: '$.hour', operator: 'equal', value: 1 })).code).to.equal('unknown-path')
    expect(only(withLeaf({ fact: 'schedule', path: '$.open', operator: 'equal', value: true })).code).to.equal(
      'missing-param',
    )
    expect(
      only(withLeaf({ fact: 'schedule', params: { name: 'sales' }, path: '$.open', operator: 'equal', value: true }))
        .code,
    ).to.equal('unknown-schedule')
    expect(only(withLeaf({ fact: 'agents', path: '$.status', operator: 'equal', value: 'online' })).code).to.equal(
      'missing-param',
    )
    expect(only(withLeaf({ fact: 'now', operator: 'after', value: { fact: 'chat', path: '$.none' } }))).to.include({
      code: 'unknown-path',
      pointer: `${LEAF}/value/path`,
    })
  })

  it('refuses paths that are more than names and positions, or lead to what all objects share', () => {
    for (const path of [
      '$..text',
      '$.*',
      '$[?(@.a)]',
      '$[(@.length-1)]',
      '$.a[0:2]',
      '$.a^',
      '$.a~',
      '$[-1]',
      '$[0',
      '',
      'text',
      '$text',
      '$["a\\"]',
      '$.a.',
      '$[`a`]',
    ]) {
      expect(only(withLeaf({ fact: 'message', path, operator: 'equal', value: 'a' })).code, path).to.equal('bad-path')
    }
    for (const path of ['$.__proto__', "$['constructor']", '$["prototype"].x', '$.a.__proto__.b']) {
      expect(only(withLeaf({ fact: 'crm', path, operator: 'equal', value: 'a' }), known).code, path).to.equal(
        'forbidden-path',
      )
    }
    expect(
      only(withLeaf({ fact: 'crm', operator: 'equal', value: { fact: 'crm', path: '$.__proto__' } }), known).pointer,
    ).to.equal(`${LEAF}/value/path`)
  })

  it('to a property are mended at the step that is wrong', () => {
    const mended = (fact: string, path: string) =>
      fixedTo(only(withLeaf({ fact, path, operator: 'isBlank', value: true })))
    expect(mended('chat', '$.sbject')).to.equal('$.subject')
    expect(mended('event', '$.changes.status.t')).to.equal('$.changes.status.to')
    expect(mended('message', '$.attachments[0].nam')).to.equal('$.attachments[0].name')
    expect(mended('message', "$['attachmnts'][0]['name']")).to.equal('$.attachments[0].name')
  })

  it('to operators and decorators must exist', () => {
    expect(fixedTo(only(withLeaf({ fact: 'now', operator: 'not:aftr', value: '2026-01-01' })))).to.equal('not:after')
    expect(fixedTo(only(withLeaf({ fact: 'now', operator: 'nt:after', value: '2026-01-01' })))).to.equal('not:after')
    expect(only(withLeaf({ fact: 'now', operator: 'exact containsText', value: 'x' })).code).to.equal(
      'unknown-operator',
    )
    expect(
      codes(withLeaf({ fact: 'now', operator: 'odd', value: 'x' }), { operators: { odd: () => true } }),
    ).to.deep.equal([])
  })

  it('to schedules, conditions, functions, secrets and workflows must lead somewhere', () => {
    expect(only(set({ when: { condition: 'none' } })).code).to.equal('unknown-condition')
    expect(fixedTo(only(set({ on: { after: 'PT1H', since: 'chat.started', businessHours: 'suport' } })))).to.equal(
      'support',
    )
    expect(only(withAction({ do: 'add-note', text: 'x', once: { per: 'absence', schedule: 'x' } })).code).to.equal(
      'unknown-schedule',
    )
    expect(only(withAction({ do: 'call', name: 'refnd' }), known).code).to.equal('unknown-function')
    expect(only(withAction({ do: 'webhook', url: 'https://a.ru', secret: 'x' }), known).code).to.equal('unknown-secret')
    expect(only(withAction({ do: 'start-workflow', workflow: 'x' }), known).code).to.equal('unknown-workflow')
    expect(
      codes(
        set({
          then: [
            { do: 'call', name: 'any' },
            { do: 'start-workflow', workflow: 'any' },
          ],
        }),
      ),
    ).to.deep.equal([])
  })

  it('to tags, groups and fields are checked where a vocabulary is given', () => {
    expect(only(withAction({ do: 'add-tags', tags: ['vip', 'vipp'] }, { vocabulary }))).to.include({
      code: 'unknown-tag',
      pointer: `${THEN}/tags/1`,
    })
    expect(only(withAction({ do: 'assign', group: 'sale' }, { vocabulary })).code).to.equal('unknown-group')
    expect(only(withAction({ do: 'notify', to: { group: 'x' }, text: 'x' }, { vocabulary })).code).to.equal(
      'unknown-group',
    )
    expect(only(withAction({ do: 'set-field', of: 'chat', field: 'email', value: 1 }, { vocabulary })).code).to.equal(
      'unknown-field',
    )
    expect(
      codes(withAction({ do: 'set-field', of: 'customer', field: 'email', value: 'x' }, { vocabulary })),
    ).to.deep.equal([])
    expect(codes(withAction({ do: 'add-tags', tags: ['anything'] }))).to.deep.equal([])
  })

  it('to template variables must lead somewhere', () => {
    const text = (source: string): string[] => codes(withAction({ do: 'add-note', text: source }))
    expect(text('{{ custmer.name }}')).to.deep.equal([`unknown-variable ${THEN}/text`])
    expect(text('{{ customer.nam }} {{ chat.none }}')).to.have.length(2)
    expect(text('{{ schedule.sales.open }}')).to.have.length(1)
    expect(text('{{ schedule.support.opens }}')).to.have.length(1)
    const hours = SCHEDULES.support
    for (const schedules of [
      { shop: hours, 'shop.late': hours },
      { 'shop.late': hours, shop: hours },
    ]) {
      const asked = (source: string) => codes(withAction({ do: 'add-note', text: source }, { schedules }))
      expect(asked("{{ schedule['shop.late'].open }}{{ schedule.shop.open }}{{ schedule }}")).to.deep.equal([])
      expect(asked("{{ schedule['shop.late'].opens }}")).to.have.length(1)
      expect(asked('{{ schedule.shops.open }}')).to.have.length(1)
    }
    expect(
      text('{{ customer.fields.plan }} {{ chat.assignee.agent }} {{ message.attachments[0].name }}'),
    ).to.deep.equal([])
    expect(codes(withAction({ do: 'call', name: 'f', args: { a: ['{{ none }}'] } }))).to.deep.equal([
      `unknown-variable ${THEN}/args`,
    ])
    expect(text('{{ chat.number')).to.deep.equal([`bad-template ${THEN}/text`])
    expect(text('  ')).to.deep.equal([`empty-text ${THEN}/text`])
    expect(codes(withAction({ do: 'add-note', text: { english: 'x' } }))).to.deep.equal([
      `bad-language ${THEN}/text/english`,
    ])
    expect(codes(withAction({ do: 'add-note', text: {} }))).to.deep.equal([`empty-text ${THEN}/text`])
  })

  it('keeps names apart that JavaScript keeps for itself', () => {
    const hostile: unknown = JSON.parse(
      '{"schedules":{"__proto__":{"zone":"UTC","week":{}}},"conditions":{"constructor":{"all":[]}},"rules":[{"id":"r","on":"chat.started","__proto__":{"enabled":false},"then":[{"do":"set-field","of":"chat","field":"__proto__","value":1}]}]}',
    )
    expect(codes(hostile)).to.have.members([
      'forbidden-name /schedules/__proto__',
      'forbidden-name /conditions/constructor',
      'unknown-property /rules/0/__proto__',
      'forbidden-name /rules/0/then/0/field',
    ])
  })
})
