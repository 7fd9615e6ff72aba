// What an action refers to: where a fault is told, and what it is called.
import { expect } from 'chai'
import type { CheckOptions } from '../../../src/core/rules/check-rule-set.js'
import { codes, only, set, THEN, withAction, withLeaf } from './checking.js'

const vocabulary = { tags: ['vip'], groups: ['sales'], fields: ['plan'] }
const known: CheckOptions = { functions: ['refund'], secrets: ['crm'], workflows: ['ask'] }

/** Code, place and words of the one fault that an action has. */
function fault(action: object): readonly [string, string, string] {
  const { code, pointer, message } = only(withAction(action, { vocabulary }), known)
  return [code, pointer, message]
}

describe('a fault of an action', () => {
  it('is told at the name that leads nowhere, by what it should be', () => {
    const text = 'x'
    for (const [action, code, place, what] of [
      [{ do: 'add-tags', tags: ['vip', 'x'] }, 'unknown-tag', '/tags/1', 'tag'],
      [{ do: 'remove-tags', tags: ['x'] }, 'unknown-tag', '/tags/0', 'tag'],
      [{ do: 'assign', group: 'x' }, 'unknown-group', '/group', 'group'],
      [{ do: 'notify', to: { group: 'x' }, text }, 'unknown-group', '/to/group', 'group'],
      [{ do: 'set-field', of: 'chat', field: 'x', value: 1 }, 'unknown-field', '/field', 'field'],
      [{ do: 'set-field', of: 'customer', field: 'x', value: 1 }, 'unknown-field', '/field', 'field'],
      [{ do: 'webhook', url: 'https://a.ru', secret: 'x' }, 'unknown-secret', '/secret', 'secret'],
      [{ do: 'start-workflow', workflow: 'x' }, 'unknown-workflow', '/workflow', 'workflow'],
      [{ do: 'call', name: 'x' }, 'unknown-function', '/name', 'function'],
      [
        { do: 'add-note', text, once: { per: 'absence', schedule: 'x' } },
        'unknown-schedule',
        '/once/schedule',
        'schedule',
      ],
    ] as const) {
      expect(fault(action), JSON.stringify(action)).to.deep.equal([
        code,
        `${THEN}${place}`,
        `There is no ${what} \`x\`.`,
      ])
    }
  })

  it('is a name that says nothing, or leads to what all objects share', () => {
    const text = 'x'
    for (const [action, place, what] of [
      [{ do: 'assign', group: ' ' }, '/group', 'group'],
      [{ do: 'assign', agent: ' ' }, '/agent', 'agent'],
      [{ do: 'notify', to: { agents: ['ann', ''] }, text }, '/to/agents/1', 'agent'],
      [{ do: 'add-tags', tags: ['  '] }, '/tags/0', 'tag'],
      [{ do: 'call', name: ' ' }, '/name', 'function'],
    ] as const) {
      expect(fault(action)).to.deep.equal(['empty-text', `${THEN}${place}`, `The ${what} has no name.`])
    }
    expect(fault({ do: 'assign', agent: '__proto__' })).to.deep.equal([
      'forbidden-name',
      `${THEN}/agent`,
      "A agent can't be called `__proto__`.",
    ])
    expect(codes(withAction({ do: 'assign', agent: 'anybody' }, { vocabulary }), known)).to.deep.equal([])
    expect(codes(withAction({ do: 'notify', to: { agents: ['anybody'] }, text }, { vocabulary }))).to.deep.equal([])
  })

  it('is a duration or a text at its place', () => {
    expect(fault({ do: 'add-note', text: 'x', once: { per: 'PT0S', of: 'chat' } }).slice(0, 2)).to.deep.equal([
      'bad-duration',
      `${THEN}/once/per`,
    ])
    expect(fault({ do: 'send-message', text: 'x', delay: 'PT0S' })).to.deep.equal([
      'bad-duration',
      `${THEN}/delay`,
      'A duration of nothing.',
    ])
    expect(fault({ do: 'set-subject', subject: ' ' })).to.deep.equal([
      'empty-text',
      `${THEN}/subject`,
      'The text says nothing.',
    ])
    expect(fault({ do: 'send-message', text: { en: 'x', ru: ' ' } }).slice(0, 2)).to.deep.equal([
      'empty-text',
      `${THEN}/text/ru`,
    ])
  })

  it('is in a template: of a text, a field’s value, a body, arguments', () => {
    const read = '{{ customer.nam }}'
    for (const [action, place] of [
      [{ do: 'add-note', text: read }, '/text'],
      [{ do: 'set-subject', subject: read }, '/subject'],
      [{ do: 'send-email', to: 'customer', subject: 's', text: read }, '/text'],
      [{ do: 'set-field', of: 'chat', field: 'plan', value: read }, '/value'],
      [{ do: 'webhook', url: 'https://a.ru', secret: 'crm', body: { a: read } }, '/body'],
      [{ do: 'call', name: 'refund', args: { a: [read] } }, '/args'],
    ] as const) {
      expect(fault(action), JSON.stringify(action).slice(0, 40)).to.deep.equal([
        'unknown-variable',
        `${THEN}${place}`,
        'The template uses `customer.nam`: there is no `nam`. Did you mean `name`?',
      ])
    }
    expect(codes(withAction({ do: 'set-field', of: 'chat', field: 'plan', value: '' }, { vocabulary }))).to.deep.equal(
      [],
    )
    expect(codes(withAction({ do: 'set-field', of: 'chat', field: 'plan', value: 5 }, { vocabulary }))).to.deep.equal(
      [],
    )
  })

  it('says in which line and column of a text it is, unless at its beginning', () => {
    const message = (text: string) => fault({ do: 'add-note', text })[2]
    expect(message('{{ chat.number')).not.to.match(/\(line/)
    expect(message('a\n  {{ chat.number')).to.match(/ \(line 2, column 3 of the text\)$/)
    expect(message('ab {{ chat.number')).to.match(/ \(line 1, column 4 of the text\)$/)
    expect(message('\n{{ chat.number')).to.match(/ \(line 2, column 1 of the text\)$/)
  })

  it('is told each time, though many rules say the same', () => {
    const action = { do: 'add-note', text: '{{ customer.nam }}' }
    const twice = set({ then: [action, action] })
    expect(codes(twice)).to.deep.equal([
      'unknown-variable /rules/0/then/0/text',
      'unknown-variable /rules/0/then/1/text',
    ])
  })
})

describe('an address', () => {
  const found = (url: string) => codes(withAction({ do: 'webhook', url, secret: 'crm' }), known)

  it('begins with a scheme and a host, and has no white space', () => {
    for (const url of [
      'https://a.ru',
      'http://a.ru',
      'HTTPS://a.ru:8080/b/c?d=e#f',
      'https://a.ru?x',
      'https://a.ru#x',
      'http://[::1]/',
    ])
      expect(found(url), url).to.deep.equal([])
    for (const url of [
      'a.ru',
      'ftp://a.ru',
      'https://',
      'https:///a',
      'https://a b',
      'https://a.ru/b c',
      ' https://a.ru',
      'https://a.ru ',
      'xhttps://a.ru',
      'https://?a',
      'https://a\\b',
    ])
      expect(found(url), url).to.deep.equal([`bad-address ${THEN}/url`])
  })
})

describe('names that may be used', () => {
  it('are those of workflows in the set beside those that are there already', () => {
    const workflows = [{ id: 'own', start: 'end', steps: { end: { end: {} } } }]
    const start = (workflow: string) => codes(withAction({ do: 'start-workflow', workflow }, { workflows }), known)
    expect(start('own')).to.deep.equal([])
    expect(start('ask')).to.deep.equal([])
    expect(start('other')).to.deep.equal([`unknown-workflow ${THEN}/workflow`])
  })
})

describe('a comparison with another fact', () => {
  it('names that fact by a text', () => {
    const leaf = { fact: 'now', operator: 'before', value: { fact: 5 } }
    expect(codes(withLeaf(leaf))).to.include('bad-value /rules/0/when/all/0/value/fact')
  })

  it('takes its list apart under `someValue` and `everyValue`', () => {
    const compared = (operator: string, path: string) =>
      codes(withLeaf({ fact: 'chat', path: '$.number', operator, value: { fact: 'customer', path } }))
    for (const decorator of ['someValue', 'everyValue']) {
      expect(compared(`${decorator}:equal`, '$.tags')).to.deep.equal(['type-mismatch /rules/0/when/all/0/value'])
      expect(compared(`${decorator}:equal`, '$.fields.any')).to.deep.equal([])
    }
    expect(compared('equal', '$.name')).to.deep.equal(['type-mismatch /rules/0/when/all/0/value'])
  })
})
