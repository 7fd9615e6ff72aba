import type { OperatorWords, WordTable } from './words.js'

const EQUAL = { yes: '{fact} — {value}', no: '{fact} — не {value}' }
const ONE_OF = { yes: '{fact} — {any}', no: '{fact} — {none}' }
const HAS = { yes: '{fact} [включает|включают] {value}', no: '{fact} не [включает|включают] {value}' }
const OLD = { yes: '{fact} — {span} назад или раньше', no: '{fact} — позже чем {span} назад' }

export const RUSSIAN_OPERATORS: WordTable<OperatorWords> = {
  equal: { label: 'равно', ...EQUAL },
  notEqual: { label: 'не равно', yes: EQUAL.no, no: EQUAL.yes },
  in: { label: 'одно из', ...ONE_OF },
  notIn: { label: 'ни одно из', yes: ONE_OF.no, no: ONE_OF.yes },
  contains: { label: 'включает', ...HAS },
  doesNotContain: { label: 'не включает', yes: HAS.no, no: HAS.yes },
  lessThan: { label: 'меньше', yes: '{fact} меньше {valueOf}', no: '{fact} не меньше {valueOf}' },
  lessThanInclusive: { label: 'не больше', yes: '{fact} не больше {valueOf}', no: '{fact} больше {valueOf}' },
  greaterThan: { label: 'больше', yes: '{fact} больше {valueOf}', no: '{fact} не больше {valueOf}' },
  greaterThanInclusive: { label: 'не меньше', yes: '{fact} не меньше {valueOf}', no: '{fact} меньше {valueOf}' },
  containsText: { label: 'содержит', yes: '{fact} содержит {value}', no: '{fact} не содержит {value}' },
  containsAnyText: { label: 'содержит одно из', yes: '{fact} содержит {any}', no: '{fact} не содержит {none}' },
  containsAllText: {
    label: 'содержит все',
    yes: '{fact} содержит {every}',
    no: '{fact} не содержит хотя бы одного из: {every}',
  },
  containsWord: {
    label: 'содержит слово',
    yes: '{fact} содержит слово {value}',
    no: '{fact} не содержит слова {value}',
  },
  startsWith: {
    label: 'начинается с',
    yes: '{fact} начинается с {value}',
    no: '{fact} не начинается с {value}',
  },
  endsWith: {
    label: 'заканчивается на',
    yes: '{fact} заканчивается на {value}',
    no: '{fact} не заканчивается на {value}',
  },
  matches: {
    label: 'подходит под шаблон',
    yes: '{fact} подходит под шаблон {value}',
    no: '{fact} не подходит под шаблон {value}',
  },
  isBlank: { label: 'пусто', yes: 'нет {of}', no: 'есть {fact}' },
  isEmail: { label: 'это адрес e-mail', yes: '{fact} — адрес e-mail', no: '{fact} — не адрес e-mail' },
  isPhone: { label: 'это номер телефона', yes: '{fact} — номер телефона', no: '{fact} — не номер телефона' },
  between: {
    label: 'в границах',
    yes: '{fact} — от {low} до {high}',
    no: '{fact} — не от {low} до {high}',
  },
  hasAny: {
    label: 'включает одно из',
    yes: '{fact} [включает|включают] {any}',
    no: '{fact} не [включает|включают] {none}',
  },
  hasAll: {
    label: 'включает все',
    yes: '{fact} [включает|включают] {every}',
    no: '{fact} не [включает|включают] хотя бы одного из: {every}',
  },
  hasNone: {
    label: 'не включает ни одного из',
    yes: '{fact} не [включает|включают] {none}',
    no: '{fact} [включает|включают] {any}',
  },
  before: { label: 'раньше', yes: '{fact} раньше {valueOf}', no: '{fact} не раньше {valueOf}' },
  after: { label: 'позже', yes: '{fact} позже {valueOf}', no: '{fact} не позже {valueOf}' },
  olderThan: { label: 'не меньше чем столько назад', ...OLD },
  youngerThan: { label: 'меньше чем столько назад', yes: OLD.no, no: OLD.yes },
  changedTo: {
    label: 'меняется на',
    yes: '{fact} меняется на {value}',
    no: '{fact} не меняется на {value}',
    plural: { yes: '{value} добавляется в {fact}', no: '{value} не добавляется в {fact}' },
  },
  changedFrom: {
    label: 'меняется с',
    yes: '{fact} меняется с {value}',
    no: '{fact} не меняется с {value}',
    plural: { yes: '{value} убирается ({fact})', no: '{value} не убирается ({fact})' },
  },
}
