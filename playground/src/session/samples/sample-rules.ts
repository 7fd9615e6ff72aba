import away from 'caseline/rules/away/away.rules.json' with { type: 'json' }
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

function ruleText(name: string, { $schema: _, ...set }: { readonly $schema?: string }): RuleText {
  return { name, text: `${JSON.stringify(set, null, 2)}\n` }
}
