import { isForbiddenName } from '../fact-path.js'
import { isRecord, own, pointerTo, type UnknownRecord } from '../record.js'
import { checkAction } from './actions.js'
import { checkCondition } from './conditions.js'
import type { Known } from './known.js'
import { checkDuration, checkSchedule } from './references.js'
import type { Report } from './report.js'

/** Where ids and names were seen first; shared by all sources. */
export interface SeenRules {
  readonly ids: Map<string, string>
  readonly names: Map<string, string>
}

/** One rule: its triggers, condition and actions, and that nobody else has its id or name. */
export function checkRule(
  value: unknown,
  pointer: string,
  seen: SeenRules,
  place: string,
  known: Known,
  report: Report,
): void {
  if (!isRecord(value)) return
  checkNames(value, pointer, seen, place, report)
  checkTriggers(own(value, 'on'), `${pointer}/on`, known, report)
  checkCondition(own(value, 'when'), `${pointer}/when`, known, report)
  const actions = own(value, 'then')
  if (!Array.isArray(actions)) return
  if (actions.length === 0) report.warning('no-effect', `${pointer}/then`, 'The rule does nothing.')
  for (const [index, action] of actions.entries())
    checkAction(action, pointerTo(`${pointer}/then`, index), known, report)
}

/** That nobody before has its id or name. */
export function checkNames(value: unknown, pointer: string, seen: SeenRules, place: string, report: Report): void {
  if (!isRecord(value)) return
  checkUnique(own(value, 'id'), `${pointer}/id`, seen.ids, place, 'duplicate-id', report)
  checkUnique(own(value, 'name'), `${pointer}/name`, seen.names, place, 'duplicate-name', report)
}

function checkUnique(
  value: unknown,
  pointer: string,
  seen: Map<string, string>,
  place: string,
  code: 'duplicate-id' | 'duplicate-name',
  report: Report,
): void {
  if (typeof value !== 'string' || value === '') return
  const first = seen.get(value)
  if (first === undefined) seen.set(value, place)
  else report.error(code, pointer, `Another rule is called \`${value.slice(0, 100)}\` too: ${first}.`)
}

function checkTriggers(value: unknown, pointer: string, known: Known, report: Report): void {
  if (!Array.isArray(value)) {
    checkTrigger(value, pointer, known, report)
    return
  }
  if (value.length === 0) report.warning('no-effect', pointer, 'Nothing makes this rule be judged.')
  for (const [index, trigger] of value.entries()) checkTrigger(trigger, pointerTo(pointer, index), known, report)
}

function checkTrigger(value: unknown, pointer: string, known: Known, report: Report): void {
  if (!isRecord(value)) return
  checkDuration(own(value, 'after'), `${pointer}/after`, report)
  checkSchedule(own(value, 'businessHours'), `${pointer}/businessHours`, known, report)
}

/** Names of schedules and conditions: of use everywhere, and each defined once. */
export function checkDefinedNames(
  section: UnknownRecord,
  pointer: string,
  seen: Map<string, string>,
  place: string,
  code: 'duplicate-schedule' | 'duplicate-condition',
  report: Report,
): void {
  for (const name of Object.keys(section)) {
    const at = pointerTo(pointer, name)
    const first = seen.get(name)
    if (isForbiddenName(name)) report.error('forbidden-name', at, `Nothing can be called \`${name}\`.`)
    else if (first !== undefined) report.error(code, at, `\`${name}\` is defined in ${first} too.`)
    else seen.set(name, place)
  }
}
