import type { Json } from '../json.js'

/** Everything that checks of rule sets report, with one line each. docs/reference/diagnostics.md says the same; a test compares them. */
export const DIAGNOSTIC_CODES = {
  'unreadable-file': 'A rule file or folder that is not there or cannot be read.',
  'no-rule-files': 'A folder without rule files (`*.rules.json`, or `*.json` that are no scenarios).',
  'syntax-error': 'The file is not JSON (comments and trailing commas are allowed).',
  'duplicate-key': 'An object has the same key twice; the first one would be lost.',
  'too-deep': 'Conditions or values are nested too deep, or a named condition unfolds to too many leaves.',
  'too-many-faults': 'More faults were found than are listed.',
  'wrong-type': 'A value is of another type than needed.',
  'missing-property': 'A property that is needed is not there.',
  'unknown-property': 'A property that means nothing here.',
  'wrong-value': 'A value is none of those allowed here.',
  'unknown-action': '`do` names no action.',
  'assign-one': '`assign` needs exactly one of `agent`, `group` and `none`.',
  'duplicate-id': 'Two rules have the same id.',
  'duplicate-name': 'Two rules have the same name.',
  'duplicate-schedule': 'Two files define the same schedule.',
  'duplicate-condition': 'Two files define the same named condition.',
  'forbidden-name': 'A name that JavaScript keeps for itself (`__proto__`, `prototype`, `constructor`).',
  'unknown-fact': 'A condition asks of a fact that nobody provides.',
  'unknown-path': 'A path leads to a property that the fact does not have.',
  'bad-path': "A path has other steps than `.name`, `['name']` and `[0]`.",
  'forbidden-path': 'A path leads through `__proto__`, `prototype` or `constructor`.',
  'missing-param': 'A fact needs a parameter, such as the `name` of a schedule.',
  'unknown-operator': 'An operator that does not exist.',
  'unknown-decorator': 'A decorator that does not exist, in front of an operator.',
  'unknown-condition': 'A reference to a named condition that does not exist.',
  'circular-condition': 'A named condition that refers to itself, by whatever way round.',
  'unknown-schedule': 'A reference to a schedule that does not exist.',
  'unknown-function': '`call` names a function that the desk does not have.',
  'unknown-secret': '`webhook` names a secret that the desk does not have.',
  'unknown-workflow': '`start-workflow` names a workflow that the desk does not have.',
  'duplicate-workflow': 'Two workflows have the same id.',
  'circular-workflow': 'A workflow that runs itself, by whatever way round.',
  'bad-step-name': 'A step has a name with other signs than letters, digits, `_` and `-`, or too long a one.',
  'unknown-step': 'A workflow leads to a step that it does not have.',
  'unreachable-step': 'No way leads to a step.',
  'no-end': 'A way of a workflow never comes to `end` or `handoff`.',
  'endless-loop': 'Steps lead back to themselves without ever waiting.',
  'no-way-out': 'A customer who does not answer is waited for without end.',
  'bad-field': 'An answer is kept in something that is no field.',
  'bad-question': 'A question lacks what its kind needs, or has what means nothing for it.',
  'duplicate-option': 'Two options look the same to the customer.',
  'unknown-tag': 'A tag that is not in the vocabulary.',
  'unknown-group': 'A group of agents that is not in the vocabulary.',
  'unknown-field': 'A field that is not in the vocabulary.',
  'unknown-variable': 'A template uses something that does not exist.',
  'bad-template': 'A template that Liquid cannot read.',
  'bad-language': 'A text by language has a key that is no language.',
  'empty-text': 'A text says nothing.',
  'not-json': 'A value that JSON cannot say.',
  'too-large': 'A body has too many values.',
  'bad-duration': 'Not an ISO 8601 duration such as `PT2H`, or none at all.',
  'bad-address': 'A webhook address that is not http or https.',
  'unknown-zone': 'Not an IANA time zone such as `Europe/Moscow`.',
  'bad-days': 'Not a weekday or range of weekdays such as `mon-fri`.',
  'bad-stretch': 'Not a stretch of hours such as `09:00-18:00`.',
  'overlapping-stretches': 'Two stretches of a day overlap.',
  'bad-holiday-date': 'Not a day, `YYYY-MM-DD` or `MM-DD`.',
  'duplicate-holiday': 'The same day is a holiday twice.',
  'bad-pattern': 'A regular expression that RE2 refuses.',
  'bad-value': 'A value that the operator can do nothing with.',
  'type-mismatch': 'The fact, the operator and the value can never fit, by their types.',
  'never-occurs': 'The fact never has this value.',
  'no-effect': 'A rule that does nothing: no trigger or no action.',
  'contradictory-condition': 'A condition, or a part of it, that can never hold.',
  'always-true': 'A condition, or a part of it, that always holds.',
  'unreachable-rule': 'A rule whose condition can never hold under its trigger.',
  'duplicate-rule': 'Two rules with the same triggers, condition and actions.',
  'shadowed-rule': 'A rule that is never judged, because one before it stops the pass whenever this one would match.',
  'double-autoresponse': 'Two rules that can answer the same message automatically.',
  'rule-loop': 'Rules that change the chat back and forth and so cause each other.',
  'away-first-chat-only': "A rule for closed hours that is left on the customer's first chat only.",
  'undone-action': 'A rule that undoes what it has just done.',
  'unindexed-rule': 'A rule that has to be looked at for every message, because nothing rules it out.',
  'lint-limit': 'Something was not looked at, because it would have taken too long.',
} as const

export type DiagnosticCode = keyof typeof DIAGNOSTIC_CODES

/** What would put the fault right: `value` in place of what is at `pointer`, a property of that name, or nothing any more. */
export type Fix = FixByValue | FixByName | FixByRemoval

export interface FixByValue {
  readonly title: string
  readonly pointer: string
  readonly value: Json
}

export interface FixByName {
  readonly title: string
  readonly pointer: string
  /** What the property at `pointer` should be called. */
  readonly rename: string
}

export interface FixByRemoval {
  readonly title: string
  readonly pointer: string
  readonly remove: true
}

/** One thing that is wrong with a rule set, or may be. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning'
  readonly code: DiagnosticCode
  /** A sentence for people. */
  readonly message: string
  /** JSON pointer into the source; for `unknown-property` to the property, for `missing-property` to the object. */
  readonly pointer: string
  /** Name of the file or other source, where several make one set. */
  readonly source?: string
  readonly fix?: Fix
}
