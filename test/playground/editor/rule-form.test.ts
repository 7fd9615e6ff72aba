import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import {
  actionShapes,
  type FieldShape,
  recordFields,
  type Shape,
} from '../../../playground/src/panels/editor/form/schema-shape.js'
import { emptyOf, isOfShape } from '../../../playground/src/panels/editor/form/shape-value.js'
import { choiceWord } from '../../../playground/src/panels/editor/form/use-choice-text.js'
import { emptyValue, operatorsFor, valueShape } from '../../../playground/src/panels/editor/form/value-shape.js'
import { FACTS } from '../../../src/core/rules/facts.js'
import { operatorTable } from '../../../src/core/rules/operators/engine-operators.js'
import { wordsOf } from '../../../src/core/sentence/rule-sentence.js'
import { root } from '../../architecture/module-graph.js'

const texts = (language: string) =>
  JSON.parse(readFileSync(join(root, `playground/src/panels/editor/${language}.json`), 'utf8')).form

const FIELDS = [
  ...[...actionShapes().values()].flat(),
  ...recordFields('Rule').filter(({ name }) => name !== 'when' && name !== 'then' && name !== 'lint'),
  ...recordFields('TimeTrigger'),
]

/** Every choice that a form can show, with its field. */
function choicesOf({ name, shape }: FieldShape): readonly (readonly [field: string, choice: string])[] {
  const keys = (one: Shape): readonly (readonly [string, string])[] => {
    switch (one.kind) {
      case 'choice':
        return one.values.map((value) => [name, value])
      case 'constant':
        return [[name, String(one.value)]]
      case 'one-of':
        return one.shapes.flatMap((inner) =>
          inner.kind === 'record' ? [[name, `#${inner.name}`] as const, ...keys(inner)] : keys(inner),
        )
      case 'record':
        return one.fields.filter(({ shape: inner }) => inner.kind !== 'constant').flatMap(choicesOf)
      case 'list':
        return keys(one.of).filter(([, key]) => !key.startsWith('#'))
      default:
        return []
    }
  }
  return keys(shape)
}

describe('the form of a rule', () => {
  it('has fields for all that the schema lets actions and rules have', () => {
    expect(actionShapes().size).to.equal(14)
    expect(
      actionShapes()
        .get('send-message')
        ?.map(({ name }) => name),
    ).to.have.members(['text', 'onlyFirstChatOnChannel', 'delay', 'once'])
    expect(recordFields('Rule').length).to.be.greaterThan(8)
  })

  for (const language of ['en', 'ru'] as const) {
    it(`has a name for every field, fact and choice (${language})`, () => {
      const { field, choice, fact } = texts(language)
      for (const { name } of FIELDS) expect(field, name).to.have.property(name)
      const choices = FIELDS.filter(({ name }) => name !== 'on').flatMap(choicesOf)
      expect(choices.length).to.be.greaterThan(30)
      for (const [name, key] of choices) {
        const said = choiceWord(name, key, wordsOf(language)) ?? choice[key.replace('#', '')]
        expect(said, `${name}: ${key}`).to.be.a('string')
      }
      expect(Object.keys(fact)).to.have.members([...FACTS.keys()])
    })
  }

  it('begins each field with a value of its own shape', () => {
    for (const { name, shape } of FIELDS) expect(isOfShape(emptyOf(shape), shape), name).to.equal(true)
  })

  it('offers for every kind of fact operators that take it, each beginning with a value that it takes', () => {
    for (const type of [...FACTS.values()].flatMap((one) =>
      one.kind === 'record' ? Object.values(one.properties) : [one],
    )) {
      const offered = operatorsFor(type)
      expect(offered).to.include('equal')
      for (const name of offered) {
        const operator = operatorTable().get(name)
        const value = emptyValue(valueShape(name, type), type)
        // A list or a text that is still empty is what a person begins with.
        if (value === '' || (Array.isArray(value) && value.length === 0)) continue
        expect(operator?.valueProblem?.(value), `${name} of ${type.kind}: ${JSON.stringify(value)}`).to.equal(undefined)
      }
    }
  })
})
