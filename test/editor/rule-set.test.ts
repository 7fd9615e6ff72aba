import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { expect } from 'chai'
import { checkRuleSet } from '../../src/core/rules/check-rule-set.js'
import { FACT_HELP } from '../../src/core/rules/fact-help.js'
import { FACTS, type FactType } from '../../src/core/rules/facts.js'
import { operatorTable } from '../../src/core/rules/operators/engine-operators.js'
import { packFiles } from '../rules-packs/scenario-files.js'
import { editorFor } from './editing.js'

const { labels, offers, hover, problems } = editorFor('rule-set')
const rule = (rest: string): string => `{"rules":[{"id":"r","on":"message.received",${rest}}]}`
const leaf = (text: string): string => rule(`"when":{"all":[${text}]},"then":[{"do":"add-note","text":"x"}]`)
const action = (text: string): string => rule(`"then":[${text}]`)
const TEXT = '"fact":"message","path":"$.text"'
const COUNT = '"fact":"chat","path":"$.counts.customer"'

describe('an editor of rules', () => {
  it('offers the facts, and tells of each what it is', async () => {
    const found = await offers(leaf('{"fact":"|"}'))
    expect(found.map(({ label }) => label)).to.have.members([...FACTS.keys()])
    expect(found.find(({ label }) => label === 'now')?.documentation).to.equal(FACT_HELP.get('now'))
    expect([...FACT_HELP.keys()]).to.deep.equal([...FACTS.keys()])
  })

  it('offers the paths of the fact, and no others', async () => {
    const paths = await labels(leaf('{"fact":"customer","path":"|"}'))
    expect(paths).to.include.members(['$.email', '$.tags', '$.tags.length']).and.not.include('$.text')
    expect(await labels(leaf('{"fact":"schedule","path":"|"}')))
      .to.include('$.nextOpening')
      .and.not.include('$.email')
  })

  it('offers operators by the kind of what the path leads to', async () => {
    const text = await labels(leaf(`{${TEXT},"operator":"|"}`))
    expect(text).to.include.members(['containsText', 'isEmail', 'not:matches']).and.not.include('greaterThan')
    const number = await labels(leaf(`{${COUNT},"operator":"|"}`))
    expect(number).to.include.members(['greaterThan', 'between']).and.not.include('containsText')
    const list = await labels(leaf('{"fact":"chat","path":"$.tags","operator":"|"}'))
    expect(list).to.include.members(['hasAny', 'contains', 'someFact:containsText']).and.not.include('lessThan')
    expect(await labels(leaf('{"fact":"now","operator":"|"}')))
      .to.include('before')
      .and.not.include('hasAny')
    expect(await labels(leaf('{"fact":"plan","operator":"|"}'))).to.include.members([...operatorTable().keys()])
  })

  it('offers the values that a path can have', async () => {
    expect(await labels(leaf('{"fact":"chat","path":"$.priority","operator":"equal","value":|}'))).to.include('urgent')
    expect(await labels(leaf('{"fact":"chat","path":"$.state","operator":"in","value":[|]}'))).to.include(
      'awaiting-split',
    )
    expect(await labels(leaf('{"fact":"schedule","params":{|}}'))).to.deep.equal(['name'])
    expect(await labels(rule('"on":"|"').replace('"on":"message.received",', ''))).to.include('chat.reopened')
  })

  it('offers every action as a snippet with what it needs', async () => {
    const found = new Map((await offers(action('|'))).map((one) => [one.label, one]))
    expect(found.size).to.equal(14)
    expect(found.get('send-message')?.documentation).to.equal('Says something to the customer in the chat.')
    expect(found.get('finish')?.inserted).to.match(/"do": "finish",\s+"status": "\$\{1\|open,pending\|\}"/)
    expect(await labels(action('{"do":"send-message",|}'))).to.have.members([
      'text',
      'once',
      'delay',
      'onlyFirstChatOnChannel',
    ])
    const parts = await offers(leaf('|'))
    expect(parts.map(({ label }) => label)).to.have.members(['fact', 'all', 'any', 'not', 'condition'])
    // The dollar is escaped for the snippet, not for JSON.
    expect(parts.find(({ label }) => label === 'fact')?.inserted).to.contain(String.raw`"path": "\$.$2"`)
  })

  it('explains facts, paths, operators, actions and properties where the pointer rests', async () => {
    const rest = '"operator":"equal","value":1}'
    expect(await hover(leaf(`{"fact":"mess|age",${rest}`))).to.contain('The message that was just written')
    expect(await hover(leaf(`{"fact":"chat","path":"$.prio|rity",${rest}`))).to.contain('urgent')
    expect(await hover(leaf(`{${TEXT},"operator":"contains|Word","value":"x"}`))).to.contain(
      'word or phrase as a whole',
    )
    expect(await hover(action('{"do":"web|hook","url":"x"}'))).to.contain('HMAC')
    expect(await hover(action('{"do":"send-message","on|ce":"chat","text":"x"}'))).to.contain(
      'How often the action may be done',
    )
  })

  it('says of each mistake one thing, and the right one', async () => {
    const cases: readonly (readonly [string, RegExp])[] = [
      [leaf(`{${COUNT},"operator":"containsText","value":"x"}`), /^1:\d+ This operator isn't for a number\.$/],
      [leaf(`{${COUNT},"operator":"not:containsText","value":"x"}`), /^1:\d+ This operator isn't for a number\.$/],
      [leaf('{"fact":"chat","path":"$.prioriti","operator":"equal","value":1}'), /Valid values: .*"\$\.priority"/],
      [leaf(`{${TEXT},"operator":"equal"}`), /Missing property "value"/],
      [leaf(`{"fact":"chat","paht":"$.tags","operator":"equal","value":1}`), /Property paht is not allowed/],
      [action('{"do":"send-mesage","text":"x"}'), /Valid values: "send-message"/],
      [action('{"do":"send-message","text":"x","delai":"PT1M"}'), /Property delai is not allowed/],
      [action('{"do":"finish","status":"closed"}'), /Valid values: "open", "pending"/],
      [rule('"then":[]').replace('message.received', 'message.come'), /Valid values: .*"message\.received"/],
      [rule('"when":{"fact":"now","operator":"equal","value":1},"then":[]'), /put this comparison into `all`/],
      [rule('"when":{"all":[],"any":[]},"then":[]'), /Property any is not allowed/],
      ['{"rules":[{"id":"a b","on":"note.added","then":[]}]}', /pattern/],
    ]
    for (const [text, message] of cases) {
      const found = await problems(text)
      expect(found, text).to.have.length(1)
      expect(found[0]).to.match(message)
    }
  })

  it('has nothing against the rules that ship, facts of one’s own, and paths past what is known', async () => {
    const files = packFiles('.rules.json')
    expect(files).to.have.length.above(8)
    for (const file of files) expect(await problems(readFileSync(file, 'utf8')), file).to.deep.equal([])
    const fine = [
      '{"fact":"chat","path":"$.fields.plan","operator":"equal","value":"gold"}',
      '{"fact":"message","path":"$.attachments[0].kind","operator":"equal","value":"image"}',
      '{"fact":"message","path":"$[\'text\']","operator":"containsText","value":"x"}',
      '{"fact":"message","path":".text","operator":"containsText","value":"x"}',
      '{"fact":"plan","path":"$.x","operator":"ours","value":1}',
      '{"fact":"chat","path":"$.tags","operator":"someFact:not:containsText","value":"x"}',
      '{"fact":"chat","operator":"isBlank","value":true}',
    ]
    expect(await problems(leaf(fine.join()))).to.deep.equal([])
  })

  it('is right about every operator on every path, as the check is', () => {
    const schema: object = JSON.parse(
      readFileSync(new URL('../../schemas/rule-set.schema.json', import.meta.url), 'utf8'),
    )
    const validate = new Ajv({ allErrors: true, strict: false }).compile(schema)
    const leaves = [...FACTS].flatMap(([fact, type]) =>
      pathsIn(type).flatMap((path) =>
        [...operatorTable().keys()].flatMap((name) =>
          [name, `not:${name}`].map((operator) => ({ fact, path, operator, value: { fact: 'own' } })),
        ),
      ),
    )
    expect(leaves).to.have.length.above(3000)
    let refused = 0
    // The check tells at most a thousand findings.
    for (let from = 0; from < leaves.length; from += 800) {
      const when = { any: leaves.slice(from, from + 800) }
      const set = { rules: [{ id: 'r', on: 'note.added', when, then: [{ do: 'add-note', text: 'x' }] }] }
      const told = checkRuleSet(set, { facts: ['own'] }).filter(({ code }) => code === 'type-mismatch')
      validate(set)
      const marked = (validate.errors ?? []).filter(({ keyword }) => keyword === 'not')
      const places = marked.map(({ instancePath }) => instancePath).sort()
      expect(places).to.deep.equal(told.map(({ pointer }) => pointer).sort())
      refused += told.length
    }
    expect(refused).to.be.above(1000)
  })
})

function pathsIn(type: FactType, path = '$'): readonly string[] {
  if (type.kind !== 'record') return type.kind === 'unknown' ? [] : [path]
  return Object.entries(type.properties).flatMap(([name, of]) =>
    [`${path}.${name}`].flatMap((at) => (of.kind === 'record' ? [at, ...pathsIn(of, at)] : pathsIn(of, at))),
  )
}
