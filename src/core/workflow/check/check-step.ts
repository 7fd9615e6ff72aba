import { isSupportedCountry } from 'libphonenumber-js/min'
import { IANAZone } from 'luxon'
import { checkAction, checkBody, checkText } from '../../rules/check/actions.js'
import { checkCondition } from '../../rules/check/conditions.js'
import type { Known } from '../../rules/check/known.js'
import type { PlacedCondition } from '../../rules/check/named-conditions.js'
import { checkDuration, checkName, checkSchedule } from '../../rules/check/references.js'
import type { Report } from '../../rules/check/report.js'
import { compilePattern } from '../../rules/operators/pattern.js'
import { isRecord, own, pointerTo, type UnknownRecord } from '../../rules/record.js'
import { keptField } from '../keep-answer.js'
import { kindOf } from '../ways.js'
import type { PlacedStep } from './check-ways.js'

const MOST_OPTIONS = 30

/** Texts, durations, conditions, actions and fields of one step. */
export function checkStep(
  { step, pointer }: PlacedStep,
  known: Known,
  report: Report,
  conditions: PlacedCondition[],
): void {
  const inside = (key: string): UnknownRecord => {
    const value = own(step, key)
    return isRecord(value) ? value : {}
  }
  const timeout = inside('timeout')
  checkDuration(own(timeout, 'after'), `${pointer}/timeout/after`, report)
  checkSchedule(own(timeout, 'businessHours'), `${pointer}/timeout/businessHours`, known, report)
  checkDuration(own(inside('retry'), 'backoff'), `${pointer}/retry/backoff`, report)
  const kind = kindOf(step)
  switch (kind) {
    case 'send':
      checkText(own(inside('send'), 'text'), `${pointer}/send/text`, known, report)
      return
    case 'ask':
      checkQuestion(inside('ask'), `${pointer}/ask`, known, report)
      checkWayOut(step, pointer, report)
      return
    case 'menu':
      checkAsking(inside('menu'), `${pointer}/menu`, known, report)
      return
    case 'choose': {
      const choices = own(step, 'choose')
      if (!Array.isArray(choices)) return
      for (const [index, choice] of choices.entries()) {
        const at = `${pointerTo(`${pointer}/choose`, index)}/when`
        const when = isRecord(choice) ? own(choice, 'when') : undefined
        checkCondition(when, at, known, report)
        if (when !== undefined) conditions.push({ value: when, pointer: at, report })
      }
      return
    }
    case 'wait':
      checkWait(inside('wait'), `${pointer}/wait`, known, report)
      return
    case 'do': {
      const actions = own(step, 'do')
      if (!Array.isArray(actions)) return
      for (const [index, action] of actions.entries())
        checkAction(action, pointerTo(`${pointer}/do`, index), known, report)
      return
    }
    case 'call': {
      const call = inside('call')
      checkName(own(call, 'name'), `${pointer}/call/name`, known.functions, 'unknown-function', 'function', report)
      checkBody(own(call, 'args'), `${pointer}/call/args`, known, report)
      checkInto(own(call, 'into'), `${pointer}/call/into`, known, report)
      return
    }
    case 'handoff': {
      const handoff = inside('handoff')
      checkText(own(handoff, 'note'), `${pointer}/handoff/note`, known, report)
      checkName(own(handoff, 'group'), `${pointer}/handoff/group`, known.groups, 'unknown-group', 'group', report)
      return
    }
    case 'run':
    case 'end':
    case undefined:
      return
    default:
      kind satisfies never
  }
}

function checkQuestion(ask: UnknownRecord, pointer: string, known: Known, report: Report): void {
  checkAsking(ask, pointer, known, report)
  const kind = own(ask, 'as')
  for (const [key, as] of Object.entries(ONLY_FOR)) {
    const fits = kind === as || (key === 'country' && kind === 'contact')
    if (own(ask, key) !== undefined && !fits && typeof kind === 'string')
      report.error('bad-question', `${pointer}/${key}`, `\`${key}\` is for a question as \`${as}\`.`)
  }
  if (kind === 'one-of' && own(ask, 'options') === undefined)
    report.error('bad-question', pointer, 'A question as `one-of` needs `options`.')
  if (kind === 'contact' && own(ask, 'into') !== undefined)
    report.error('bad-question', `${pointer}/into`, 'An answer as `contact` is kept as the customer’s e-mail or phone.')
  const pattern = own(ask, 'pattern')
  if (kind === 'regex' && pattern === undefined)
    report.error('bad-question', pointer, 'A question as `regex` needs a `pattern`.')
  if (typeof pattern === 'string') {
    const compiled = compilePattern(pattern)
    if (typeof compiled === 'string') report.error('bad-pattern', `${pointer}/pattern`, `${compiled}.`)
  }
  const [zone, country] = [own(ask, 'zone'), own(ask, 'country')]
  checkZone(zone, `${pointer}/zone`, report)
  if (typeof country === 'string' && !isSupportedCountry(country))
    report.error('bad-question', `${pointer}/country`, 'A country is a code of two letters such as `RU`.')
  const [min, max] = [own(ask, 'min'), own(ask, 'max')]
  if (typeof min === 'number' && typeof max === 'number' && min > max)
    report.error('bad-question', `${pointer}/min`, 'No number is both at least `min` and at most `max`.')
}

const ONLY_FOR = {
  options: 'one-of',
  pattern: 'regex',
  min: 'number',
  max: 'number',
  whole: 'number',
  country: 'phone',
  only: 'date',
  zone: 'date',
} as const

/** What questions and menus have in common. */
function checkAsking(asking: UnknownRecord, pointer: string, known: Known, report: Report): void {
  checkText(own(asking, 'text'), `${pointer}/text`, known, report)
  checkText(own(asking, 'invalid'), `${pointer}/invalid`, known, report)
  checkInto(own(asking, 'into'), `${pointer}/into`, known, report)
  const options = own(asking, 'options')
  if (!Array.isArray(options)) return
  if (options.length === 0) report.error('bad-question', `${pointer}/options`, 'There is nothing to choose from.')
  if (options.length > MOST_OPTIONS)
    report.error(
      'bad-question',
      `${pointer}/options`,
      `Nobody chooses from ${options.length} options; at most ${MOST_OPTIONS}.`,
    )
  const labels = new Map<string, number>()
  for (const [index, option] of options.entries()) {
    const label = isRecord(option) ? own(option, 'label') : undefined
    const at = `${pointerTo(`${pointer}/options`, index)}/label`
    checkText(label, at, known, report)
    const written = JSON.stringify(label) ?? ''
    const first = labels.get(written)
    if (first !== undefined)
      report.error('duplicate-option', at, `It looks the same to the customer as option ${first + 1}.`)
    else labels.set(written, index)
  }
}

function checkInto(into: unknown, pointer: string, known: Known, report: Report): void {
  if (typeof into !== 'string') return
  const field = keptField(into)
  if (field === null) {
    const message = `\`${into.slice(0, 60)}\` is no field; say customer.email, customer.phone, customer.name, customer.language, customer.fields.<name>, chat.fields.<name> or chat.subject.`
    report.error('bad-field', pointer, message)
  } else if (into.includes('.fields.')) {
    checkName(field.name, pointer, known.fields, 'unknown-field', 'field', report)
  }
}

/** One who never answers is waited for until an agent looks. */
function checkWayOut(step: UnknownRecord, pointer: string, report: Report): void {
  if (own(step, 'timeout') !== undefined || own(step, 'gaveUp') !== undefined) return
  report.warning('no-way-out', pointer, 'The question has neither a `timeout` nor a step for `gaveUp`.')
}

function checkWait(wait: UnknownRecord, pointer: string, known: Known, report: Report): void {
  checkDuration(own(wait, 'for'), `${pointer}/for`, report)
  checkDuration(own(wait, 'minus'), `${pointer}/minus`, report)
  checkSchedule(own(wait, 'businessHours'), `${pointer}/businessHours`, known, report)
  checkSchedule(own(wait, 'untilOpen'), `${pointer}/untilOpen`, known, report)
  checkText(own(wait, 'until'), `${pointer}/until`, known, report)
  checkZone(own(wait, 'zone'), `${pointer}/zone`, report)
}

function checkZone(zone: unknown, pointer: string, report: Report): void {
  if (typeof zone !== 'string' || IANAZone.isValidZone(zone)) return
  report.error('unknown-zone', pointer, `\`${zone.slice(0, 60)}\` is no IANA time zone such as Europe/Moscow.`)
}
