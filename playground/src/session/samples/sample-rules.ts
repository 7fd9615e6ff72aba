import away from 'caseline/rules/away/away.rules.json' with { type: 'json' }
import contactRules from 'caseline/rules/contact-workflow/contact.rules.json' with { type: 'json' }
import contact from 'caseline/rules/contact-workflow/contact.workflow.json' with { type: 'json' }
import farewell from 'caseline/rules/farewell/farewell.rules.json' with { type: 'json' }
import firstContact from 'caseline/rules/first-contact/first-contact.rules.json' with { type: 'json' }
import hours from 'caseline/rules/hours/hours.rules.json' with { type: 'json' }
import routing from 'caseline/rules/routing/routing.rules.json' with { type: 'json' }
import type { RuleText } from '../session.js'

/** The packs that ship, as a new desk would take them. */
export const SAMPLE_RULES: readonly RuleText[] = [
  ruleText('hours.rules.json', hours),
  ruleText('first-contact.rules.json', firstContact),
  ruleText('away.rules.json', away),
  ruleText('farewell.rules.json', farewell),
  ruleText('routing.rules.json', routing),
]

/** The same, where a workflow gets to know newcomers instead of three rules. */
export const WORKFLOW_RULES: readonly RuleText[] = [
  ruleText('contact.rules.json', contactRules),
  ruleText('contact.workflow.json', contact),
  ...SAMPLE_RULES.filter(({ name }) => name !== 'first-contact.rules.json'),
]

function ruleText(name: string, { $schema: _, ...set }: { readonly $schema?: string }): RuleText {
  return { name, text: `${JSON.stringify(set, null, 2)}\n` }
}
