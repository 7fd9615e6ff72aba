import type { OperatorWords, WordTable } from './words.js'

const EQUAL = { yes: '{fact} [is|are] {value}', no: '{fact} [is|are] not {value}' }
const ONE_OF = { yes: '{fact} [is|are] {any}', no: '{fact} [is|are] {none}' }
const HAS = { yes: '{fact} [includes|include] {value}', no: '{fact} [does|do] not include {value}' }
const OLD = { yes: '{fact} was {span} ago or earlier', no: '{fact} was less than {span} ago' }

export const ENGLISH_OPERATORS: WordTable<OperatorWords> = {
  equal: { label: 'is', ...EQUAL },
  notEqual: { label: 'is not', yes: EQUAL.no, no: EQUAL.yes },
  in: { label: 'is one of', ...ONE_OF },
  notIn: { label: 'is none of', yes: ONE_OF.no, no: ONE_OF.yes },
  contains: { label: 'includes', ...HAS },
  doesNotContain: { label: 'does not include', yes: HAS.no, no: HAS.yes },
  lessThan: { label: 'is less than', yes: '{fact} [is|are] less than {value}', no: '{fact} [is|are] at least {value}' },
  lessThanInclusive: {
    label: 'is at most',
    yes: '{fact} [is|are] at most {value}',
    no: '{fact} [is|are] more than {value}',
  },
  greaterThan: {
    label: 'is more than',
    yes: '{fact} [is|are] more than {value}',
    no: '{fact} [is|are] at most {value}',
  },
  greaterThanInclusive: {
    label: 'is at least',
    yes: '{fact} [is|are] at least {value}',
    no: '{fact} [is|are] less than {value}',
  },
  containsText: { label: 'contains', yes: '{fact} contains {value}', no: '{fact} does not contain {value}' },
  containsAnyText: { label: 'contains one of', yes: '{fact} contains {any}', no: '{fact} contains {none}' },
  containsAllText: { label: 'contains all of', yes: '{fact} contains {every}', no: '{fact} lacks {any}' },
  containsWord: {
    label: 'contains the word',
    yes: '{fact} contains the word {value}',
    no: '{fact} does not contain the word {value}',
  },
  startsWith: { label: 'begins with', yes: '{fact} begins with {value}', no: '{fact} does not begin with {value}' },
  endsWith: { label: 'ends with', yes: '{fact} ends with {value}', no: '{fact} does not end with {value}' },
  matches: {
    label: 'matches the pattern',
    yes: '{fact} matches the pattern {value}',
    no: '{fact} does not match the pattern {value}',
  },
  isBlank: { label: 'is empty', yes: '{fact} [is|are] missing', no: '{fact} [is|are] given' },
  isEmail: { label: 'is an e-mail address', yes: '{fact} is an e-mail address', no: '{fact} is no e-mail address' },
  isPhone: { label: 'is a phone number', yes: '{fact} is a phone number', no: '{fact} is no phone number' },
  between: {
    label: 'is between',
    yes: '{fact} [is|are] between {low} and {high}',
    no: '{fact} [is|are] not between {low} and {high}',
  },
  hasAny: {
    label: 'includes one of',
    yes: '{fact} [includes|include] {any}',
    no: '{fact} [includes|include] {none}',
  },
  hasAll: { label: 'includes all of', yes: '{fact} [includes|include] {every}', no: '{fact} [lacks|lack] {any}' },
  hasNone: {
    label: 'includes none of',
    yes: '{fact} [includes|include] {none}',
    no: '{fact} [includes|include] {any}',
  },
  before: { label: 'is before', yes: '{fact} is before {value}', no: '{fact} is not before {value}' },
  after: { label: 'is after', yes: '{fact} is after {value}', no: '{fact} is not after {value}' },
  olderThan: { label: 'is at least this long ago', ...OLD },
  youngerThan: { label: 'is less than this long ago', yes: OLD.no, no: OLD.yes },
  changedTo: {
    label: 'changed to',
    yes: '{fact} changed to {value}',
    no: '{fact} did not change to {value}',
    plural: { yes: '{value} was added to {fact}', no: '{value} was not added to {fact}' },
  },
  changedFrom: {
    label: 'changed from',
    yes: '{fact} changed from {value}',
    no: '{fact} did not change from {value}',
    plural: { yes: '{value} was taken from {fact}', no: '{value} was not taken from {fact}' },
  },
}
