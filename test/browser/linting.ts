// What the page's problems panel needs. Runs in Node and in a page.
import { lintRules, parseRuleFile } from 'caseline/lint'

const FILE = `// The support desk's
{
  "rules": [
    { "id": "refund", "on": "message.received", "then": [{ "do": "send-message", "text": "Soon" }],
      "when": { "all": [{ "fact": "message", "path": "$.text", "operator": "containsText", "value": "refund" }] } },
    { "id": "thanks", "on": "message.received", "then": [{ "do": "send-message", "text": "You are welcome" }] }
  ]
}`

export async function linting(): Promise<string> {
  const { value, placed } = parseRuleFile(FILE, 'first.rules.json')
  const found = await lintRules(value)
  return JSON.stringify(found.map(placed))
}
