import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { FACTS, type FactType } from '../../../src/core/rules/facts.js'
import { operatorTable } from '../../../src/core/rules/operators/engine-operators.js'
import { ruleSentence, wordsOf } from '../../../src/core/sentence/rule-sentence.js'
import { root } from '../../architecture/module-graph.js'

const LANGUAGES = ['en', 'ru'] as const
const schema = JSON.parse(readFileSync(join(root, 'schemas/rule-set.schema.json'), 'utf8'))

/** Paths of all that rules can ask about; `before` is spoken of as the chat. */
function factPaths(): readonly string[] {
  const paths: string[] = []
  const visit = (type: FactType, path: string): void => {
    if (type.kind !== 'record') {
      paths.push(path)
      return
    }
    const parts = Object.entries(type.properties)
    if (parts.every(([, part]) => part.kind === 'unknown')) paths.push(path)
    else for (const [name, part] of parts) visit(part, `${path}.${name}`)
  }
  for (const [name, type] of FACTS) if (name !== 'before') visit(type, name)
  return paths
}

function knownValues(type: FactType): readonly string[] {
  switch (type.kind) {
    case 'text':
      return type.values ?? []
    case 'list':
      return knownValues(type.of)
    case 'record':
      return Object.values(type.properties).flatMap(knownValues)
    default:
      return []
  }
}

const names = (list: Iterable<string>) => [...list].sort()

interface SampleRule {
  readonly name: string
  readonly rule: unknown
  readonly conditions: { readonly [name: string]: unknown }
}

function shippedRules(): readonly SampleRule[] {
  const folder = join(root, 'rules')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.rules.json'),
  )
  return files.flatMap((path) => {
    const set = JSON.parse(readFileSync(join(folder, path), 'utf8'))
    const rules: readonly { readonly id: string }[] = set.rules ?? []
    return rules.map((rule) => ({ name: `${path} ${rule.id}`, rule, conditions: set.conditions ?? {} }))
  })
}

describe('a rule as a sentence', () => {
  for (const language of LANGUAGES) {
    const words = wordsOf(language)

    it(`has words for every fact, operator, value, trigger and action, and for no other (${language})`, () => {
      const paths = factPaths()
      expect(paths.length).to.be.greaterThan(80)
      const extra = ['chat.assignee', 'event.changes']
      expect(names(Object.keys(words.facts))).to.deep.equal(names([...paths, ...extra]))
      for (const [path, { noun, of, yes, no, blank }] of Object.entries(words.facts)) {
        expect(noun, path).to.match(/\S/)
        if (language === 'ru' && yes === undefined && blank === undefined)
          expect(of, `${path}: genitive`).to.match(/\S/)
        expect(yes === undefined, path).to.equal(no === undefined)
      }
      expect(names(Object.keys(words.operators))).to.deep.equal(names(operatorTable().keys()))
      const values = new Set([...FACTS.values()].flatMap(knownValues))
      expect(names(Object.keys(words.values))).to.deep.equal(names(values))
      const [events] = schema.definitions.Rule.properties.on.anyOf
      expect(names(Object.keys(words.triggers))).to.deep.equal(names(events.enum))
      expect(names(Object.keys(words.disarmed))).to.deep.equal(names(schema.definitions.DisarmingEvent.enum))
      expect(names(Object.keys(words.since))).to.deep.equal(names(schema.definitions.TimeTrigger.properties.since.enum))
      const actions: readonly string[] = schema.definitions.RuleAction.properties.do.enum
      expect(names(Object.keys(words.actionLabels))).to.deep.equal(names(actions))
    })

    it(`says each shipped rule, with nothing left open (${language})`, () => {
      const rules = shippedRules()
      expect(rules.length).to.be.greaterThan(30)
      const said = rules.map(({ name, rule, conditions }) => {
        const sentence = ruleSentence(rule, { language, conditions })
        expect(sentence, name).to.match(/\.$/)
        expect(sentence, name).to.not.match(/undefined|\[object|\{\w+\}|\[\w+\|/)
        return sentence
      })
      expect(new Set(said).size).to.equal(rules.length)
    })

    it(`says every operator with its contrary differently, and so every action (${language})`, () => {
      const when = (operator: string) => ({
        id: 'r',
        on: 'message.received',
        when: { all: [{ fact: 'message', path: '$.text', operator, value: ['PT1H', 'b'] }] },
        then: [{ do: 'finish', status: 'open' }],
      })
      for (const operator of operatorTable().keys()) {
        const [plain, contrary] = [operator, `not:${operator}`].map((one) => ruleSentence(when(one), { language }))
        expect(plain, operator).to.be.a('string').and.not.equal(contrary)
      }
    })
  }

  it('reads well in both languages', () => {
    const rule = {
      id: 'away',
      on: ['chat.started', 'chat.reopened'],
      channels: ['telegram'],
      when: {
        all: [
          { condition: 'after-hours' },
          {
            not: {
              any: [
                { fact: 'chat', path: '$.tags', operator: 'contains', value: 'vip' },
                { fact: 'message', path: '$.automated', operator: 'equal', value: true },
              ],
            },
          },
          { fact: 'chat', path: '$.state', operator: 'notIn', value: ['closed', 'merged'] },
        ],
      },
      then: [
        {
          do: 'send-message',
          text: {
            ru: 'Ответим в {{ schedule.support.nextOpening }}.',
            en: 'Back at {{ schedule.support.nextOpening }}.',
          },
          onlyFirstChatOnChannel: false,
          once: { per: 'absence', schedule: 'support' },
        },
        { do: 'assign', group: 'night' },
      ],
      stop: true,
    }
    const conditions = {
      'after-hours': {
        all: [{ fact: 'schedule', params: { name: 'support' }, path: '$.open', operator: 'equal', value: false }],
      },
    }
    expect(ruleSentence(rule, { language: 'en', conditions })).to.equal(
      "When a customer's message begins a chat or a customer reopens a chat (only on “telegram”), if “after-hours” (it is outside the hours of “support”), the chat's tags do not include “vip”, a person wrote it and the chat is neither closed nor merged: answer “Back at ‹the next opening of “support”›”, once per closed stretch of “support”, in later chats too; give the chat to the group “night”. No later rule is asked then.",
    )
    expect(ruleSentence(rule, { language: 'ru', conditions })).to.equal(
      'Когда сообщение клиента начинает чат или клиент снова открывает чат (только «telegram»), если «after-hours» (сейчас нерабочее время по расписанию «support»), теги чата не включают «vip», пишет человек и состояние чата — ни «закрытое», ни «объединён»: ответить «Ответим в ‹ближайшее открытие по расписанию «support»›», один раз за нерабочий период «support», и в следующих чатах тоже; назначить чат группе «night». Следующие правила тогда не спрашиваются.',
    )
  })

  it('says time rules, spans and switched-off rules, and nothing of what is no rule', () => {
    const rule = {
      id: 'remind',
      enabled: false,
      on: { after: 'PT1H30M', since: 'message.received', businessHours: 'support', unless: ['message.sent'] },
      then: [{ do: 'notify', to: { agents: ['olga', 'ivan'] }, text: 'Ждёт', once: { per: 'PT21H', of: 'customer' } }],
    }
    expect(ruleSentence(rule, { language: 'en' })).to.equal(
      "Switched off: 1 hour 30 minutes of “support” time after the customer's last message unless an agent writes first: tell “olga” and “ivan”: “Ждёт”, at most once in 21 hours per customer.",
    )
    expect(ruleSentence(rule, { language: 'ru' })).to.equal(
      'Выключено: Через 1 час 30 минут рабочего времени «support» после последнего сообщения клиента (отменяется, если сотрудник написал): сообщить сотрудникам «olga» и «ivan»: «Ждёт», не чаще раза в 21 час клиенту.',
    )
    for (const wrong of [null, 'rule', {}, { ...rule, on: 'chat.startd' }, { ...rule, then: [{ do: 'dance' }] }])
      expect(ruleSentence(wrong, { language: 'en' })).to.equal(null)
    const circle: { [name: string]: unknown } = { id: 'x' }
    circle.then = circle
    expect(ruleSentence(circle, { language: 'ru' })).to.equal(null)
  })

  it('is what the guide to the playground shows', () => {
    const rule = {
      id: 'ask',
      on: 'chat.started',
      when: { all: [{ fact: 'customer', path: '$.email', operator: 'isBlank', value: true }] },
      then: [{ do: 'send-message', text: { en: 'Please leave your address.', ru: 'Оставьте, пожалуйста, адрес.' } }],
    }
    for (const [language, page] of [
      ['en', 'playground.md'],
      ['ru', 'playground.ru.md'],
    ] as const)
      expect(readFileSync(join(root, 'docs/guide', page), 'utf8')).to.include(`> ${ruleSentence(rule, { language })}`)
  })

  it('explains a condition that names itself without end only once', () => {
    const rule = { id: 'r', on: 'note.added', when: { condition: 'a' }, then: [] }
    const conditions = { a: { all: [{ condition: 'a' }] } }
    expect(ruleSentence(rule, { language: 'en', conditions })).to.equal(
      'When a note is added, if “a” (“a”): do nothing.',
    )
  })
})
