import { compileJson } from '../../template/compile-json.js'
import { compileText, type TextCompilation } from '../../template/compile-text.js'
import type { TextProblem } from '../../template/problem.js'
import { isRecord, own, type UnknownRecord } from '../record.js'
import type { Text } from '../rule-set.js'
import type { Known } from './known.js'
import { checkDuration, checkName, checkNames, checkSchedule } from './references.js'
import type { Report } from './report.js'
import { checkVariables } from './variables.js'

/** Fields of a customer that are no extra ones. */
const CUSTOMER_FIELDS: ReadonlySet<string> = new Set(['name', 'email', 'phone', 'language'])

/** Texts and references of one action; a property is looked at wherever it occurs, whatever `do` says. */
export function checkAction(value: unknown, pointer: string, known: Known, report: Report): void {
  if (!isRecord(value)) return
  const kind = own(value, 'do')
  checkOnce(own(value, 'once'), `${pointer}/once`, known, report)
  checkDuration(own(value, 'delay'), `${pointer}/delay`, report)
  for (const key of ['text', 'subject']) checkText(own(value, key), `${pointer}/${key}`, known, report)
  checkRecipients(own(value, 'to'), `${pointer}/to`, known, report)
  switch (kind) {
    case 'add-tags':
    case 'remove-tags':
      checkNames(own(value, 'tags'), `${pointer}/tags`, known.tags, 'unknown-tag', 'tag', report)
      return
    case 'assign':
      checkName(own(value, 'group'), `${pointer}/group`, known.groups, 'unknown-group', 'group', report)
      checkName(own(value, 'agent'), `${pointer}/agent`, undefined, 'unknown-group', 'agent', report)
      return
    case 'set-field':
      checkField(value, pointer, known, report)
      return
    case 'webhook':
      checkAddress(own(value, 'url'), `${pointer}/url`, report)
      checkName(own(value, 'secret'), `${pointer}/secret`, known.secrets, 'unknown-secret', 'secret', report)
      checkBody(own(value, 'body'), `${pointer}/body`, known, report)
      return
    case 'start-workflow':
      checkName(own(value, 'workflow'), `${pointer}/workflow`, known.workflows, 'unknown-workflow', 'workflow', report)
      return
    case 'call':
      checkName(own(value, 'name'), `${pointer}/name`, known.functions, 'unknown-function', 'function', report)
      checkBody(own(value, 'args'), `${pointer}/args`, known, report)
      return
    default:
  }
}

function checkOnce(value: unknown, pointer: string, known: Known, report: Report): void {
  if (!isRecord(value)) return
  const per = own(value, 'per')
  if (per === 'absence') checkSchedule(own(value, 'schedule'), `${pointer}/schedule`, known, report)
  else checkDuration(per, `${pointer}/per`, report)
}

function checkRecipients(value: unknown, pointer: string, known: Known, report: Report): void {
  if (!isRecord(value)) return
  checkName(own(value, 'group'), `${pointer}/group`, known.groups, 'unknown-group', 'group', report)
  checkNames(own(value, 'agents'), `${pointer}/agents`, undefined, 'unknown-group', 'agent', report)
}

function checkField(value: UnknownRecord, pointer: string, known: Known, report: Report): void {
  const field = own(value, 'field')
  const isOwn = own(value, 'of') === 'customer' && typeof field === 'string' && CUSTOMER_FIELDS.has(field)
  checkName(field, `${pointer}/field`, isOwn ? undefined : known.fields, 'unknown-field', 'field', report)
  const text = own(value, 'value')
  if (typeof text === 'string' && text !== '') checkText(text, `${pointer}/value`, known, report)
}

export function checkText(value: unknown, pointer: string, known: Known, report: Report): void {
  if (!isText(value)) return
  const texts =
    typeof value === 'string'
      ? [[pointer, value] as const]
      : Object.entries(value).map(([language, text]) => [`${pointer}/${language}`, text] as const)
  for (const [at, text] of texts) {
    if (text.trim() === '') report.error('empty-text', at, 'The text says nothing.')
  }
  const compiled = compiledText(value, pointer, known)
  if (compiled.ok) checkVariables(compiled.text.variables, pointer, known, report)
  else reportProblems(compiled.problems, report)
}

/** Large sets say the same in many rules. */
function compiledText(value: Text, pointer: string, known: Known): TextCompilation {
  const there = typeof value === 'string' ? known.texts.get(value) : undefined
  if (there !== undefined) return there
  const compiled = compileText(value, pointer)
  if (typeof value === 'string' && compiled.ok) known.texts.set(value, compiled)
  return compiled
}

export function checkBody(value: unknown, pointer: string, known: Known, report: Report): void {
  if (value === undefined) return
  const compiled = compileJson(value, pointer)
  if (compiled.ok) checkVariables(compiled.json.variables, pointer, known, report)
  else reportProblems(compiled.problems, report)
}

function reportProblems(problems: readonly TextProblem[], report: Report): void {
  for (const { code, pointer, message, line, column } of problems) {
    const place =
      line === undefined || (line === 1 && column === 1) ? '' : ` (line ${line}, column ${column} of the text)`
    report.error(code, pointer, message + place)
  }
}

function checkAddress(value: unknown, pointer: string, report: Report): void {
  if (typeof value !== 'string' || /^https?:\/\/[^\s/?#\\]+(?:[/?#]\S*)?$/i.test(value)) return
  report.error('bad-address', pointer, 'The address must begin with https:// or http:// and have no white space.')
}

function isText(value: unknown): value is Text {
  return typeof value === 'string' || (isRecord(value) && Object.values(value).every((one) => typeof one === 'string'))
}
