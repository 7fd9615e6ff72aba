// The article's trap: under chat.started a message goes out in the customer's first chat only, unless the rule says
// otherwise. Of a rule for closed hours that is hardly ever meant.
import { isImpossible } from '../solve/branches.js'
import { findScenario } from '../solve/find-scenario.js'
import { allOf, formulaOf, literalsOf } from '../solve/formula.js'
import { type Checking, named, type Subject } from './subject.js'
import { shownBy, verdictsOf } from './witness.js'

const COMPARISONS = 2_000

export async function checkAway(checking: Checking): Promise<void> {
  for (const subject of checking.subjects) {
    const { rule, occasions } = subject
    if (!occasions.includes('chat.started')) continue
    const index = rule.then.findIndex(
      (action) => action.do === 'send-message' && action.onlyFirstChatOnChannel === undefined,
    )
    if (index >= 0 && isForClosedHours(subject, checking)) await report(subject, index, checking)
  }
}

/** Whether it never matches while a schedule that it asks is open. */
function isForClosedHours({ formula }: Subject, { terms, rules }: Checking): boolean {
  if (formula === null) return false
  const names = new Set(
    literalsOf(formula).flatMap(({ variable }) => (variable.fact === 'schedule' ? [variable.params.name] : [])),
  )
  return [...names].some((name) => {
    const open = formulaOf(
      { fact: 'schedule', params: { name }, path: '$.open', operator: 'equal', value: true },
      true,
      terms,
    )
    if (open === null) return false
    const budget = { left: COMPARISONS }
    return isImpossible(allOf([formula, open]), { rules, on: 'chat.started', budget })
  })
}

async function report(subject: Subject, index: number, { solver, terms, note }: Checking): Promise<void> {
  const { source, pointer, formula, rule } = subject
  const later = formulaOf({ fact: 'chat', path: '$.isFirstOnChannel', operator: 'equal', value: false }, true, terms)
  const isHeld = (last: Parameters<typeof verdictsOf>[1]) =>
    verdictsOf(rule.id, last).some(
      (one) =>
        'actions' in one &&
        one.actions?.some(({ outcome }) => outcome.kind === 'withheld' && outcome.by === 'not-first-chat'),
    )
  const found =
    formula === null || later === null
      ? null
      : await findScenario(
          { on: 'chat.started', formula: allOf([formula, later]), shows: (last) => isHeld(last) === true },
          solver,
        )
  note({
    severity: 'warning',
    code: 'away-first-chat-only',
    rules: [rule],
    source,
    pointer: `${pointer}/then/${index}`,
    message: `${named(subject)} is for closed hours, but says this in the customer's first chat only: under chat.started that is so unless \`onlyFirstChatOnChannel\` is written.`,
    fix: { title: 'Say it in every chat', pointer: `${pointer}/then/${index}/onlyFirstChatOnChannel`, value: false },
    ...shownBy(found, `${rule.id} stays silent in a second chat`, { [rule.id]: 'withheld: not-first-chat' }),
  })
}
