import { applyEdits, findNodeAtLocation, getNodeValue, modify, parseTree } from 'jsonc-parser'
import type { RuleText, Session } from './session.js'

/** The session with `"enabled": false` written into the rule, in every version of the rules that it uses. */
export function withRuleOff(session: Session, rule: string): Session {
  const off = (texts: readonly RuleText[]) => texts.map((text) => ruleTextOff(text, rule))
  return {
    ...session,
    rules: off(session.rules),
    acts: session.acts.map((act) => (act.type === 'rules' ? { ...act, rules: off(act.rules) } : act)),
  }
}

/** The rest of the text, comments too, stays as it is. */
function ruleTextOff(file: RuleText, rule: string): RuleText {
  if (!file.text.includes(JSON.stringify(rule))) return file
  const tree = parseTree(file.text)
  const rules = tree === undefined ? undefined : findNodeAtLocation(tree, ['rules'])
  const at = (rules?.children ?? []).findIndex((one) => {
    const id = findNodeAtLocation(one, ['id'])
    return id !== undefined && getNodeValue(id) === rule
  })
  if (at === -1) return file
  const edits = modify(file.text, ['rules', at, 'enabled'], false, {
    formattingOptions: { insertSpaces: true, tabSize: 2 },
    getInsertionIndex: () => 1,
  })
  return { ...file, text: applyEdits(file.text, edits) }
}
